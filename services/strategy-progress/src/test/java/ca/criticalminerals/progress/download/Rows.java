package ca.criticalminerals.progress.download;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.api.Listed;
import ca.criticalminerals.progress.domain.Entry;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Milestone;
import ca.criticalminerals.progress.domain.Recorder;
import ca.criticalminerals.progress.domain.Outline;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Milestones to be written, each made when it is asked for. */
final class Rows {
    static final Instant RECORDED_AT = Instant.parse("2026-01-05T15:00:30Z");

    private Rows() {}

    static Listed approved(int version, String occurredOn, String recipient, String amount, String summary) {
        return listed(version, occurredOn, RECORDED_AT, summary, new Fact.Approved("project-" + version, Optional.empty(), 1,
                Optional.of(new Fact.Money(new BigDecimal(amount), "contribution", true)), List.of(recipient), List.of("BC", "YT"), List.of("ZINC")));
    }

    static Listed listed(int version, String occurredOn, Instant recordedAt, String summary, Fact fact) {
        var milestone = milestone("fund", version, occurredOn, recordedAt, summary, fact);
        return new Listed(initiative("fund", List.of()), Entry.of(milestone));
    }

    /** So many that differ in every text. */
    static Stream<Listed> many(int rows) {
        return lazily(rows, row -> approved(row, "2024-06-15", "Recipient " + row, row + ".50", "Approved: the project of recipient " + row + ", with a summary of its own"));
    }

    static <R> Stream<R> lazily(int rows, IntFunction<R> row) {
        return IntStream.rangeClosed(1, rows).mapToObj(row);
    }

    static Initiative initiative(String id, List<Entry> entries) {
        return new Initiative(id, "/funding-programs", new Fact.Names(Text.of("The Fund", "Le Fonds"), Optional.empty()), List.of(), "produce",
                Text.of("lead", "responsable"), "active", Optional.empty(), Map.of(), List.of(), entries, Map.of(), Outline.EMPTY);
    }

    static Milestone milestone(String initiative, int version, String occurredOn, Instant recordedAt, String summary, Fact fact) {
        PartialDate on = PartialDate.of(occurredOn);
        return new Milestone(initiative, version, "/funding-programs", "project-approved", on, Milestone.effective(on, recordedAt), recordedAt,
                Recorder.named("officer"), Optional.of(new Fact.Evidence("file 12", "internalRecord", Optional.empty(), false)), Text.of(summary, summary + " (fr)"), fact, false);
    }
}
