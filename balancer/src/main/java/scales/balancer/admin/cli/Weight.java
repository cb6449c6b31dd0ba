package scales.balancer.admin.cli;

import scales.balancer.node.Node;

/** A weight as typed: absolute, or in percent of what the node joined with. */
final class Weight {
    private static final int HIGHEST_PERCENT = 100 * Node.HEAVIEST;

    private Weight() {}

    static int parse(String text, Node node) {
        if (text.isEmpty()) {
            throw new Refused("Require <weight> or <weight%>.");
        }
        boolean relative = text.endsWith("%");
        String number = relative ? text.substring(0, text.length() - 1) : text;
        if (!number.matches("[+-]?[0-9].*")) {
            throw new Refused("Empty weight string empty or preceded by garbage");
        }
        if (!number.matches("[+-]?[0-9]{1,9}")) {
            throw new Refused("Trailing garbage in weight string");
        }
        return relative ? relative(Integer.parseInt(number), node) : absolute(Integer.parseInt(number));
    }

    private static int relative(int percent, Node node) {
        if (percent < 0) {
            throw new Refused("Relative weight must be positive.");
        }
        return Math.min(Node.HEAVIEST, node.initialWeight() * Math.min(percent, HIGHEST_PERCENT) / 100);
    }

    private static int absolute(int weight) {
        if (weight < 0 || weight > Node.HEAVIEST) {
            throw new Refused("Absolute weight can only be between 0 and 256 inclusive.");
        }
        return weight;
    }
}
