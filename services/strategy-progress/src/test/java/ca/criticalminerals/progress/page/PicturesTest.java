package ca.criticalminerals.progress.page;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.page.picture.LargeNumber;
import ca.criticalminerals.progress.page.picture.Pictures;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static final Question IN_2026 = new Question(LocalDate.parse("2026-02-27"), Optional.empty(), "asOf=2026-02-27");

    @Test
    void the_figures_of_the_facts_that_have_a_value_are_large_numbers_and_no_others() {
        var facts = Figures.initiative("facts", Figures.number("sector-facts.jobs", "count", "110000", "about"), Figures.unknown("sector-facts.gdp"));
        var others = Figures.initiative(Figures.count("fund.projects", "33"));

        assertThat(Pictures.of(List.of(facts, others), IN_2026, Language.FR).facts()).containsExactly(
                new LargeNumber("environ 110\u00a0000", "Étiquette", "/fr/chiffres/sector-facts.jobs?asOf=2026-02-27"));
    }

    @Test
    void an_amount_is_brief_where_it_stands_large() {
        var facts = List.of(Figures.initiative("facts", Figures.number("sector-facts.gdp", "cad", "72400000000", "over")));

        assertThat(Pictures.of(facts, IN_2026, Language.EN).facts()).extracting(LargeNumber::value).containsExactly("over $72.4B");
        assertThat(Pictures.of(facts, IN_2026, Language.FR).facts()).extracting(LargeNumber::value).containsExactly("plus de 72,4\u00a0G$");
    }

    @Test
    void where_nothing_is_known_there_is_no_picture() {
        assertThat(Pictures.of(List.of(Figures.initiative(Figures.count("fund.projects", "33"))), IN_2026, Language.EN).isEmpty()).isTrue();
    }
}
