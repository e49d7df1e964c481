package ca.criticalminerals.progress.page;

import static ca.criticalminerals.progress.page.Figures.*;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Figure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static final Map<String, Text> PLACES = Map.of("BC", same("British Columbia"), "ON", same("Ontario"), "YT", same("Yukon"));
    private static final String NOUN = "{f.x|project|projects}";
    private static final String NO_BREAK = "\u00a0";

    private static Text same(String name) {
        return Text.of(name, name);
    }

    private static Optional<String> html(Language language, String sentence, Figure... figures) {
        return new Sentences(language, PLACES).pieces(initiative(figures), new Fact.Written("one", 10, Text.of(sentence, sentence)))
                .map(pieces -> Piece.html(pieces, id -> "/figures/" + id));
    }

    private static String en(String sentence, Figure... figures) {
        return html(Language.EN, sentence, figures).orElseThrow();
    }

    private static String fr(String sentence, Figure... figures) {
        return html(Language.FR, sentence, figures).orElseThrow();
    }

    private static String linked(String shown) {
        return "<a class=\"figure\" href=\"/figures/f.x\">" + shown + "</a>";
    }

    @Test
    void a_sentence_without_figures_is_printed_as_it_is() {
        assertThat(en("Work goes on.")).isEqualTo("Work goes on.");
    }

    @Test
    void each_language_prints_its_own_words() {
        var sentence = new Fact.Written("one", 10, Text.of("Work goes on.", "Le travail continue."));
        assertThat(Piece.text(new Sentences(Language.FR, PLACES).pieces(initiative(), sentence).orElseThrow())).isEqualTo("Le travail continue.");
    }

    @Test
    void a_figure_is_printed_as_a_link_to_the_page_that_explains_it() {
        assertThat(en("It backs {f.x} of them.", count("f.x", "33"))).isEqualTo("It backs " + linked("33") + " of them.");
    }

    @Test
    void the_words_around_several_figures_stay_where_they_are() {
        assertThat(en("{f.x} and {f.y}.", count("f.x", "6"), count("f.y", "27")))
                .isEqualTo(linked("6") + " and <a class=\"figure\" href=\"/figures/f.y\">27</a>.");
    }

    @Test
    void a_noun_stays_on_the_line_of_its_number() {
        assertThat(en("It backs " + NOUN + ".", count("f.x", "33"))).isEqualTo("It backs " + linked("33") + NO_BREAK + "projects.");
    }

    @Test
    void english_has_the_singular_for_one_only() {
        assertThat(en(NOUN, count("f.x", "0"))).endsWith("projects");
        assertThat(en(NOUN, count("f.x", "1"))).endsWith("project");
        assertThat(en(NOUN, count("f.x", "1.0"))).endsWith("project");
        assertThat(en(NOUN, count("f.x", "1.5"))).endsWith("projects");
        assertThat(en(NOUN, count("f.x", "2"))).endsWith("projects");
    }

    @Test
    void french_has_the_singular_below_two() {
        assertThat(fr("{f.x|projet|projets}", count("f.x", "0"))).endsWith("projet");
        assertThat(fr("{f.x|projet|projets}", count("f.x", "1"))).endsWith("projet");
        assertThat(fr("{f.x|projet|projets}", count("f.x", "1.9"))).endsWith("projet");
        assertThat(fr("{f.x|projet|projets}", count("f.x", "2"))).endsWith("projets");
    }

    @Test
    void the_year_of_a_date_is_printed_however_precise_the_date_is() {
        assertThat(en("in {f.x:year}", date("f.x", "2025-11-04"))).isEqualTo("in " + linked("2025"));
        assertThat(fr("en {f.x:year}", date("f.x", "2025"))).isEqualTo("en " + linked("2025"));
    }

    @Test
    void a_date_is_printed_in_the_language_of_the_page() {
        assertThat(en("{f.x}", date("f.x", "2025-11-04"))).isEqualTo(linked("November 4, 2025"));
        assertThat(fr("{f.x}", date("f.x", "2025-11-04"))).isEqualTo(linked("4 novembre 2025"));
    }

    @Test
    void jurisdictions_are_named_in_alphabetical_order_with_an_and_before_the_last() {
        assertThat(en("in {f.x:names}", places("f.x", "YT", "BC", "ON"))).isEqualTo("in " + linked("British Columbia, Ontario and Yukon"));
        assertThat(fr("en {f.x:names}", places("f.x", "YT", "BC"))).isEqualTo("en " + linked("British Columbia et Yukon"));
    }

    @Test
    void one_jurisdiction_stands_alone() {
        assertThat(en("in {f.x:names}", places("f.x", "YT"))).isEqualTo("in " + linked("Yukon"));
    }

    @Test
    void a_jurisdiction_without_a_name_is_shown_by_its_code() {
        assertThat(en("in {f.x:names}", places("f.x", "YT", "ZZ"))).isEqualTo("in " + linked("Yukon and ZZ"));
    }

    @Test
    void the_number_of_jurisdictions_and_their_names_are_the_same_figure() {
        assertThat(en("{f.x}: {f.x:names}", places("f.x", "YT", "BC"))).isEqualTo(linked("2") + ": " + linked("British Columbia and Yukon"));
    }

    @Test
    void a_number_says_how_it_is_meant() {
        assertThat(en("{f.x}", number("f.x", "count", "20", "over"))).isEqualTo(linked("over 20"));
        assertThat(fr("{f.x}", number("f.x", "count", "20", "over"))).isEqualTo(linked("plus de 20"));
        assertThat(en(NOUN, number("f.x", "count", "140", "nearly"))).isEqualTo(linked("nearly 140") + NO_BREAK + "projects");
    }

    @Test
    void money_is_printed_as_money() {
        assertThat(en("{f.x}", number("f.x", "cad", "1500000000", "upTo"))).isEqualTo(linked("up to $1.5 billion"));
        assertThat(fr("{f.x}", number("f.x", "cad", "1500000000", "upTo"))).isEqualTo(linked("jusqu’à 1,5" + NO_BREAK + "milliard de dollars"));
    }

    @Test
    void a_sentence_whose_figure_does_not_exist_is_left_out() {
        assertThat(html(Language.EN, "It backs {f.y}.", count("f.x", "33"))).isEmpty();
    }

    @Test
    void a_sentence_whose_figure_has_no_value_yet_is_left_out() {
        assertThat(html(Language.EN, "It backs {f.x|project|projects}.", unknown("f.x"))).isEmpty();
        assertThat(html(Language.EN, "In {f.x:names}.", unknown("f.x"))).isEmpty();
        assertThat(html(Language.EN, "Since {f.x:year}.", unknown("f.x"))).isEmpty();
    }

    @Test
    void a_sentence_is_left_out_even_if_only_its_last_figure_is_unknown() {
        assertThat(html(Language.EN, "{f.x} and {f.y}.", count("f.x", "33"), unknown("f.y"))).isEmpty();
    }

    @Test
    void a_known_zero_is_printed() {
        assertThat(en("{f.x}", count("f.x", "0"))).isEqualTo(linked("0"));
    }

    @Test
    void html_in_a_sentence_is_shown_and_not_obeyed() {
        assertThat(en("<script>alert('x')</script> & \"{f.x}\"", count("f.x", "33")))
                .isEqualTo("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;" + linked("33") + "&quot;");
    }

    @Test
    void html_in_a_noun_is_shown_and_not_obeyed() {
        assertThat(en("{f.x|<b>one</b>|<i onmouseover=x>many</i>}", count("f.x", "2"))).doesNotContain("<i").contains("&lt;i onmouseover=x&gt;many");
    }

    @Test
    void html_in_the_name_of_a_jurisdiction_is_shown_and_not_obeyed() {
        assertThat(en("{f.x:names}", places("f.x", "<img src=x>"))).doesNotContain("<img").contains("&lt;img src=x&gt;");
    }

    @Test
    void a_link_cannot_leave_its_quotes() {
        var pieces = new Sentences(Language.EN, PLACES).pieces(initiative(count("f.x", "33")), new Fact.Written("one", 10, Text.of("{f.x}", "{f.x}")));
        var html = Piece.html(pieces.orElseThrow(), id -> "/figures/" + id + "?asOf=\"><script>&x='");
        assertThat(html).isEqualTo("<a class=\"figure\" href=\"/figures/f.x?asOf=&quot;&gt;&lt;script&gt;&amp;x=&#39;\">33</a>");
    }

    @Test
    void a_half_is_a_word_where_words_are_asked_for_and_keeps_its_qualifier() {
        assertThat(en("{f.x:words} of them", number("f.x", "percent", "50", "nearly"))).isEqualTo(linked("nearly half") + " of them");
        assertThat(fr("{f.x:words} d’entre eux", number("f.x", "percent", "50", "about"))).isEqualTo(linked("environ la moitié") + " d’entre eux");
        assertThat(en("{f.x:words}", number("f.x", "percent", "38", "exact"))).isEqualTo(linked("38%"));
        assertThat(fr("{f.x}", number("f.x", "percent", "50", "exact"))).isEqualTo(linked("50" + NO_BREAK + "%"));
        assertThat(en("{f.x:words}", count("f.x", "50"))).isEqualTo(linked("50"));
    }

    @Test
    void the_years_of_a_period_are_dates() {
        assertThat(en("{f.x:from} to {f.x:to}, against {f.x:baseFrom} to {f.x:baseTo}", observed("f.x", "38", "exact", "2020", "2024-12", "2018", "2022")))
                .isEqualTo(year("2020", "2020") + " to " + year("2024-12", "2024") + ", against " + year("2018", "2018") + " to " + year("2022", "2022"));
    }

    @Test
    void a_sentence_about_a_period_that_nobody_stated_is_left_out() {
        assertThat(html(Language.EN, "Since {f.x:from}.", count("f.x", "33"))).isEmpty();
    }

    private static String year(String date, String shown) {
        return "<time datetime=\"" + date + "\">" + shown + "</time>";
    }

    @Test
    void a_dollar_sign_or_a_backslash_in_a_sentence_means_nothing_special() {
        assertThat(en("a $1 \\ {f.x}", count("f.x", "33"))).isEqualTo("a $1 \\ " + linked("33"));
    }

    @Test
    void braces_that_are_no_placeholder_are_printed_as_they_are() {
        assertThat(en("{Not A Figure} {f.x:colour}", count("f.x", "33"))).isEqualTo("{Not A Figure} {f.x:colour}");
    }
}
