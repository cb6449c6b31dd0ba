package scales.lab;

/** Starts the lab from the command line. Exit status: 0 stopped as told, 1 could not start, 2 wrong options. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Lab.commands(System.getenv()).execute(arguments));
    }
}
