package scales.worker.image.jpeg;

/** Where the symbols of a scan go: they are counted first, and written when the counts have become codes. */
interface SymbolSink {
    /** @param table number of the Huffman table of this scan */
    void symbol(int table, int symbol);

    /**
     * A symbol and the bits that belong to it.
     *
     * @param count 1 to 16
     */
    void symbol(int table, int symbol, int bits, int count);

    /** @param count 0 to 16 */
    void bits(int bits, int count);
}
