package scales.worker;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.security.Security;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import scales.worker.config.OptionsParser;
import scales.worker.config.Parsed;
import scales.worker.config.WorkerConfig;

/**
 * Starts the worker from the command line. Exit status: 0 after a stop that was asked for, 1 when it cannot start or
 * did not stop in time, 2 for wrong options.
 */
public final class Main {
    private static final int STOP_MARGIN_SECONDS = 15;

    private Main() {}

    public static void main(String[] arguments) {
        lookUpAfresh();
        Parsed parsed = new OptionsParser(System.getenv()).parse(arguments);
        if (parsed instanceof Parsed.Run run) {
            run(run.config());
        } else if (parsed instanceof Parsed.Shown shown) {
            System.out.println(shown.text());
        } else if (parsed instanceof Parsed.Wrong wrong) {
            wrong.problems().forEach(System.err::println);
            System.exit(2);
        }
    }

    /**
     * Java keeps an address for 30 s and a failed look-up for 10 s: a balancer that was restarted elsewhere would be missed for
     * longer than a registration lives. Before anything is looked up; Java reads both once.
     */
    private static void lookUpAfresh() {
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
    }

    private static void run(WorkerConfig config) {
        chooseLog(config);
        Future<Worker> worker = Worker.start(vertx(), config);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker, config), "stop"));
        worker.onFailure(failure -> {
            System.err.println(explain(failure, config));
            Runtime.getRuntime().halt(1);
        });
    }

    /** Without a cache for files, of which there are none: it would want a writable directory. */
    private static Vertx vertx() {
        FileSystemOptions files = new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return Vertx.vertx(new VertxOptions().setFileSystemOptions(files));
    }

    /** Before anything asks for a logger; logback reads both properties then, once. */
    private static void chooseLog(WorkerConfig config) {
        System.setProperty("scales.log", config.log().name().toLowerCase(Locale.ROOT));
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "worker-logback.xml");
        }
    }

    /** Halts, since a virtual machine that a signal ended would otherwise report 143 for a stop that went well. */
    private static void stop(Future<Worker> worker, WorkerConfig config) {
        long most = config.grace().plus(config.lameDuck()).toSeconds() + STOP_MARGIN_SECONDS;
        int status = 0;
        try {
            worker.compose(Worker::stop).await(most, TimeUnit.SECONDS);
        } catch (Exception failure) {
            System.err.println("worker " + config.id() + " did not stop in time: " + failure.getMessage());
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    private static String explain(Throwable failure, WorkerConfig config) {
        String address = config.http().host() + " port " + config.http().port();
        return failure instanceof BindException
                ? "cannot listen on " + address + ": " + failure.getMessage()
                : "cannot start on " + address + ": " + failure;
    }
}
