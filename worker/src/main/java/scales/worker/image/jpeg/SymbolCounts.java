package scales.worker.image.jpeg;

/** Counts symbols. */
final class SymbolCounts implements SymbolSink {
    /** {@code [table][symbol]} */
    final int[][] counts;

    SymbolCounts(int tables) {
        counts = new int[tables][256];
    }

    @Override
    public void symbol(int table, int symbol) {
        counts[table][symbol]++;
    }

    @Override
    public void symbol(int table, int symbol, int bits, int count) {
        counts[table][symbol]++;
    }

    @Override
    public void bits(int bits, int count) {}
}
