package scales.lab.sim;

/** Somebody who asks. */
final class Client {
    final String address;
    /** The node that its cookie names, or null. */
    String cookie;

    Client(String address) {
        this.address = address;
    }
}
