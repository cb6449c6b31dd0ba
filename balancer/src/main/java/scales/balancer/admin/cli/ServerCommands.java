package scales.balancer.admin.cli;

import java.util.Arrays;
import java.util.List;
import scales.balancer.admin.Operations;
import scales.balancer.node.AdminState;
import scales.balancer.node.Node;

/** What changes one node: state, weight, limit. */
final class ServerCommands {
    private final Operations operations;

    ServerCommands(Operations operations) {
        this.operations = operations;
    }

    List<Command> all() {
        return List.of(
                Command.changing("set server", "<bk>/<srv> [opts]", "a server's state ready|drain|maint, weight or addr", this::set),
                Command.asking("get weight", "<bk>/<srv>", "a server's weight now, and the one it joined with", this::getWeight),
                Command.changing("set weight", "<bk>/<srv> <weight>", "a server's weight: 0 to 256, or 50%", call -> weigh(call, 1)),
                Command.changing("set maxconn server", "<bk>/<srv> <n>", "a server's limit of requests at a time, 0 for none", this::limit),
                Command.changing("enable server", "<bk>/<srv>", "the same as state ready", call -> put(call, AdminState.READY)),
                Command.changing("disable server", "<bk>/<srv>", "the same as state maint", call -> put(call, AdminState.MAINT)));
    }

    private Node node(Command.Call call) {
        return ServerName.find(call.operand(0), operations);
    }

    private String set(Command.Call call) {
        Node node = node(call);
        return switch (call.operand(1)) {
            case "state" -> put(call, state(call.operand(2)));
            case "weight" -> weigh(call, 2);
            case "addr" -> new AddressChange(operations, node).run(call);
            default -> throw new Refused("usage: set server <backend>/<server> addr | state | weight");
        };
    }

    private static AdminState state(String word) {
        return Arrays.stream(AdminState.values()).filter(state -> state.word().equals(word)).findFirst()
                .orElseThrow(() -> new Refused("'set server <srv> state' expects 'ready', 'drain' and 'maint'."));
    }

    private String put(Command.Call call, AdminState state) {
        operations.set(node(call).id(), state);
        return "";
    }

    private String weigh(Command.Call call, int place) {
        Node node = node(call);
        operations.setWeight(node.id(), Weight.parse(call.operand(place), node));
        return "";
    }

    private String getWeight(Command.Call call) {
        Node node = node(call);
        return node.weight() + " (initial " + node.initialWeight() + ")";
    }

    private String limit(Command.Call call) {
        Node node = node(call);
        String limit = call.operand(1);
        if (limit.isEmpty()) {
            throw new Refused("Require <maxconn>.");
        }
        if (!limit.matches("[0-9]{1,9}")) {
            throw new Refused("maxconn string empty or preceded by garbage");
        }
        operations.setLimit(node.id(), Integer.parseInt(limit));
        return "";
    }
}
