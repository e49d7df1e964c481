package ca.criticalminerals.progress.projection;

import java.util.Map;
import java.util.Optional;

/** The kinds of milestones that move something from one status to the next: what it is, and to which status. */
record Stepping(String item, String status) {
    private static final Map<String, Stepping> KINDS = Map.ofEntries(
            of("law-proposed", "law", "proposed"), of("law-introduced", "law", "introduced"), of("law-assented", "law", "assented"),
            of("law-in-force", "law", "inForce"), of("law-withdrawn", "law", "withdrawn"), of("law-repealed", "law", "repealed"),
            of("designation-made", "designation", "inForce"), of("designation-revoked", "designation", "revoked"),
            of("agreement-negotiated", "agreement", "negotiating"), of("agreement-announced", "agreement", "announced"),
            of("agreement-replaced", "agreement", "replaced"),
            of("agreement-ended", "agreement", "ended"), of("stockpile-established", "stockpile", "established"),
            of("stockpile-ended", "stockpile", "ended"), of("instrument-released", "instrument", "released"),
            of("instrument-superseded", "instrument", "superseded"), of("participation-begun", "participation", "active"),
            of("participation-ended", "participation", "ended"), of("review-opened", "review", "open"),
            of("review-concluded", "review", "concluded"), of("work-begun", "work", "active"), of("work-concluded", "work", "concluded"),
            of("arrangement-established", "arrangement", "inForce"), of("arrangement-renewed", "arrangement", "inForce"),
            of("arrangement-ended", "arrangement", "ended"), of("role-assumed", "role", "held"), of("role-ended", "role", "ended"),
            of("contribution-committed", "contribution", "committed"), of("contribution-withdrawn", "contribution", "withdrawn"),
            of("round-announced", "round", "announced"), of("undertaking-announced", "undertaking", "announced"),
            of("undertaking-completed", "undertaking", "completed"), of("undertaking-withdrawn", "undertaking", "withdrawn"),
            of("consultation-opened", "consultation", "open"), of("consultation-closed", "consultation", "closed"));

    /** What a kind of milestone moves, if it moves anything. */
    static Optional<Stepping> of(String kind) {
        return Optional.ofNullable(KINDS.get(kind));
    }

    private static Map.Entry<String, Stepping> of(String kind, String item, String status) {
        return Map.entry(kind, new Stepping(item, status));
    }
}
