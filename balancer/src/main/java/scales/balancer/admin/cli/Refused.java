package scales.balancer.admin.cli;

/** A command cannot be done; the message is the answer. */
final class Refused extends RuntimeException {
    Refused(String answer) {
        super(answer, null, false, false);
    }
}
