package scales.balancer.admin.cli;

import java.util.List;
import scales.balancer.admin.Operations;
import scales.balancer.node.Address;
import scales.balancer.node.Node;

/** {@code set server nodes/s1 addr IP [port P]}. */
final class AddressChange {
    private static final String BY = " by 'stats socket command'";

    private final Operations operations;
    private final Node node;

    AddressChange(Operations operations, Node node) {
        this.operations = operations;
        this.node = node;
    }

    String run(Command.Call call) {
        String host = call.operand(2);
        if (host.isEmpty()) {
            throw new Refused("set server <b>/<s> addr requires an address and optionally a port.");
        }
        Address before = node.address();
        Address after = parse(host, call.operands().subList(3, call.operands().size()), before.port());
        if (!after.equals(before)) {
            operations.setAddress(node.id(), after);
        }
        return said(before, after, call.operands().size() > 3);
    }

    private static Address parse(String host, List<String> rest, int portBefore) {
        // Names are resolved when a node joins; here HAProxy takes numbers only, so that nothing has to wait for an answer.
        if (!host.matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new Refused("Invalid addr '" + host + "'" + BY);
        }
        if (rest.isEmpty()) {
            return new Address(host, portBefore);
        }
        String port = rest.size() == 2 && rest.get(0).equals("port") ? rest.get(1) : "";
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
            throw new Refused("problem converting port '" + port + "' to an int" + BY);
        }
        return new Address(host, Integer.parseInt(port));
    }

    private static String said(Address before, Address after, boolean portGiven) {
        String host = before.host().equals(after.host())
                ? "no need to change the addr"
                : "IP changed from '" + before.host() + "' to '" + after.host() + "'";
        if (!portGiven) {
            return host + BY;
        }
        String port = before.port() == after.port()
                ? "no need to change the port"
                : "port changed from '" + before.port() + "' to '" + after.port() + "'";
        return host + ", " + port + BY;
    }
}
