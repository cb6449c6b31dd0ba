package scales.worker.image.jpeg;

import java.util.List;

/**
 * A picture as it was sampled.
 *
 * @param size       samples per side that each 8x8 block became
 * @param rgb        whether the components are red, green and blue instead of Y, Cb and Cr
 * @param planes     by component; a plane has {@code ceil(side x size / 8)} samples per side of the component,
 *                   sides swapped when they are transposed
 * @param quantisers by component, in zigzag order
 */
record Decoded(Frame frame, int size, boolean rgb, List<Plane> planes, List<int[]> quantisers) {}
