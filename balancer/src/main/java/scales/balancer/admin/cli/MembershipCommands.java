package scales.balancer.admin.cli;

import java.util.List;
import scales.balancer.admin.Operations;
import scales.balancer.config.NodeEntry;
import scales.balancer.node.Address;
import scales.balancer.node.AdminState;
import scales.balancer.node.Node;

/** Nodes come and go. */
final class MembershipCommands {
    private final Operations operations;

    MembershipCommands(Operations operations) {
        this.operations = operations;
    }

    List<Command> all() {
        return List.of(
                Command.changing("add server", "<bk>/<srv> <addr>:<port> [opts]", "a server joins, with weight <n>, maxconn <n>", this::add),
                Command.changing("del server", "<bk>/<srv>", "remove a server that is in maint and idle", this::delete));
    }

    private String add(Command.Call call) {
        String id = ServerName.idIn(call.operand(0));
        if (operations.nodes().stream().anyMatch(node -> node.id().equals(id))) {
            throw new Refused("Already exists a server with the same name in backend.");
        }
        if (!NodeEntry.isId(id)) {
            throw new Refused("A server's name is 1 to 64 of letters, digits, dot, dash and underscore, and neither . nor .. alone.");
        }
        if (call.operand(1).isEmpty()) {
            throw new Refused("'server' expects <name> and <addr>[:<port>] as arguments.");
        }
        Address address = Address.parse(call.operand(1));
        int weight = 1;
        int limit = 0;
        for (int i = 2; i < call.operands().size(); i += 2) {
            switch (call.operand(i)) {
                case "weight" -> weight = number(call.operand(i), call.operand(i + 1));
                case "maxconn" -> limit = number(call.operand(i), call.operand(i + 1));
                default -> throw new Refused("unknown keyword '" + call.operand(i) + "'.");
            }
        }
        operations.membership().add(id, address, weight, limit);
        return "New server registered.";
    }

    private static int number(String keyword, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new Refused("'" + keyword + "' expects a number, got '" + text + "'.");
        }
        return Integer.parseInt(text);
    }

    private String delete(Command.Call call) {
        Node node = ServerName.find(call.operand(0), operations);
        if (node.admin() != AdminState.MAINT) {
            throw new Refused("Only servers in maintenance mode can be deleted.");
        }
        if (node.inFlight() > 0) {
            throw new Refused("Server still has connections attached to it, cannot remove it.");
        }
        operations.membership().remove(node.id(), false);
        return "Server deleted.";
    }
}
