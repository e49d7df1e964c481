package ca.criticalminerals.progress.projection;

import static ca.criticalminerals.progress.projection.Examples.bytes;
import static ca.criticalminerals.progress.projection.Examples.example;
import static ca.criticalminerals.progress.projection.Examples.objects;
import static ca.criticalminerals.progress.projection.Examples.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Milestone;
import ca.criticalminerals.progress.domain.Recorder;
import ca.criticalminerals.progress.projection.Examples.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever keeps the contract of funding milestones is read; whatever is needed and broken is named. */
class AnnouncedContractTest {
    private static final int KINDS = 68;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** What the figures and pages are not made of, by kind and place. */
    private static final Pattern NOT_NEEDED = Pattern.compile("""
            .* (specversion|id|datacontenttype|dataschema|sequence|traceparent)\
            |.* data/(title|change|ratePercent|until|streams)(/.*)?\
            |tax-incentive-enacted data/law(/.*)?\
            |(measure|partnership)-registered data/(measure|partnership)\
            |[a-z]+-(ended|withdrawn|revoked|repealed|superseded) data/(reason|by)(/.*)?\
            |(work|review)-concluded data/(outcome|note)(/.*)?\
            |agreement-signed data/(quantity|term|price)(/.*)?\
            |consultation-closed data/responses\
            |round-announced data/announced(/.*)?\
            |arrangement-[a-z]+ data/(instrument|binding|textPublic)\
            |role-assumed data/body(/.*)?\
            |contribution-committed data/recipient(/.*)?\
            |undertaking-announced data/parties\
            |participation-begun data/(role|partners)\
            |review-opened data/subject(/.*)?\
            |law-introduced data/bill(/.*)?\
            |designation-made data/(act|mineralsNotDisclosed)(/.*)?\
            |instrument-released data/kind\
            |work-begun data/partners\
            |output-released data/kind\
            |(envelope-changed|program-closed) data/reason(/.*)?\
            |tax-incentive-[a-z]+ data/minerals\
            |text-redacted data/taken/\\*/(place|spans|was|now)(/.*)?""");
    /** What may be missing, but must be readable where it is. */
    private static final Pattern OPTIONAL = Pattern.compile("""
            .* data/(evidence|evidence/note|names/abbreviation|formerNames|formerNames/\\*/abbreviation|cost)\
            |.* recordedby(sub|role|orgen|orgfr)\
            |project-approved data/(stream|recipients|jurisdictions|minerals|amount)\
            |call-opened data/amount\
            |output-released data/minerals\
            |count-reported data/(breakdown|jurisdictions)\
            |target-set data/(baseline|reason)\
            |figure-defined data/counts/(stream|milestone|statuses|since|before)\
            |(arrangement|agreement|round|undertaking|consultation|work|stockpile|designation|instrument)-[a-z]+\
             data/(counterparties|counterparty|minerals|jurisdictions|unlocked)\
            |undertaking-announced data/round\
            |agreement-replaced data/by\
            |(undertaking|contribution)-[a-z]+ data/amount""");

    static Stream<String> names() {
        return Examples.names();
    }

    private static Milestone read(JsonNode document) throws Unreadable {
        return Announced.milestone(Announced.json(bytes(document)));
    }

    private static @Nullable Unreadable unreadable(JsonNode document) {
        return catchThrowableOfType(Unreadable.class, () -> read(document));
    }

    @Test
    void there_is_an_example_of_every_kind() {
        assertThat(names().map(Examples::kind).collect(Collectors.toSet())).hasSize(KINDS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_example_is_read_as_it_stands(String name) throws Unreadable {
        ObjectNode document = example(name);
        JsonNode data = document.get("data");
        Milestone milestone = read(document);
        assertThat(milestone.kind()).isEqualTo(Examples.kind(name));
        assertThat(milestone.initiative()).isEqualTo(document.get("subject").asText());
        assertThat(milestone.version()).isEqualTo(document.get("streamversion").asInt());
        assertThat(milestone.source()).isEqualTo(document.get("source").asText());
        assertThat(milestone.recordedAt()).isEqualTo(Instant.parse(document.get("time").asText()));
        assertThat(milestone.recorder().person().orElseThrow()).isEqualTo(new Recorder.Person(document.get("recordedby").asText(),
                Optional.ofNullable(document.path("recordedbysub").textValue())));
        assertThat(milestone.recorder().role().code).isEqualTo(document.path("recordedbyrole").asText("officer"));
        assertThat(milestone.recorder().organization().map(Text::fr).orElse("")).isEqualTo(document.path("recordedbyorgfr").asText());
        assertThat(milestone.occurredOn().value()).isEqualTo(data.get("occurredOn").asText());
        assertThat(milestone.effectiveOn()).isEqualTo(Milestone.effective(milestone.occurredOn(), milestone.recordedAt()));
        assertThat(milestone.summary()).isEqualTo(Text.of(data.at("/summary/en").asText(), data.at("/summary/fr").asText()));
        assertThat(milestone.evidence().map(Fact.Evidence::source).orElse("")).isEqualTo(data.at("/evidence/source").asText());
        assertThat(milestone.evidence().map(Fact.Evidence::confidence).orElse("")).isEqualTo(data.at("/evidence/confidence").asText());
        assertThat(milestone.evidence().flatMap(Fact.Evidence::note).map(Text::fr).orElse("")).isEqualTo(data.at("/evidence/note/fr").asText());
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_example_becomes_something_that_no_figure_knows(String name) throws Unreadable {
        boolean onlyADate = Examples.kind(name).equals("call-closed");
        assertThat(read(example(name)).fact() instanceof Fact.Happened).isEqualTo(onlyADate);
    }

    @ParameterizedTest
    @MethodSource("names")
    void properties_that_are_not_known_yet_are_tolerated_in_every_object(String name) throws Unreadable {
        Milestone known = read(example(name));
        int objects = objects(example(name)).size();
        assertThat(objects).isGreaterThan(2);
        for (int i = 0; i < objects; i++) {
            ObjectNode document = example(name);
            objects(document).get(i).putObject("somethingNew").put("en", 1);
            assertThat(understood(read(document))).isEqualTo(understood(known));
        }
    }

    /** The milestone without its own words, in which there is also what this release does not know. */
    private static Milestone understood(Milestone milestone) {
        return new Milestone(milestone.initiative(), milestone.version(), milestone.source(), milestone.kind(), milestone.occurredOn(), milestone.effectiveOn(),
                milestone.recordedAt(), milestone.recorder(), milestone.evidence(), milestone.summary(), milestone.fact(), milestone.withdrawn());
    }

    @ParameterizedTest
    @MethodSource("names")
    void what_is_needed_and_missing_is_named_and_nothing_else_is_missed(String name) throws Unreadable {
        for (int i = 0; i < places(example(name)).size(); i++) {
            ObjectNode document = example(name);
            Place place = places(document).get(i);
            place.parent().remove(place.name());
            check(name, place, document, place.name() + " is missing", needed(name, place) && !matches(OPTIONAL, name, place));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void what_is_needed_and_null_is_named(String name) throws Unreadable {
        for (int i = 0; i < places(example(name)).size(); i++) {
            ObjectNode document = example(name);
            Place place = places(document).get(i);
            place.parent().putNull(place.name());
            check(name, place, document, place.name() + " is missing", needed(name, place));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void what_is_needed_and_of_the_wrong_type_is_named(String name) throws Unreadable {
        for (int i = 0; i < places(example(name)).size(); i++) {
            ObjectNode document = example(name);
            Place place = places(document).get(i);
            place.parent().set(place.name(), ofAnotherType(place.value()));
            check(name, place, document, place.name() + " is not of the type", needed(name, place));
        }
    }

    private static void check(String name, Place place, JsonNode document, String message, boolean refused) throws Unreadable {
        if (refused) {
            assertThat(unreadable(document)).as("%s without its %s", name, place.path()).isNotNull().hasMessageContaining(message);
        } else {
            assertThat(read(document)).as("%s without its %s", name, place.path()).isNotNull();
        }
    }

    private static boolean needed(String name, Place place) {
        return !matches(NOT_NEEDED, name, place);
    }

    /** What a replacement says is judged like a milestone of its kind. */
    private static boolean matches(Pattern pattern, String name, Place place) {
        boolean replaced = place.path().startsWith("data/replacement/");
        String kind = replaced ? example(name).at("/data/replacement/type").asText() : Examples.kind(name);
        return pattern.matcher(kind + " " + place.path().replace("data/replacement/", "data/")).matches();
    }

    private static JsonNode ofAnotherType(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> JSON.numberNode(7);
            case NUMBER -> JSON.textNode(value.asText());
            case BOOLEAN -> JSON.textNode("true");
            case ARRAY -> JSON.objectNode();
            case OBJECT -> JSON.arrayNode();
            case BINARY, MISSING, NULL, POJO -> throw new AssertionError(value);
        };
    }
}
