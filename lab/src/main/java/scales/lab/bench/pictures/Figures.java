package scales.lab.bench.pictures;

import java.util.List;

/** What one case cost. @param peakKilobytes the most memory the process ever held, 0 where the system does not tell */
record Figures(double cpuMillis, long peakKilobytes, long bytes) {
    static Figures parse(String line) {
        String[] words = line.split(" ");
        return new Figures(Double.parseDouble(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    /** @return the median of each; null when there is none */
    static Figures median(List<Figures> rounds) {
        if (rounds.isEmpty()) {
            return null;
        }
        int middle = rounds.size() / 2;
        return new Figures(
                rounds.stream().map(Figures::cpuMillis).sorted().toList().get(middle),
                rounds.stream().map(Figures::peakKilobytes).sorted().toList().get(middle),
                rounds.stream().map(Figures::bytes).sorted().toList().get(middle));
    }
}
