package scales.worker.image.png;

import scales.worker.image.raster.Raster;

/** The samples of a picture as they are; of 16 bits the high byte first. */
record SampleReader(Raster raster) implements RowSource {
    @Override
    public int length() {
        return raster.stride() * raster.depth() / 8;
    }

    @Override
    public int step() {
        return raster.layout().samples() * raster.depth() / 8;
    }

    @Override
    public void row(int y, byte[] to, int at) {
        int start = y * raster.stride();
        if (raster.depth() == 8) {
            System.arraycopy(raster.bytes(), start, to, at, raster.stride());
            return;
        }
        short[] samples = raster.shorts();
        for (int i = start; i < start + raster.stride(); i++) {
            to[at++] = (byte) (samples[i] >> 8);
            to[at++] = (byte) samples[i];
        }
    }
}
