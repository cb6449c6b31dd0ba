package scales.balancer.admin.cli;

import scales.balancer.admin.Operations;
import scales.balancer.admin.csv.StatCsv;
import scales.balancer.node.AdminState;
import scales.balancer.node.CheckStatus;
import scales.balancer.node.Node;

/** A line of HAProxy's server state file, version 1; its numbers are explained in its management guide, "show servers state". */
final class ServerState {
    static final String HEADER = "1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight "
            + "srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state "
            + "bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr "
            + "srv_agent_addr srv_agent_port";

    private static final int STOPPED = 0;
    private static final int RUNNING = 2;
    private static final int STOPPING = 3;
    private static final int CONFIGURED_AND_ENABLED = 2 + 4;
    private static final int PAUSED = 8;

    private ServerState() {}

    static String line(Node node, Operations operations) {
        long seconds = (operations.stats().nowMillis() - operations.stats().health(node.id()).stateMillis()) / 1_000;
        return StatCsv.BACKEND_NUMBER + " " + StatCsv.BACKEND + " " + node.number() + " " + node.id() + " "
                + node.address().host() + " " + operation(node) + " " + administration(node.admin()) + " "
                + node.weight() + " " + node.initialWeight() + " " + seconds + " "
                + check(node.foundBy()) + " " + result(node.foundBy()) + " " + node.health().level() + " "
                + (CONFIGURED_AND_ENABLED + (node.isProbed() ? 0 : PAUSED)) + " 0 0 0 - " + node.address().port() + " - 0 0 - - 0";
    }

    private static int operation(Node node) {
        if (node.admin() == AdminState.MAINT || !node.isUp()) {
            return STOPPED;
        }
        return node.stopping() ? STOPPING : RUNNING;
    }

    private static int administration(AdminState state) {
        return switch (state) {
            case READY -> 0;
            case MAINT -> 1;
            case DRAIN -> 8;
        };
    }

    /** Counted by HAProxy in this order; the gaps are checks that are not done here. */
    private static int check(CheckStatus status) {
        return switch (status) {
            case INI -> 1;
            case HANA -> 4;
            case L4TOUT -> 7;
            case L4CON -> 8;
            case L7TOUT -> 12;
            case L7RSP -> 13;
            case L7OK -> 15;
            case L7OKC -> 16;
            case L7STS -> 17;
        };
    }

    private static int result(CheckStatus status) {
        if (status == CheckStatus.INI) {
            return 0;
        }
        if (status == CheckStatus.L7OKC) {
            return 4;
        }
        return status.passed() ? 3 : 2;
    }
}
