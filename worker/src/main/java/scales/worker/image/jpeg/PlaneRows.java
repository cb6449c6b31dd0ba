package scales.worker.image.jpeg;

/** A plane's rows as they are, or seen in mirrors. */
final class PlaneRows implements RowSource {
    private final Plane plane;
    private final boolean mirrored;
    private final boolean upsideDown;
    private int row;

    PlaneRows(Plane plane, boolean mirrored, boolean upsideDown) {
        this.plane = plane;
        this.mirrored = mirrored;
        this.upsideDown = upsideDown;
    }

    @Override
    public void next(int[] to) {
        int at = (upsideDown ? plane.height() - 1 - row : row) * plane.stride();
        int width = plane.width();
        byte[] samples = plane.samples();
        if (mirrored) {
            for (int x = 0; x < width; x++) {
                to[x] = samples[at + width - 1 - x] & 0xFF;
            }
        } else {
            for (int x = 0; x < width; x++) {
                to[x] = samples[at + x] & 0xFF;
            }
        }
        row++;
    }
}
