package scales.worker.image.jpeg;

/** Says the same symbols each time it is asked: once to count them, once to write them. */
interface ScanCoder {
    void code(SymbolSink out);
}
