package scales.lab.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What clients saw. Any thread counts and reads. */
final class Tally {
    private static final int MOST_KEPT = 10_000;

    private final Map<String, Integer> byKind = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();
    private int sent;
    private int left;
    private int excused;
    private int starved;
    private long slowestMillis;

    synchronized void sent() {
        sent++;
    }

    /** A client left before its answer: whether its request arrived, nobody knows. */
    synchronized void left() {
        left++;
    }

    synchronized void took(long millis) {
        slowestMillis = Math.max(slowestMillis, millis);
    }

    synchronized void add(Problem problem) {
        byKind.merge(problem.kind(), 1, Integer::sum);
        if (problems.size() < MOST_KEPT) {
            problems.add(problem);
        }
    }

    synchronized void add(Failure failure) {
        failures.add(failure);
    }

    synchronized void add(Move move) {
        moves.add(move);
    }

    /** Once everything is known. */
    synchronized void judge(History history) {
        for (Failure failure : failures) {
            if (failure.isOfStarvation(history)) {
                starved++;
            } else if (failure.isExcused(history)) {
                excused++;
            } else {
                add(failure.problem());
            }
        }
        failures.clear();
        moves.stream().filter(move -> move.isForNoReason(history)).map(Move::problem).forEach(this::add);
    }

    /** Judged or not. */
    synchronized int failuresSeen() {
        return problems.size() + failures.size();
    }

    synchronized List<Problem> problems() {
        return List.copyOf(problems);
    }

    synchronized Map<String, Integer> byKind() {
        return new TreeMap<>(byKind);
    }

    synchronized int requests() {
        return sent;
    }

    synchronized int leftEarly() {
        return left;
    }

    synchronized int excusedFailures() {
        return excused;
    }

    synchronized int starvedFailures() {
        return starved;
    }

    synchronized int movesSeen() {
        return moves.size();
    }

    synchronized long slowest() {
        return slowestMillis;
    }
}
