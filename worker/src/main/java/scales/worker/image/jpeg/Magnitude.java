package scales.worker.image.jpeg;

/** How a number is coded: a symbol with its size in bits, then the bits (table F.1). */
final class Magnitude {
    private Magnitude() {}

    /** @param zeros that go before it, 0 to 15; of no meaning for DC differences */
    static void code(SymbolSink out, int table, int zeros, int value) {
        int size = size(value);
        if (size == 0) {
            out.symbol(table, zeros << 4);
        } else {
            out.symbol(table, zeros << 4 | size, value + (value >> 31) & (1 << size) - 1, size);
        }
    }

    private static int size(int value) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    }
}
