package scales.lab.chaos;

/**
 * What a process holds.
 *
 * @param heap    bytes, after a collection
 * @param direct  bytes outside of the heap, pools of buffers included
 * @param threads how many
 */
record Memory(long heap, long direct, int threads) {
    private static final double MEBIBYTE = 1 << 20;
    /** Histograms of nodes that joined, compiled code's constants, pooled buffers: a leak of every request exceeds them soon. */
    private static final long ROOM = 8L << 20;
    /** Vert.x makes its pool for blocking calls when it is first needed. */
    private static final int THREADS_ROOM = 24;

    static Memory parse(String reply) {
        String[] words = reply.split(" ");
        return new Memory(Long.parseLong(words[0]), Long.parseLong(words[1]), Integer.parseInt(words[2]));
    }

    boolean isAbout(Memory before) {
        return heap <= before.heap + ROOM && direct <= before.direct + ROOM && threads <= before.threads + THREADS_ROOM;
    }

    String text() {
        return "%.1f MiB heap, %.1f MiB direct, %d threads".formatted(heap / MEBIBYTE, direct / MEBIBYTE, threads);
    }
}
