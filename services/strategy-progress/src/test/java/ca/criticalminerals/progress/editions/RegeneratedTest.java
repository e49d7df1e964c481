package ca.criticalminerals.progress.editions;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.progress.domain.Frozen;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is said about a page that the milestones no longer give. */
class RegeneratedTest {
    private static final String PUBLISHED = page("33", "<p>%s</p>");

    private static String page(String projects, String around) {
        return around.formatted("<a class=\"figure\" href=\"/fr/chiffres/cmif.projects?asOf=2026-02-27&amp;knownAt=x\">" + projects + "</a>"
                + "<a class=\"figure\" href=\"/fr/chiffres/cmif.money?asOf=2026-02-27\">75 millions de dollars</a>");
    }

    private static Regenerated regenerated(String page) {
        return new Regenerated(Frozen.of(PUBLISHED.getBytes(StandardCharsets.UTF_8)), page.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_same_bytes_are_the_same() {
        assertThat(regenerated(PUBLISHED).isSame()).isTrue();
        assertThat(regenerated(PUBLISHED).differentFigures()).isEmpty();
    }

    @Test
    void another_rendering_of_the_same_figures_is_told_from_other_figures() {
        var restyled = regenerated(page("33", "<section class=\"new\">%s</section>"));
        assertThat(restyled.isSame()).isFalse();
        assertThat(restyled.differentFigures()).isEmpty();
        var other = regenerated(page("32", "<p>%s</p>"));
        assertThat(other.isSame()).isFalse();
        assertThat(other.differentFigures()).containsExactly("cmif.projects");
    }

    @Test
    void a_figure_that_is_gone_or_new_is_another_one() {
        assertThat(regenerated("<p>Nothing.</p>").differentFigures()).containsExactly("cmif.money", "cmif.projects");
        assertThat(regenerated(PUBLISHED + "<a class=\"figure\" href=\"/fr/chiffres/igf.members\">85</a>").differentFigures()).containsExactly("igf.members");
    }
}
