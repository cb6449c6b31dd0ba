package scales.lab.bench;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be measured. Without a command it shows what there is. */
@Command(name = "bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "Measures Scales beside what people use today.")
public final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private BenchCommand() {}

    /** @param commands each measures one thing */
    public static CommandLine line(Object... commands) {
        CommandLine line = new CommandLine(new BenchCommand());
        List.of(commands).forEach(line::addSubcommand);
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
