package scales.worker.image.png;

import java.util.Arrays;

/** A prefix code for symbols of known frequency, as deflate (RFC 1951, 3.2) wants it: canonical, of limited length. */
final class Huffman {
    /** Bits of each symbol's code, 0 for symbols that do not occur. */
    final int[] lengths;
    /** Each symbol's code, its first bit lowest. */
    final int[] codes;
    /** Code in the lower half, length in the upper one. */
    final int[] both;

    Huffman(int[] frequencies, int longest) {
        lengths = new int[frequencies.length];
        codes = new int[frequencies.length];
        both = new int[frequencies.length];
        int used = 0;
        // Sorted by frequency; the symbol in the low bits makes equal ones deterministic.
        long[] order = new long[frequencies.length];
        for (int s = 0; s < frequencies.length; s++) {
            if (frequencies[s] > 0) {
                order[used++] = (long) frequencies[s] << 16 | s;
            }
        }
        if (used == 0) {
            return;
        }
        Arrays.sort(order, 0, used);
        int[] counts = limited(depths(order, used), longest);
        int length = longest;
        for (int i = 0; i < used; i++) {
            while (counts[length] == 0) {
                length--;
            }
            counts[length]--;
            lengths[(int) order[i] & 0xFFFF] = length;
        }
        number(longest);
    }

    /**
     * A. Moffat and J. Katajainen, "In-Place Calculation of Minimum-Redundancy Codes", 1995, with two queues instead of one
     * array.
     *
     * @return how many symbols have each depth in the tree
     */
    private static int[] depths(long[] order, int used) {
        int[] counts = new int[used + 1];
        if (used == 1) {
            counts[1]++;
            return counts;
        }
        long[] weights = new long[used];
        int[] parents = new int[2 * used];
        int leaf = 0;
        int inner = 0;
        for (int made = 0; made < used - 1; made++) {
            for (int side = 0; side < 2; side++) {
                boolean takeLeaf = leaf < used && (inner == made || order[leaf] >> 16 <= weights[inner]);
                weights[made] += takeLeaf ? order[leaf] >> 16 : weights[inner];
                parents[takeLeaf ? leaf++ : used + inner++] = used + made;
            }
        }
        int[] depth = new int[2 * used];
        for (int node = 2 * used - 3; node >= 0; node--) {
            depth[node] = depth[parents[node]] + 1;
            if (node < used) {
                counts[depth[node]]++;
            }
        }
        return counts;
    }

    /** Shortens codes that are too long and pays with codes that are not, until all fit exactly. */
    private static int[] limited(int[] depths, int longest) {
        int[] counts = Arrays.copyOf(depths, Math.max(depths.length, longest + 1));
        for (int length = longest + 1; length < counts.length; length++) {
            counts[longest] += counts[length];
        }
        long room = 0;
        for (int length = 1; length <= longest; length++) {
            room += (long) counts[length] << longest - length;
        }
        for (; room > 1L << longest; room--) {
            counts[longest]--;
            int length = longest - 1;
            while (counts[length] == 0) {
                length--;
            }
            counts[length]--;
            counts[length + 1] += 2;
        }
        return counts;
    }

    private void number(int longest) {
        int[] next = new int[longest + 2];
        for (int length : lengths) {
            next[length + 1] += length > 0 ? 1 : 0;
        }
        for (int length = 2; length <= longest; length++) {
            next[length] = next[length] + next[length - 1] << 1;
        }
        for (int s = 0; s < codes.length; s++) {
            if (lengths[s] > 0) {
                codes[s] = Integer.reverse(next[lengths[s]]++) >>> 32 - lengths[s];
                both[s] = lengths[s] << 16 | codes[s];
            }
        }
    }
}
