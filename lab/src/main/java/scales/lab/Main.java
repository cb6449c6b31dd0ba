package scales.lab;

/** Starts the lab from the command line. Exit status: 0 stopped as told, 1 could not start, 2 wrong options. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Nothing here is shown on a screen, and many machines have none.
        System.setProperty("java.awt.headless", "true");
        // Before the first logger exists, or it is ignored.
        System.setProperty("logback.configurationFile", "balancer-logback.xml");
        System.exit(Lab.commands(System.getenv()).execute(arguments));
    }
}
