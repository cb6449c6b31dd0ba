package scales.balancer.proxy;

/**
 * The memory of a body that is coming: between the socket and us what one read brought lies in buffers, with TLS several times, and Netty
 * has these in larger pieces. A body that is here with its first piece takes none. Confined to the event loop of its exchange.
 */
final class Arrival {
    /** Bytes of memory, about. */
    private static final long MOST = 128 * 1024;
    private static final long LEAST = 4 * 1024;
    private static final long COPIES = 4;

    private final long announced;
    private final BodyMemory memory;
    private long taken;

    /**
     * @param announced bytes, or -1 when only the end will tell
     * @param memory    of all that are coming
     */
    Arrival(long announced, BodyMemory memory) {
        this.announced = announced;
        this.memory = memory;
    }

    long announced() {
        return announced;
    }

    /**
     * To be asked when a piece has come. Who sends slowly takes little: only who fills buffers has large ones.
     *
     * @param received bytes so far
     * @param piece    bytes of this one
     * @return whether there is memory for more of them
     */
    boolean mayGoOn(long received, long piece) {
        long buffers = Math.min(MOST, LEAST + COPIES * piece);
        long more = (announced < 0 ? buffers : Math.min(buffers, announced - received)) - taken;
        if (more <= 0) {
            return true;
        }
        if (!memory.take(more)) {
            return false;
        }
        taken += more;
        return true;
    }

    /** All is here, or nothing more is wanted. */
    void end() {
        memory.giveBack(taken);
        taken = 0;
    }
}
