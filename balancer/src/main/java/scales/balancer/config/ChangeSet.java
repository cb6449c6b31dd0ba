package scales.balancer.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a configuration file that changed asks for. Only what differs between the old file and the new one is in it, so that
 * what an operator did live, or a worker announced, is not undone by an edit that is about something else.
 *
 * @param nodes  entries of {@code --node}
 * @param live   options that are taken over now, in words: {@code --check-interval 2s -> 5s}
 * @param atStart options whose value is another one than the balancer was started with, and stays until it is started again
 */
public record ChangeSet(List<NodeChange> nodes, List<String> live, List<String> atStart) {
    /**
     * @param started what the balancer was started with
     * @param last    what was applied last
     * @param next    what the file asks for now
     */
    public static ChangeSet of(Judgement started, Judgement last, Judgement next) {
        return new ChangeSet(
                NodeChange.between(last.config().nodes(), next.config().nodes()),
                Setting.ALL.stream()
                        .filter(setting -> setting.taken() == Setting.Taken.LIVE && setting.differs(last, next))
                        .map(setting -> setting.option() + " " + Units.text(setting.value().apply(last)) + " -> "
                                + Units.text(setting.value().apply(next)))
                        .toList(),
                Setting.ALL.stream()
                        .filter(setting -> setting.taken() == Setting.Taken.AT_START && setting.differs(started, next))
                        // Without its value: it may be a secret.
                        .map(Setting::option)
                        .toList());
    }

    public boolean isEmpty() {
        return nodes.isEmpty() && live.isEmpty();
    }

    /** What is applied, in one line. */
    public String text() {
        return Stream.concat(nodes.stream().map(NodeChange::text), live.stream()).collect(Collectors.joining(", "));
    }
}
