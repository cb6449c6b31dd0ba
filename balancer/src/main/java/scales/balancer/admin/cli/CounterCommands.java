package scales.balancer.admin.cli;

import java.util.List;
import scales.balancer.admin.Operations;

/** Counters start again. */
final class CounterCommands {
    private final Operations operations;

    CounterCommands(Operations operations) {
        this.operations = operations;
    }

    List<Command> all() {
        return List.of(Command.changing("clear counters", "[all]", "maxima start again; all: every counter", this::clear));
    }

    private String clear(Command.Call call) {
        if (call.operand(0).equals("all")) {
            operations.resetStats();
        } else {
            operations.resetHighest();
        }
        return "";
    }
}
