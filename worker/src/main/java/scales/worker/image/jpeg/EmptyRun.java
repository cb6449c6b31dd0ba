package scales.worker.image.jpeg;

/**
 * The blocks at the end of what was coded so far that have no new coefficients, which become one symbol, and the
 * correction bits that have to follow that symbol or the next (G.1.2.2, G.1.2.3). One table: 0.
 */
final class EmptyRun {
    private static final int LONGEST = 0x7FFF;
    /** Decoders need no room for them; it only limits ours. */
    private static final int MOST_CORRECTIONS = 1000;

    private final SymbolSink out;
    private final byte[] corrections = new byte[MOST_CORRECTIONS];
    /** Corrections within the run of empty blocks; those of the block at work lie behind them. */
    private int settled;
    private int all;
    private int blocks;

    EmptyRun(SymbolSink out) {
        this.out = out;
    }

    /** Says the run, if there is one, and its corrections. */
    void end() {
        if (blocks > 0) {
            int size = 31 - Integer.numberOfLeadingZeros(blocks);
            if (size == 0) {
                out.symbol(0, 0);
            } else {
                out.symbol(0, size << 4, blocks & (1 << size) - 1, size);
            }
            blocks = 0;
            sayCorrections(0, settled);
            System.arraycopy(corrections, settled, corrections, 0, all - settled);
            all -= settled;
            settled = 0;
        }
    }

    /** The block at work has nothing more to say. */
    void add() {
        blocks++;
        settled = all;
        if (blocks == LONGEST || all > MOST_CORRECTIONS - 63) {
            end();
        }
    }

    void correct(int bit) {
        corrections[all++] = (byte) bit;
    }

    /** @return whether the block at work has some that are not yet said */
    boolean hasCorrections() {
        return all > settled;
    }

    /** A run of 16 zeros in the block at work. */
    void symbol(int symbol) {
        end();
        out.symbol(0, symbol);
        sayCorrections(0, all);
        all = 0;
    }

    /** A new coefficient. */
    void symbol(int symbol, int sign) {
        end();
        out.symbol(0, symbol, sign, 1);
        sayCorrections(0, all);
        all = 0;
    }

    private void sayCorrections(int from, int to) {
        for (int i = from; i < to; i++) {
            out.bits(corrections[i], 1);
        }
    }
}
