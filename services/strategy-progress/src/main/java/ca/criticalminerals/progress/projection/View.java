package ca.criticalminerals.progress.projection;

import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Initiative;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Everything that has been read, in memory and immutable; a change makes another view.
 *
 * @param histories by initiative, in alphabetical order
 * @param sources   of each write service, up to when it is complete; empty while that is unknown
 * @param heard     when each of them was last heard, by the clock of this instance; those that never were are missing
 * @param silent    the write services of which nothing has been heard for too long
 * @param held      what is withheld from the numbers, for people
 * @param decisions of operators about records, the last first
 * @param answers   that were computed from this view, or from one before it with the same milestones
 * @param isUnabridged whether it holds what only auditors may read; then nothing computed from it is shared with anybody
 */
public record View(int generation, long ordinal, Map<String, History> histories,
        Map<String, Optional<Instant>> sources, Map<String, Instant> heard, Set<String> silent, List<Held> held, List<OperatorDecision> decisions,
        Answers answers, boolean isUnabridged) {
    /** Every service says once a second up to when it is complete. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MANY = 10_000;

    /**
     * A record that is on file and not in the numbers; {@code initiative} is empty if none can be told. One that is in no topic but
     * among the milestones that were applied has the topic {@code stored}, and its ordinal as the offset.
     *
     * @param source the service that it claims to be of, where that is why it is on file
     */
    public record Held(Optional<String> initiative, Optional<Integer> version, String topic, long offset, RecordStatus status, String reason,
            Optional<String> source) {}

    static View empty() {
        return new View(0, 0, Map.of(), Map.of(), Map.of(), Set.of(), List.of(), List.of(), Answers.none(), false);
    }

    /** The same with all that is not public, for one reader: it shares no answers with this view nor with another reader's. */
    public View unabridged() {
        var all = new TreeMap<String, History>();
        histories.forEach((initiative, history) -> all.put(initiative, history.unabridged()));
        return new View(generation, ordinal, Collections.unmodifiableMap(all), sources, heard, silent, held, decisions, Answers.none(), true);
    }

    /** The initiatives known at an instant, as of the end of a day, in alphabetical order of their ids. */
    public List<Initiative> initiatives(LocalDate asOf, Instant knownAt) {
        // A past of many milestones is folded on all processors; what is known now was folded when it came.
        var all = knownAt.equals(Instant.MAX) || ordinal < MANY ? histories.values().stream() : histories.values().parallelStream();
        return all.map(history -> history.at(asOf, knownAt)).flatMap(Optional::stream).toList();
    }

    /** The edition that was published last among those that hold. */
    public Optional<Edition> newestEdition() {
        return editions().reversed().stream().filter(Edition::holds).findFirst();
    }

    /** One of them. */
    public Optional<Initiative> initiative(String id, LocalDate asOf, Instant knownAt) {
        return Optional.ofNullable(histories.get(id)).flatMap(history -> history.at(asOf, knownAt));
    }

    /** The decisions of operators about records of an initiative as known at an instant, the last first. */
    public List<OperatorDecision> decisions(String initiative, Instant knownAt) {
        return decisions.stream().filter(decision -> decision.initiative().equals(initiative) && !decision.at().isAfter(knownAt)).toList();
    }

    /** The decisions that touch a figure: those of its initiative, or all of them if it is made up of several. */
    public List<OperatorDecision> decisions(Figure figure, Instant knownAt) {
        return figure.initiative().map(id -> decisions(id, knownAt))
                .orElseGet(() -> decisions.stream().filter(decision -> !decision.at().isAfter(knownAt)).toList());
    }

    /** The version of an initiative that is in this view; 0 if it is unknown. */
    public int version(String initiative) {
        var history = histories.get(initiative);
        return history == null ? 0 : history.version();
    }

    /** How many of the milestones of an initiative changed what earlier ones say, and so what is shown of every past. */
    public long changes(String initiative) {
        var history = histories.get(initiative);
        return history == null ? 0 : history.changes();
    }

    /** The published editions of the Progress update, the first one first. */
    public List<Edition> editions() {
        var history = histories.get(Edition.STREAM);
        return history == null ? List.of() : history.editions();
    }

    /** One of them. */
    public Optional<Edition> edition(int number) {
        return editions().stream().filter(edition -> edition.number() == number).findFirst();
    }

    /** Whether an answer about this instant may still change. */
    public boolean provisional(Instant knownAt) {
        return !held.isEmpty() || sources.values().stream()
                .anyMatch(through -> through.isEmpty() || !through.get().isAfter(knownAt));
    }

    /** The services of which milestones may be missing from an answer about this instant because they are silent. */
    public List<String> behind(Instant knownAt) {
        return silent.stream().filter(source -> sources.get(source).filter(through -> through.isAfter(knownAt)).isEmpty()).sorted().toList();
    }

    /** How long ago each write service was complete; empty while that is unknown. */
    public Map<String, Optional<Duration>> lag(Instant now) {
        return sources.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
                source -> source.getValue().map(through -> Duration.between(through, now))));
    }

    /** The same at this moment: silence makes no event, so only a clock can tell it. */
    View at(Instant now) {
        Set<String> silentNow = sources.keySet().stream().filter(source -> !heard.containsKey(source) || heard.get(source).isBefore(now.minus(PATIENCE)))
                .collect(Collectors.toUnmodifiableSet());
        return silentNow.equals(silent) ? this
                : new View(generation, ordinal, histories, sources, heard, silentNow, held, decisions, answers.later(), isUnabridged);
    }

    /** An answer that says how complete it is, computed at most once while nothing changes. */
    public Answer answer(Record question, Supplier<byte[]> compute) {
        return answers.passing(question, compute);
    }

    /** An answer that does not, as of a past that is complete: computed at most once until there is another milestone or decision. */
    public Answer lasting(Record question, Supplier<byte[]> compute) {
        return answers.lasting(question, compute);
    }
}
