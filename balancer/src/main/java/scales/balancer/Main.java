package scales.balancer;

/** Starts the balancer from the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {}
}
