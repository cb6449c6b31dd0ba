package scales.worker.image.jpeg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** The Huffman codes that suit some counts best, none longer than 16 bits (K.2). */
final class CodingTable {
    private static final int LONGEST = 16;

    /** By symbol: its code, and its length in bits. */
    final int[] codes = new int[256];
    final int[] lengths = new int[256];
    /** As a segment has it: 16 counts, then the symbols. */
    final byte[] coded;

    /** @param counts by symbol */
    CodingTable(int[] counts) {
        int[] perLength = limited(codesPerLength(counts));
        int[] symbols = mostFrequentFirst(counts);
        coded = new byte[LONGEST + symbols.length];
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++, code <<= 1) {
            coded[length - 1] = (byte) perLength[length];
            for (int n = 0; n < perLength[length]; n++, code++, index++) {
                int symbol = symbols[index];
                coded[LONGEST + index] = (byte) symbol;
                codes[symbol] = code;
                lengths[symbol] = length;
            }
        }
    }

    private static int[] mostFrequentFirst(int[] counts) {
        return IntStream.range(0, 256)
                .filter(symbol -> counts[symbol] > 0)
                .boxed()
                .sorted(Comparator.comparingInt(symbol -> -counts[symbol]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Huffman's own algorithm. One more symbol, the rarest of all, takes the code of all ones, which must not be used. */
    private static int[] codesPerLength(int[] counts) {
        PriorityQueue<Node> nodes = new PriorityQueue<>(
                Comparator.comparingLong(Node::count).thenComparingInt(Node::age));
        int age = 0;
        nodes.add(new Node(0, age++, null, null));
        for (int count : counts) {
            if (count > 0) {
                nodes.add(new Node(count, age++, null, null));
            }
        }
        if (nodes.size() == 1) {
            return new int[LONGEST + 1];
        }
        while (nodes.size() > 1) {
            Node rare = nodes.remove();
            Node next = nodes.remove();
            nodes.add(new Node(rare.count + next.count, age++, rare, next));
        }
        int[] perLength = new int[258];
        nodes.remove().countLeaves(0, perLength);
        return perLength;
    }

    /** Figure K.3: pairs of codes that are too long make room by lengthening a shorter one. */
    private static int[] limited(int[] perLength) {
        for (int length = perLength.length - 1; length > LONGEST; length--) {
            while (perLength[length] > 0) {
                int shorter = length - 2;
                while (perLength[shorter] == 0) {
                    shorter--;
                }
                perLength[length] -= 2;
                perLength[length - 1]++;
                perLength[shorter + 1] += 2;
                perLength[shorter]--;
            }
        }
        int[] limited = Arrays.copyOf(perLength, LONGEST + 1);
        int longest = LONGEST;
        while (longest > 0 && limited[longest] == 0) {
            longest--;
        }
        if (longest > 0) {
            limited[longest]--;
        }
        return limited;
    }

    private record Node(long count, int age, Node left, Node right) {
        void countLeaves(int depth, int[] perLength) {
            if (left == null) {
                perLength[depth]++;
            } else {
                left.countLeaves(depth + 1, perLength);
                right.countLeaves(depth + 1, perLength);
            }
        }
    }
}
