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
        return List.of(Command.changing("clear counters", "[all]", "counters start again from 0", call -> {
            operations.resetStats();
            return "";
        }));
    }
}
