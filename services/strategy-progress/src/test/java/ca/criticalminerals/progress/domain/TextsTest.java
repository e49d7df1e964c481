package ca.criticalminerals.progress.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.progress.projection.Announced;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Taking texts out of a fact takes nothing else out of it: shown with every example of the contracts. */
class TextsTest {
    private static List<Fact> facts() throws Exception {
        var facts = new ArrayList<Fact>();
        for (String context : List.of("funding", "security", "partnerships", "strategy")) {
            for (String name : new String(resource(context + "/examples.txt"), UTF_8).lines().toList()) {
                Fact fact = Announced.milestone(Announced.json(resource(context + "/examples/" + name + ".json"))).fact();
                facts.add(fact instanceof Fact.Corrected correction ? correction.replacement() : fact);
            }
        }
        return facts;
    }

    private static byte[] resource(String name) throws IOException {
        try (var file = TextsTest.class.getResourceAsStream("/contracts/" + name)) {
            return file.readAllBytes();
        }
    }

    @Test
    void a_fact_in_its_own_words_is_itself() throws Exception {
        assertThat(facts()).hasSizeGreaterThan(90).allSatisfy(fact -> assertThat(Texts.of(fact, fact)).isEqualTo(fact));
    }

    @Test
    void a_fact_without_texts_is_about_the_same_at_the_same_place_in_the_order() throws Exception {
        assertThat(facts()).allSatisfy(fact -> {
            assertThat(Texts.without(fact).about()).isEqualTo(fact.about());
            assertThat(Texts.without(fact).isTimeless()).isEqualTo(fact.isTimeless());
        });
    }

    @Test
    void nothing_that_somebody_wrote_is_left() throws Exception {
        var texts = Stream.of("Natural Resources", "Import reliance", "Ressources naturelles", "B.C. Ministry", "Northwest BC");
        var left = facts().stream().filter(fact -> !(fact instanceof Fact.Published) && !(fact instanceof Fact.Retracted)).map(Texts::without).map(Object::toString).toList();
        assertThat(texts.toList()).allSatisfy(text -> assertThat(left).noneMatch(fact -> fact.contains(text)));
    }
}
