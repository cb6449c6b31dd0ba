package scales.lab.live;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import scales.lab.scenario.Scenario;

/** Which cluster. */
final class TargetOptions {
    @Option(names = "--target", paramLabel = "URL", description = "Where clients reach a cluster that runs already. Default: an own one.")
    private String target;
    @Option(names = "--admin", paramLabel = "URL", description = "Its admin API, such as http://127.0.0.1:1936.")
    private String admin;
    @Option(names = "--token-file", paramLabel = "FILE", description = "Holds its admin token.")
    private Path tokenFile;

    boolean isOwn() {
        return target == null;
    }

    void judge(List<String> problems) {
        if ((target == null) != (admin == null)) {
            problems.add("--target and --admin: say both, or neither for an own cluster");
        }
        judge("--target", target, problems);
        judge("--admin", admin, problems);
        if (tokenFile != null && !Files.isReadable(tokenFile)) {
            problems.add("--token-file: there is no file '" + tokenFile + "' to read");
        }
    }

    private static void judge(String option, String text, List<String> problems) {
        if (text != null && !text.matches("https?://(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9.-]+)(:\\d{1,5})?/?")) {
            problems.add(option + ": expected a URL such as http://127.0.0.1:8888, got '" + text + "'");
        }
    }

    /** @param paced see {@link OwnCluster#start} */
    Site open(Scenario scenario, boolean paced) throws IOException, InterruptedException {
        return isOwn()
                ? OwnCluster.start(scenario, paced)
                : new RunningCluster(URI.create(target), URI.create(admin), tokenFile == null ? null : Files.readString(tokenFile).strip());
    }
}
