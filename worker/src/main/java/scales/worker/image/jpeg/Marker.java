package scales.worker.image.jpeg;

/** The second bytes of markers (table B.1). */
final class Marker {
    static final int SOF_BASELINE = 0xC0;
    static final int SOF_EXTENDED = 0xC1;
    static final int SOF_PROGRESSIVE = 0xC2;
    static final int DHT = 0xC4;
    static final int JPG = 0xC8;
    static final int DAC = 0xCC;
    static final int RST0 = 0xD0;
    static final int RST7 = 0xD7;
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DQT = 0xDB;
    static final int DNL = 0xDC;
    static final int DRI = 0xDD;
    static final int APP0 = 0xE0;
    static final int APP2 = 0xE2;
    static final int APP14 = 0xEE;
    static final int TEM = 0x01;

    private Marker() {}

    /** @return whether it starts a frame of whatever process */
    static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC;
    }

    /** @return whether no length follows */
    static boolean standsAlone(int marker) {
        return marker == TEM || marker >= RST0 && marker <= SOI;
    }
}
