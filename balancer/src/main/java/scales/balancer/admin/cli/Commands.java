package scales.balancer.admin.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import scales.balancer.admin.Audit;
import scales.balancer.admin.Operations;

/** The table of commands: what is typed is looked up here, and help is generated from it. */
final class Commands {
    static final String CHANGES_REFUSED = "Permission denied: the command line listens beyond this machine, and knows nobody. "
            + "Start the balancer with --cli-admin to let whoever reaches this port change things, "
            + "or use the admin API with its token.";

    private final List<Command> all;
    private final List<Command> always;
    private final Audit audit;
    private final String right;

    /** @param right why changes are allowed, or null: then they are not */
    Commands(Operations operations, Audit audit, String right) {
        this.audit = audit;
        this.right = right;
        this.always = List.of(
                Command.asking("help", "[<command>]", "all commands, or those that match", this::help),
                SessionCommands.PROMPT,
                SessionCommands.QUIT);
        this.all = Stream.of(
                        new ServerCommands(operations).all(),
                        new MembershipCommands(operations).all(),
                        new CounterCommands(operations).all(),
                        new ShowCommands(operations).all(),
                        List.of(SessionCommands.TIMEOUT),
                        always)
                .flatMap(List::stream)
                .toList();
    }

    /** @return the answer, never failing */
    String answer(String typed, Session session) {
        List<String> words = words(typed);
        Optional<Command> command = find(words);
        if (command.isEmpty()) {
            return words.isEmpty()
                    ? "Unknown command. Please enter one of the following commands only:\n" + lines(all)
                    : "Unknown command, but maybe one of the following ones is a better match:\n" + lines(matching(words));
        }
        return run(command.get(), words, session);
    }

    private String run(Command command, List<String> words, Session session) {
        Command.Call call = new Command.Call(words.subList(command.wordList().size(), words.size()), session);
        String typed = String.join(" ", words);
        Audit.Actor actor = new Audit.Actor(session.peer(), "the command line", right);
        try {
            if (!command.changes()) {
                return command.action().run(call);
            }
            if (right == null) {
                throw new Refused(CHANGES_REFUSED);
            }
            return audit.watch(actor, typed, () -> command.action().run(call));
        } catch (Refused | NoSuchElementException | IllegalArgumentException | IllegalStateException refused) {
            if (command.changes()) {
                audit.refused(actor, typed, refused.getMessage());
            }
            return refused.getMessage();
        }
    }

    private static List<String> words(String typed) {
        return typed.isBlank() ? List.of() : List.of(typed.strip().split("\\s+"));
    }

    private Optional<Command> find(List<String> words) {
        return all.stream()
                .filter(command -> startsWith(words, command.wordList()))
                .max(Comparator.comparingInt(command -> command.wordList().size()));
    }

    private static boolean startsWith(List<String> words, List<String> beginning) {
        return words.size() >= beginning.size() && words.subList(0, beginning.size()).equals(beginning);
    }

    private String help(Command.Call call) {
        List<Command> wanted = call.operands().isEmpty() ? all : matching(call.operands());
        return "The following commands are valid at this level:\n" + lines(wanted);
    }

    private List<Command> matching(List<String> words) {
        List<Command> matching = new ArrayList<>(Likeness.best(all, words));
        always.stream().filter(command -> !matching.contains(command)).forEach(matching::add);
        return matching;
    }

    private static String lines(List<Command> commands) {
        return commands.stream().map(Command::help).collect(Collectors.joining("\n"));
    }
}
