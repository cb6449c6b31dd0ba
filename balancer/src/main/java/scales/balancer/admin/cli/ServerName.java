package scales.balancer.admin.cli;

import java.util.List;
import scales.balancer.admin.Operations;
import scales.balancer.admin.csv.StatCsv;
import scales.balancer.node.Node;

/** {@code nodes/s1}. */
final class ServerName {
    private ServerName() {}

    /** @return the part after the backend's name, which may be new */
    static String idIn(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new Refused("Require 'backend/server'.");
        }
        if (!text.substring(0, slash).equals(StatCsv.BACKEND)) {
            throw new Refused("No such backend.");
        }
        return text.substring(slash + 1);
    }

    static Node find(String text, Operations operations) {
        String id = idIn(text);
        return operations.nodes().stream().filter(node -> node.id().equals(id)).findFirst()
                .orElseThrow(() -> new Refused("No such server."));
    }

    /** @param backend as typed after commands that show it; {@code ""} for all */
    static List<Node> inBackend(String backend, Operations operations) {
        if (!backend.isEmpty() && !backend.equals(StatCsv.BACKEND)) {
            throw new Refused("Can't find backend.");
        }
        return operations.nodes();
    }
}
