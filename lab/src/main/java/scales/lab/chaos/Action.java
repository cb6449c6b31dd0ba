package scales.lab.chaos;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be done to the cluster. */
enum Action {
    /** {@code kill -9} a worker. */
    KILL,
    /** {@code SIGSTOP} a worker: its port takes connections, and nobody answers. */
    FREEZE,
    /** {@code SIGTERM} a worker. */
    STOP,
    /** {@code SIGTERM} a worker, and start it again as soon as it is gone. */
    RESTART,
    /** A worker of a new name comes. */
    JOIN,
    /** One that came is stopped for good. */
    LEAVE,
    DRAIN,
    MAINT,
    /** The operator removes the node; its worker, which lives on, announces itself anew. */
    REMOVE,
    WEIGHT,
    LIMIT,
    STRATEGY,
    /** Start a worker that was killed or stopped. */
    START,
    /** {@code SIGCONT} a frozen worker. */
    THAW,
    READY;

    /** They make good again, and so are always among the actions. */
    static final Set<Action> REMEDIES = EnumSet.of(START, THAW, READY);

    /** What a person may choose from. */
    static Set<Action> disturbances() {
        return EnumSet.complementOf(EnumSet.copyOf(REMEDIES));
    }

    static String names() {
        return disturbances().stream().map(Action::word).collect(Collectors.joining(","));
    }

    static Optional<Action> named(String word) {
        return disturbances().stream().filter(action -> action.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Requests on the node break off or hang: only those that may be repeated are safe. */
    boolean hurts() {
        return this == KILL || this == FREEZE;
    }

    /** Whether it takes a node out of the choice, for good or for a while. */
    boolean takesOut() {
        return Arrays.asList(KILL, FREEZE, STOP, RESTART, LEAVE, DRAIN, MAINT, REMOVE).contains(this);
    }
}
