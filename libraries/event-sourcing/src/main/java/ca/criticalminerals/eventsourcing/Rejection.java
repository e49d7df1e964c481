package ca.criticalminerals.eventsourcing;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What was asked breaks a rule of the domain; nothing has been recorded. */
public final class Rejection extends RuntimeException {
    private final String rule;
    private final transient Text broken;
    private final String pointer;
    private final transient Optional<Obstacle> obstacle;
    private final transient OptionalInt place;
    private final transient List<Rejection> others;

    /** The recorded milestone because of which the rule is broken: one that would break it in its place, or a later one about the same. */
    private record Obstacle(int version, PartialDate on, boolean isLater, Optional<Text> title) {
        Text with(Text broken) {
            var named = Text.of("Milestone " + version + " of " + on + title.map(text -> " (" + text.en() + ")").orElse(""),
                    "jalon " + version + " du " + on + title.map(text -> " (" + text.fr() + ")").orElse(""));
            return isLater ? Text.of(broken.en() + " " + named.en() + " is about the same and comes later.",
                            broken.fr() + " Le " + named.fr() + " porte sur la même chose et vient plus tard.")
                    : Text.of(named.en() + " stands in the way: " + broken.en() + " Correct or retract it first.",
                            "Le " + named.fr() + " fait obstacle : " + broken.fr() + " Corrigez-le ou retirez-le d’abord.");
        }
    }

    /**
     * @param rule the rule's name, kebab-case
     * @param en   what is wrong, and what can be done, in English
     * @param fr   the same in French
     */
    public Rejection(String rule, String en, String fr) {
        this(rule, Text.of(en, fr), "", Optional.empty(), OptionalInt.empty(), List.of());
    }

    private Rejection(String rule, Text broken, String pointer, Optional<Obstacle> obstacle, OptionalInt place, List<Rejection> others) {
        super(rule + ": " + broken.en(), null, false, false);
        this.rule = rule;
        this.broken = broken;
        this.pointer = pointer;
        this.obstacle = obstacle;
        this.place = place;
        this.others = others;
    }

    /** The same about one place in what was asked, as a JSON pointer. */
    public Rejection in(String pointer) {
        return new Rejection(rule, broken, pointer, obstacle, place, others);
    }

    /** The same about a recorded milestone, which would no longer be possible in its place. */
    Rejection inTheWay(int version, PartialDate on) {
        return new Rejection(rule, broken, "", Optional.of(new Obstacle(version, on, false, Optional.empty())), place, others);
    }

    /** The same with a recorded milestone that is about the same subject and comes later. */
    Rejection before(int version, PartialDate on) {
        return new Rejection(rule, broken, pointer, Optional.of(new Obstacle(version, on, true, Optional.empty())), place, others);
    }

    /** The same with what the recorded milestone says. */
    public Rejection titled(Text title) {
        return new Rejection(rule, broken, pointer, obstacle.map(one -> new Obstacle(one.version, one.on, one.isLater, Optional.of(title))), place, others);
    }

    /** The same about one of several commands that were asked together, counted from 0. */
    public Rejection at(int place) {
        return new Rejection(rule, broken, pointer, obstacle, OptionalInt.of(place), others);
    }

    /** Several that do not depend on each other, as one. */
    public static Rejection together(List<Rejection> all) {
        Rejection first = all.getFirst();
        return new Rejection(first.rule, first.broken, first.pointer, first.obstacle, first.place, all.subList(1, all.size()));
    }

    /** This one and the others, each changed. */
    public Rejection each(UnaryOperator<Rejection> change) {
        return together(all().stream().map(change).toList());
    }

    /** This one, and the others that do not depend on it. */
    public List<Rejection> all() {
        return Stream.concat(Stream.of(new Rejection(rule, broken, pointer, obstacle, place, List.of())), others.stream()).toList();
    }

    /** The rule's name, kebab-case. */
    public String rule() {
        return rule;
    }

    /** What is wrong, in both languages. */
    public Text text() {
        return obstacle.map(one -> one.with(broken)).orElse(broken);
    }

    /** Where in what was asked, as a JSON pointer; empty for all of it. */
    public String pointer() {
        return pointer;
    }

    /** The version of the recorded milestone that would break the rule, or that comes after what was asked; empty if there is none. */
    public OptionalInt milestone() {
        return obstacle.map(one -> OptionalInt.of(one.version)).orElse(OptionalInt.empty());
    }

    /** Which of several commands that were asked together it is about, counted from 0. */
    public OptionalInt place() {
        return place;
    }
}
