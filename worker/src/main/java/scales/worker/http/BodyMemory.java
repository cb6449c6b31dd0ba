package scales.worker.http;

/**
 * Bytes held for request bodies and unsent answers, against a fixed budget. Many clients that send slowly would
 * otherwise fill the heap with bodies that are each within their limit. Confined to one event loop.
 */
final class BodyMemory {
    private final long budget;
    private long held;

    BodyMemory(long budget) {
        this.budget = budget;
    }

    boolean take(long bytes) {
        if (held + bytes > budget) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** For an answer that exists already: refusing it would free nothing, refusing the next body will. */
    void takeAnyway(long bytes) {
        held += bytes;
    }

    void give(long bytes) {
        held -= bytes;
    }

    long held() {
        return held;
    }
}
