package ca.criticalminerals.local.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a check found: how much was lost, doubled and out of order, and everything else that must not be. */
final class Findings {
    private static final int MOST = 20;

    private final Map<String, Integer> problems = new LinkedHashMap<>();
    private int lost;
    private int doubled;
    private int reordered;

    void lost(String what) {
        lost++;
        problem("lost: " + what);
    }

    void doubled(String what) {
        doubled++;
        problem("doubled: " + what);
    }

    void reordered(String what) {
        reordered++;
        problem("reordered: " + what);
    }

    void problem(String what) {
        problems.merge(what, 1, Integer::sum);
    }

    void add(Findings other) {
        lost += other.lost;
        doubled += other.doubled;
        reordered += other.reordered;
        other.problems.forEach((what, times) -> problems.merge(what, times, Integer::sum));
    }

    int lost() {
        return lost;
    }

    int doubled() {
        return doubled;
    }

    int reordered() {
        return reordered;
    }

    boolean isClean() {
        return problems.isEmpty();
    }

    /** The first of them, for people. */
    List<String> problems() {
        var lines = new ArrayList<String>();
        problems.entrySet().stream().limit(MOST).forEach(one -> lines.add(one.getKey() + (one.getValue() > 1 ? " (" + one.getValue() + " times)" : "")));
        if (problems.size() > MOST) {
            lines.add("and " + (problems.size() - MOST) + " more");
        }
        return lines;
    }
}
