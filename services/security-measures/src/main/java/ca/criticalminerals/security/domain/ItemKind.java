package ca.criticalminerals.security.domain;

import static ca.criticalminerals.security.domain.Status.*;

import ca.criticalminerals.eventsourcing.Text;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What measures consist of, and the legal steps: which statuses can follow which. */
public enum ItemKind {
    LAW("La loi", "de loi", EnumSet.of(MeasureKind.LEGISLATION), Map.of(
            PROPOSED, EnumSet.of(INTRODUCED, WITHDRAWN),
            INTRODUCED, EnumSet.of(ASSENTED, WITHDRAWN),
            ASSENTED, EnumSet.of(IN_FORCE, REPEALED),
            IN_FORCE, EnumSet.of(REPEALED))),
    DESIGNATION("La désignation", "de désignation", EnumSet.of(MeasureKind.DESIGNATION), Map.of(
            IN_FORCE, EnumSet.of(REVOKED))),
    AGREEMENT("L’entente", "d’entente", EnumSet.of(MeasureKind.SUPPLY), Map.of(
            NEGOTIATING, EnumSet.of(ANNOUNCED, SIGNED, ENDED),
            ANNOUNCED, EnumSet.of(SIGNED, REPLACED, ENDED),
            SIGNED, EnumSet.of(REPLACED, ENDED))),
    STOCKPILE("La réserve", "de réserve", EnumSet.of(MeasureKind.SUPPLY), Map.of(
            ESTABLISHED, EnumSet.of(ENDED))),
    INSTRUMENT("L’instrument", "d’instrument", EnumSet.allOf(MeasureKind.class), Map.of(
            RELEASED, EnumSet.of(SUPERSEDED))),
    PARTICIPATION("La participation", "de participation", EnumSet.of(MeasureKind.ALLIED_PROJECT), Map.of(
            ACTIVE, EnumSet.of(ENDED))),
    REVIEW("L’examen", "d’examen", EnumSet.of(MeasureKind.REVIEW_REGIME), Map.of(
            OPEN, EnumSet.of(CONCLUDED))),
    WORK("L’activité", "d’activité", EnumSet.of(MeasureKind.JOINT_WORK, MeasureKind.REVIEW_REGIME), Map.of(
            ACTIVE, EnumSet.of(CONCLUDED)));

    private final String word = Word.of(this);
    private final String the;
    private final String any;
    private final Set<MeasureKind> measures;
    private final Map<Status, Set<Status>> steps;

    ItemKind(String the, String any, Set<MeasureKind> measures, Map<Status, Set<Status>> steps) {
        this.the = the;
        this.any = any;
        this.measures = measures;
        this.steps = steps;
    }

    /** Every kind with the statuses that it can have, in words. */
    static Map<String, Set<String>> statusesInWords() {
        return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Word::of,
                kind -> kind.statuses().stream().map(Word::of).collect(Collectors.toUnmodifiableSet())));
    }

    private Set<Status> statuses() {
        return Stream.concat(steps.keySet().stream(), steps.values().stream().flatMap(Set::stream)).collect(Collectors.toSet());
    }

    /** How it is called in JSON, where a property of this name holds the key. */
    String word() {
        return word;
    }

    /** Whether one status can follow the other. */
    boolean leads(Status from, Status to) {
        return steps.getOrDefault(from, Set.of()).contains(to);
    }

    /** The sorts of measures that can have such a thing. */
    Set<MeasureKind> measures() {
        return measures;
    }

    /** The one with this key: {@code The law eipa}, {@code La loi eipa}. */
    Text the(String key) {
        return Text.of("The " + Word.of(this) + " " + key, the + " " + key);
    }

    /** What there is none of: {@code no law}, {@code pas de loi}. */
    Text none() {
        return Text.of("no " + Word.of(this), "pas " + any);
    }
}
