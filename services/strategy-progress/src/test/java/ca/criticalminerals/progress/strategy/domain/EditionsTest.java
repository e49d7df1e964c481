package ca.criticalminerals.progress.strategy.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.criticalminerals.eventsourcing.LedgerCommand.RecordMilestone;
import ca.criticalminerals.eventsourcing.LedgerEvent.MilestoneRecorded;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.Document;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.Documents;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.EditionPublished;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.EditionWithdrawn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditionsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");
    private static final Documents PAGES = new Documents(new Document("e".repeat(64), "AAAA", Optional.empty()), new Document("f".repeat(64), "BBBB", Optional.empty()));
    private static final EditionPublished FIRST = edition(1, "2026-02-27", "2026-03-01T12:00:00Z", PAGES);

    private static EditionPublished edition(int number, String asOf, String knownAt, Documents pages) {
        return new EditionPublished(number, LocalDate.parse(asOf), Instant.parse(knownAt), Text.of("The Minister", "La ministre"), pages, PartialDate.of(TODAY));
    }

    private static EditionWithdrawn withdrawn(int number) {
        return new EditionWithdrawn(number, Text.of("As of a wrong day", "En date d’un mauvais jour"), PartialDate.of(TODAY));
    }

    private static EditionMilestone after(List<EditionMilestone> editions, EditionMilestone asked) {
        var decider = Editions.RULES.decider();
        var state = decider.fold(editions.stream().map(MilestoneRecorded::new).toList());
        return ((MilestoneRecorded<EditionMilestone>) decider.decide().apply(new RecordMilestone<>(asked, TODAY), state)).milestone();
    }

    private static String refusal(List<EditionMilestone> editions, EditionMilestone asked) {
        var rejection = catchThrowableOfType(Rejection.class, () -> after(editions, asked));
        assertThat(rejection.text().fr()).isNotBlank().isNotEqualTo(rejection.text().en());
        return rejection.rule();
    }

    @Test
    void the_first_edition_has_the_number_one_and_the_next_one_follows() {
        assertThat(after(List.of(), FIRST)).isEqualTo(FIRST);
        var second = edition(2, "2026-06-30", "2026-07-15T12:00:00Z", PAGES);
        assertThat(after(List.of(FIRST), second)).isEqualTo(second);
    }

    @Test
    void no_number_is_left_out_or_given_twice() {
        assertThat(refusal(List.of(), edition(2, "2026-02-27", "2026-03-01T12:00:00Z", PAGES))).isEqualTo("not-the-next-number");
        assertThat(refusal(List.of(FIRST), edition(1, "2026-06-30", "2026-07-15T12:00:00Z", PAGES))).isEqualTo("not-the-next-number");
        assertThat(refusal(List.of(FIRST), edition(3, "2026-06-30", "2026-07-15T12:00:00Z", PAGES))).isEqualTo("not-the-next-number");
    }

    @Test
    void an_edition_may_be_of_the_same_day_as_the_last_one_but_not_of_an_earlier_one() {
        assertThat(after(List.of(FIRST), edition(2, "2026-02-27", "2026-03-02T12:00:00Z", PAGES))).isNotNull();
        assertThat(refusal(List.of(FIRST), edition(2, "2026-02-26", "2026-03-02T12:00:00Z", PAGES))).isEqualTo("as-of-before-the-last-edition");
    }

    @Test
    void an_edition_may_be_of_today_but_not_of_tomorrow() {
        assertThat(after(List.of(), edition(1, "2026-11-25", "2026-11-25T12:00:00Z", PAGES))).isNotNull();
        assertThat(refusal(List.of(), edition(1, "2026-11-26", "2026-11-25T12:00:00Z", PAGES))).isEqualTo("as-of-in-the-future");
    }

    @Test
    void an_edition_knows_more_than_the_last_one() {
        assertThat(after(List.of(FIRST), edition(2, "2026-06-30", "2026-03-01T12:00:00.000001Z", PAGES))).isNotNull();
        for (String known : List.of("2026-03-01T12:00:00Z", "2026-03-01T11:59:59Z")) {
            assertThat(refusal(List.of(FIRST), edition(2, "2026-06-30", known, PAGES))).isEqualTo("known-at-not-after-the-last-edition");
        }
    }

    @Test
    void a_withdrawn_edition_no_longer_bars_an_earlier_day() {
        var wrongDay = edition(2, "2026-10-31", "2026-07-15T12:00:00Z", PAGES);
        var earlier = edition(3, "2026-06-30", "2026-07-15T11:00:00Z", PAGES);
        assertThat(refusal(List.of(FIRST, wrongDay), earlier)).isEqualTo("as-of-before-the-last-edition");
        assertThat(after(List.of(FIRST, wrongDay, withdrawn(2)), earlier)).isEqualTo(earlier);
        assertThat(refusal(List.of(FIRST, wrongDay, withdrawn(2)), edition(3, "2026-02-26", "2026-07-15T12:00:00Z", PAGES)))
                .as("the edition before it bars as it did").isEqualTo("as-of-before-the-last-edition");
        assertThat(refusal(List.of(FIRST, wrongDay, withdrawn(1)), earlier)).as("it holds still").isEqualTo("as-of-before-the-last-edition");
    }

    @Test
    void the_number_of_a_withdrawn_edition_is_never_given_again() {
        assertThat(refusal(List.of(FIRST, withdrawn(1)), FIRST)).isEqualTo("not-the-next-number");
        var second = edition(2, "2026-01-31", "2026-03-01T12:00:00Z", PAGES);
        assertThat(after(List.of(FIRST, withdrawn(1)), second)).isEqualTo(second);
    }

    @Test
    void an_edition_is_withdrawn_once_and_only_after_it_was_published() {
        assertThat(after(List.of(FIRST), withdrawn(1))).isEqualTo(withdrawn(1));
        assertThat(refusal(List.of(FIRST, withdrawn(1)), withdrawn(1))).isEqualTo("edition-already-withdrawn");
        assertThat(refusal(List.of(FIRST), withdrawn(2))).isEqualTo("unknown-edition");
        assertThat(refusal(List.of(), withdrawn(1))).isEqualTo("unknown-edition");
    }

    @Test
    void both_languages_are_published_or_nothing() {
        assertThatNullPointerException().isThrownBy(() -> new Documents(PAGES.en(), null));
        assertThatNullPointerException().isThrownBy(() -> new Documents(null, PAGES.fr()));
        assertThat(refusal(List.of(), edition(1, "2026-02-27", "2026-03-01T12:00:00Z", new Documents(PAGES.en(), PAGES.en())))).isEqualTo("both-languages");
    }

    @Test
    void a_page_is_as_large_as_can_be_announced_and_no_larger() {
        var large = new Document("f".repeat(64), "B".repeat(Editions.LONGEST), Optional.empty());
        assertThat(after(List.of(), edition(1, "2026-02-27", "2026-03-01T12:00:00Z", new Documents(PAGES.en(), large)))).isNotNull();
        var tooLarge = new Document("f".repeat(64), "B".repeat(Editions.LONGEST + 1), Optional.empty());
        Stream.of(new Documents(PAGES.en(), tooLarge), new Documents(tooLarge, PAGES.en())).forEach(pages ->
                assertThat(refusal(List.of(), edition(1, "2026-02-27", "2026-03-01T12:00:00Z", pages))).isEqualTo("page-too-large"));
    }
}
