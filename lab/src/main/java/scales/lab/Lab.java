package scales.lab;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import scales.balancer.Balancer;
import scales.lab.bench.BenchCommand;
import scales.lab.bench.pictures.PicturesCommand;
import scales.lab.bench.proxy.ProxyCommand;
import scales.lab.chaos.ChaosCommand;
import scales.lab.live.CompareCommand;
import scales.lab.up.Rehearsal;
import scales.lab.sim.SimulateCommand;
import scales.lab.up.UpCommand;

/** The composition root: every command, with what it needs. Without a command it shows what there is. */
@Command(name = "./scales", mixinStandardHelpOptions = true, versionProvider = Lab.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Resizes pictures on a cluster of workers behind a load balancer whose strategy can be changed, "
                + "compared and explained while it runs.",
        commandListHeading = "%nCommands:%n",
        footer = {
            "  balancer, worker  One of them alone, as in its container.",
            "",
            "Each answers --help."
        })
public final class Lab implements Runnable {
    @Spec
    private CommandSpec spec;

    private Lab() {}

    /** @param environment variables by name; {@code SCALES_WORKERS} stands for {@code --workers} */
    public static CommandLine commands(Map<String, String> environment) {
        return new CommandLine(new Lab())
                .addSubcommand(UpCommand.line(environment))
                .addSubcommand(new CompareCommand())
                .addSubcommand(new SimulateCommand())
                .addSubcommand(new Rehearsal())
                .addSubcommand(BenchCommand.line(new PicturesCommand(), new ProxyCommand()))
                .addSubcommand(ChaosCommand.line(environment));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Says which build this is, as its jar's manifest states. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Balancer.class.getPackage().getImplementationVersion();
            return new String[] {"scales " + (version == null ? "development" : version)};
        }
    }
}
