package scales.balancer.admin.cli;

import java.util.List;
import java.util.Locale;

/** Which commands somebody may have meant: those that begin alike, else those that are spelt alike. */
final class Likeness {
    private Likeness() {}

    static List<Command> best(List<Command> all, List<String> asTyped) {
        // Commands are lower case only; whoever shouts is still told what he meant.
        List<String> typed = asTyped.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        for (int words = typed.size(); words > 0; words--) {
            String beginning = String.join(" ", typed.subList(0, words));
            List<Command> alike = all.stream().filter(command -> command.words().startsWith(beginning)).toList();
            if (!alike.isEmpty()) {
                return alike;
            }
        }
        return all.stream().filter(command -> isSpeltAlike(command.wordList(), typed)).toList();
    }

    /** At most one letter in three is wrong. */
    private static boolean isSpeltAlike(List<String> words, List<String> typed) {
        int count = Math.min(words.size(), typed.size());
        String meant = String.join(" ", words.subList(0, count));
        String said = String.join(" ", typed.subList(0, count));
        return distance(meant, said) <= meant.length() / 3;
    }

    /** Levenshtein's: letters to insert, delete or replace. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
