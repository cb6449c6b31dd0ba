package scales.worker.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options as typed; {@link OptionsJudge} turns them into a {@link WorkerConfig}. */
@Command(
        name = "worker",
        sortOptions = false,
        separator = "=",
        usageHelpWidth = 100,
        description = "Resizes pictures: POST /resize?scale=0.5",
        footer = {
            "",
            "Every option is also an environment variable: --resize-queue is SCALES_RESIZE_QUEUE.",
            "A balancer's admin token is read from SCALES_ADMIN_TOKEN or from a file, never from an option."
        })
final class WorkerOptions {
    @Option(
            names = "--id",
            paramLabel = "NAME",
            description = "Name for balancers and tag of the lab page. Default: the host name.")
    String id;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
    String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "3000",
            description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "Pictures resized at once. Default: the cores there are.")
    Integer slots;

    @Option(
            names = "--resize-queue",
            paramLabel = "N",
            defaultValue = "64",
            description = "Pictures that may wait for a slot; beyond them the answer is 503. "
                    + "Default: ${DEFAULT-VALUE}.")
    int queue;

    @Option(
            names = "--picture-memory",
            paramLabel = "SIZE",
            description = "Memory for the pictures being resized, by estimate; beyond it they wait. "
                    + "Default: six tenths of the heap.")
    Long pictureMemory;

    @Option(
            names = "--max-body",
            paramLabel = "SIZE",
            defaultValue = "32MiB",
            description = "Largest request body. Default: ${DEFAULT-VALUE}.")
    long maxBody;

    @Option(
            names = "--body-memory",
            paramLabel = "SIZE",
            description = "Memory for all bodies at once; beyond it the answer is 503. "
                    + "Default: a fifth of the heap.")
    Long bodyMemory;

    @Option(
            names = "--body-timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "Longest time for a body to arrive. Default: ${DEFAULT-VALUE}.")
    Duration bodyTimeout;

    @Option(
            names = "--max-input-pixels",
            paramLabel = "N",
            description = "Width times height of a picture sent. Default: 50000000, less with a small heap.")
    Long inputPixels;

    @Option(
            names = "--max-output-pixels",
            paramLabel = "N",
            description = "Width times height of a picture asked for. Default: 100000000, less with a small heap.")
    Long outputPixels;

    @Option(
            names = "--max-input-side",
            paramLabel = "N",
            description = "Longest side of a picture sent. Default: 30000.")
    Integer inputSide;

    @Option(
            names = "--max-output-side",
            paramLabel = "N",
            description = "Longest side of a picture asked for. Default: 16384.")
    Integer outputSide;

    @Option(names = "--max-frames", paramLabel = "N", description = "Frames of an animation. Default: 1000.")
    Integer frames;

    @Option(
            names = "--max-animation-pixels",
            paramLabel = "N",
            description = "Canvas times frames of an animation sent. Default: 150000000.")
    Long animationPixels;

    @Option(
            names = "--max-animation-output-pixels",
            paramLabel = "N",
            description = "Canvas times frames of an animation asked for. Default: 400000000.")
    Long animationOutputPixels;

    @Option(
            names = "--announce",
            paramLabel = "URL",
            split = ",",
            description = "Admin address of a balancer to register with, such as http://balancer:1936. May repeat.")
    List<String> announce = new ArrayList<>();

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            description = "Where balancers reach this worker. "
                    + "Default: the address it calls them from, and its port.")
    String advertise;

    @Option(
            names = "--weight",
            paramLabel = "N",
            defaultValue = "1",
            description = "Share of requests, 0 to 256. Default: ${DEFAULT-VALUE}.")
    int weight;

    @Option(
            names = "--announce-ttl",
            paramLabel = "TIME",
            defaultValue = "15s",
            description = "How long a registration outlives its last renewal. Default: ${DEFAULT-VALUE}.")
    Duration ttl;

    @Option(
            names = "--admin-token-file",
            paramLabel = "FILE",
            description = "File that holds the balancers' admin token; waited for while it is not there.")
    Path tokenFile;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "Longest time running requests get to finish when stopping. Default: ${DEFAULT-VALUE}.")
    Duration grace;

    @Option(
            names = "--lame-duck",
            paramLabel = "TIME",
            defaultValue = "3s",
            description = "How long a stopping worker still accepts requests, for balancers that learn of it "
                    + "by probing. Default: ${DEFAULT-VALUE}.")
    Duration lameDuck;

    @Option(
            names = "--log",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Log lines: text or json. Default: ${DEFAULT-VALUE}.")
    LogFormat log;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    boolean version;
}
