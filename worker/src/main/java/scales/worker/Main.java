package scales.worker;

/** Starts the worker from the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {}
}
