package scales.lab;

/** Starts the lab from the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {}
}
