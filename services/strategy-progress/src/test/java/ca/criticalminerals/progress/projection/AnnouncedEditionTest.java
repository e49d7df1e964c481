package ca.criticalminerals.progress.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Frozen;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Milestone;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncedEditionTest {
    private static ObjectNode document() {
        return Examples.example("strategy/edition-published.first");
    }

    private static Milestone read(ObjectNode document) throws Unreadable {
        return Announced.milestone(Announced.json(Examples.bytes(document)));
    }

    @Test
    void an_edition_is_read_with_its_pages() throws Unreadable {
        var published = (Fact.Published) read(document()).fact();
        assertThat(published.number()).isEqualTo(1);
        assertThat(published.asOf()).isEqualTo(LocalDate.parse("2026-02-27"));
        assertThat(published.knownAt()).isEqualTo(Instant.parse("2026-11-25T02:29:58Z"));
        assertThat(published.approver()).isEqualTo(Text.of("Assistant Deputy Minister, Lands and Minerals Sector", "Sous-ministre adjointe, Secteur des terres et des minéraux"));
        assertThat(new String(published.en().bytes(), StandardCharsets.UTF_8)).contains("<p>33 projects</p>");
        assertThat(new String(published.fr().bytes(), StandardCharsets.UTF_8)).contains("<p>33 projets</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void a_page_that_is_not_what_its_digest_says_is_not_read(String language) {
        var document = document();
        ((ObjectNode) document.at("/data/documents/" + language)).put("gzip", Frozen.of("<p>34</p>".getBytes(StandardCharsets.UTF_8)).gzip());
        assertThat(catchThrowableOfType(Unreadable.class, () -> read(document))).hasMessageContaining("the digest is not that of the page");
    }

    @Test
    void a_page_of_which_a_text_was_taken_out_is_read_with_both_digests() throws Unreadable {
        var document = document();
        var page = (ObjectNode) document.at("/data/documents/en");
        String published = page.get("sha256").asText();
        Frozen redacted = Frozen.of("<p>33 ███</p>".getBytes(StandardCharsets.UTF_8));
        page.put("gzip", redacted.gzip()).put("redacted", redacted.sha256());
        var en = ((Fact.Published) read(document).fact()).en();
        assertThat(new String(en.bytes(), StandardCharsets.UTF_8)).isEqualTo("<p>33 ███</p>");
        assertThat(en.published()).contains(published);
        assertThat(en.digestWhenPublished()).isEqualTo(published);
        page.put("redacted", published);
        assertThat(catchThrowableOfType(Unreadable.class, () -> read(document))).hasMessageContaining("the digest is not that of the page");
    }

    @Test
    void two_pages_as_large_as_can_be_published_are_read() throws Unreadable {
        byte[] noise = new byte[337_000];
        new Random(7).nextBytes(noise);
        Frozen large = Frozen.of(noise);
        assertThat(large.gzip()).hasSizeBetween(449_000, 450_000);
        var document = document();
        for (String language : List.of("en", "fr")) {
            ((ObjectNode) document.at("/data/documents/" + language)).put("gzip", large.gzip()).put("sha256", large.sha256());
        }
        assertThat(((Fact.Published) read(document).fact()).fr().bytes()).isEqualTo(noise);
    }

    @Test
    void a_withdrawn_edition_is_one_still_and_says_why_it_no_longer_holds() throws Unreadable {
        var withdrawal = read(Examples.example("strategy/edition-withdrawn.wrong-day"));
        var editions = History.of(List.of(read(document()), withdrawal)).editions();
        assertThat(editions).extracting(Edition::number).containsExactly(1);
        assertThat(editions.getFirst().holds()).isFalse();
        assertThat(editions.getFirst().holds(withdrawal.recordedAt().minusNanos(1))).as("before").isTrue();
        assertThat(editions.getFirst().reason()).contains(Text.of("It was published as of a wrong day.", "Elle a été publiée en date d’un mauvais jour."));
    }

    @Test
    void what_somebody_announces_about_an_edition_later_does_not_change_it() throws Unreadable {
        var retraction = document().put("type", "ca.criticalminerals.strategy.milestone-retracted.v1").put("streamversion", 2);
        retraction.putObject("data").put("milestone", 1).put("occurredOn", "2026-11-25").putObject("reason").put("en", "wrong").put("fr", "faux");
        ((ObjectNode) retraction.get("data")).putObject("summary").put("en", "a").put("fr", "b");
        var history = History.of(List.of(read(document()), read(retraction)));
        assertThat(history.editions()).extracting(Edition::number).containsExactly(1);
        assertThat(history.asOf(LocalDate.parse("2026-12-31"))).as("an initiative").isEmpty();
    }
}
