package scales.balancer.admin.cli;

import java.util.List;

/**
 * Something that can be typed.
 *
 * @param words    what it begins with, such as {@code set server}
 * @param operands what follows, for people
 * @param summary  what it does, in one clause
 * @param changes  whether it changes more than the session it is typed in
 */
record Command(String words, String operands, String summary, boolean changes, Action action) {

    /** Does it. */
    interface Action {
        /**
         * @return the answer without an end of line at its end, {@code ""} when there is nothing to say
         * @throws Refused with the answer
         */
        String run(Call call);
    }

    /** A command as typed: the operands after its words, by whom. */
    record Call(List<String> operands, Session session) {
        /** The operand at that place, from 0, or {@code ""}. */
        String operand(int place) {
            return place < operands.size() ? operands.get(place) : "";
        }
    }

    static Command asking(String words, String operands, String summary, Action action) {
        return new Command(words, operands, summary, false, action);
    }

    static Command changing(String words, String operands, String summary, Action action) {
        return new Command(words, operands, summary, true, action);
    }

    List<String> wordList() {
        return List.of(words.split(" "));
    }

    String help() {
        return String.format("  %-42s: %s", (words + " " + operands).strip(), summary);
    }
}
