package scales.worker.image.jpeg;

/** A plane's rows resampled. When they become fewer the pass along columns comes first, as the one after it has less to do. */
final class ScaledRows implements RowSource {
    /** Fraction bits kept between the passes: with those of the weights and 10 of a sample that overshoots, 30. */
    private static final int BETWEEN = 6;

    private final RowSource source;
    private final int sourceHeight;
    private final Taps across;
    private final Taps down;
    private final boolean downFirst;
    private final int[][] ring;
    private final int[] read;
    private final int[] mixed;
    private int loaded;
    private int row;

    ScaledRows(RowSource source, int width, int height, Taps across, Taps down) {
        this.source = source;
        this.sourceHeight = height;
        this.across = across;
        this.down = down;
        this.downFirst = down.first.length < height;
        // Taps beyond a narrow plane have weight 0, but are read.
        int readable = Math.max(width, across.count);
        int target = across.first.length;
        this.ring = new int[down.count][downFirst ? readable : target];
        this.read = new int[readable];
        this.mixed = new int[downFirst ? readable : target];
    }

    @Override
    public void next(int[] to) {
        int first = down.first[row];
        for (int end = Math.min(sourceHeight, first + down.count); loaded < end; loaded++) {
            int[] line = ring[loaded % ring.length];
            if (downFirst) {
                source.next(line);
            } else {
                source.next(read);
                Mixing.across(read, across, line, Taps.FRACTION - BETWEEN);
            }
        }
        Mixing.down(ring, first, down.weights, row * down.count, down.count, mixed);
        if (downFirst) {
            Mixing.shift(mixed, Taps.FRACTION - BETWEEN);
            Mixing.across(mixed, across, to, Taps.FRACTION + BETWEEN);
        } else {
            Mixing.shift(mixed, Taps.FRACTION + BETWEEN);
            System.arraycopy(mixed, 0, to, 0, mixed.length);
        }
        Lanes.clamp(to, across.first.length);
        row++;
    }
}
