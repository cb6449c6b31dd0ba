package scales.balancer.admin.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import scales.balancer.admin.Operations;
import scales.balancer.admin.csv.StatCsv;
import scales.balancer.admin.csv.StatFilter;
import scales.balancer.config.Version;

/** What can be looked at. */
final class ShowCommands {
    private static final Set<String> OTHER_FORMATS = Set.of("typed", "json", "desc", "float", "up", "no-maint");

    private final Operations operations;
    private final StatCsv stat;
    private final ProcessInfo info;

    ShowCommands(Operations operations) {
        this.operations = operations;
        this.stat = new StatCsv(operations);
        this.info = new ProcessInfo(operations);
    }

    List<Command> all() {
        return List.of(
                Command.asking("show backend", "", "the backends", call -> "# name\n" + StatCsv.BACKEND),
                Command.asking("show errors", "", "requests and answers that broke the protocol", call -> "Total events captured: 0"),
                Command.asking("show info", "", "this process", this::info),
                Command.asking("show servers conn", "[<backend>]", "requests in flight by server", this::connections),
                Command.asking("show servers state", "[<backend>]", "state and health by server", this::states),
                Command.asking("show stat", "[<proxy> <type> <server>]", "counters by proxy and server, as CSV", this::stat),
                Command.asking("show version", "", "the version of this process", call -> Version.text()));
    }

    private String info(Command.Call call) {
        refuseFormats("show info", call);
        return info.text();
    }

    /** A program that asked for another format would misread the usual one. */
    private static void refuseFormats(String command, Command.Call call) {
        call.operands().stream().filter(OTHER_FORMATS::contains).findFirst().ifPresent(format -> {
            throw new Refused("'" + command + "' does not support '" + format + "'.");
        });
    }

    private String stat(Command.Call call) {
        refuseFormats("show stat", call);
        if (call.operands().size() < 3) {
            return stat.text(StatFilter.ALL);
        }
        return stat.text(new StatFilter(proxy(call.operand(0)), number(call.operand(1)), number(call.operand(2))));
    }

    private static int proxy(String text) {
        return switch (text) {
            case StatCsv.FRONTEND -> StatCsv.FRONTEND_NUMBER;
            case StatCsv.BACKEND -> StatCsv.BACKEND_NUMBER;
            default -> number(text);
        };
    }

    /** What is no number selects nothing, as 0 does. */
    private static int number(String text) {
        return text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private String states(Command.Call call) {
        return ServerName.inBackend(call.operand(0), operations).stream()
                .map(node -> ServerState.line(node, operations))
                .collect(Collectors.joining("\n", ServerState.HEADER + "\n", ""))
                .strip();
    }

    private String connections(Command.Call call) {
        return ServerName.inBackend(call.operand(0), operations).stream()
                .map(node -> StatCsv.BACKEND + "/" + node.id() + " " + StatCsv.BACKEND_NUMBER + "/" + node.number() + " "
                        + node.address().host() + " " + node.address().port() + " - " + node.inFlight() + " "
                        + operations.stats().node(node.id()).most())
                .collect(Collectors.joining("\n", "# bkname/svname bkid/svid addr port - used_cur used_max\n", ""))
                .strip();
    }
}
