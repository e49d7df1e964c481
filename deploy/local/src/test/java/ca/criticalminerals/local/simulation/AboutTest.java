package ca.criticalminerals.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.eventsourcing.EffectiveOrder.DatedFact;
import ca.criticalminerals.eventsourcing.store.MilestoneJson;
import ca.criticalminerals.funding.FundingBeans;
import ca.criticalminerals.partnerships.PartnershipBeans;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.projection.Announced;
import ca.criticalminerals.progress.projection.Unreadable;
import ca.criticalminerals.progress.strategy.StrategyBeans;
import ca.criticalminerals.security.SecurityBeans;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a milestone is about is the same for the service that records it and for those who read it. */
class AboutTest {
    private static final Map<String, MilestoneJson> SERVICES = Map.of("funding", FundingBeans.JSON, "security", SecurityBeans.JSON,
            "partnerships", PartnershipBeans.JSON, "strategy", StrategyBeans.JSON);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void every_example_of_every_contract_has_the_same_place_on_both_sides() throws Unreadable {
        for (var service : SERVICES.entrySet()) {
            var seen = new HashSet<String>();
            for (JsonNode example : examples(service.getKey())) {
                var read = Announced.milestone(Announced.json(example.toString().getBytes(StandardCharsets.UTF_8)));
                ObjectNode data = ((ObjectNode) example.get("data")).without("summary");
                switch (read.fact()) {
                    case Fact.Retracted _, Fact.Redacted _ -> { }
                    case Fact.Corrected correction -> same(service.getValue().milestone(data.get("replacement")), correction.occurredOn().value(),
                            correction.replacement().about(), correction.replacement().isTimeless());
                    case Fact fact -> {
                        same(service.getValue().milestone(data.put("type", read.kind())), read.occurredOn().value(), fact.about(), fact.isTimeless());
                        seen.add(read.kind());
                    }
                }
            }
            assertThat(seen).as(service.getKey()).containsAll(service.getValue().kinds());
        }
    }

    private static void same(DatedFact recorded, String on, List<String> about, boolean isTimeless) {
        assertThat(about).as("%s", recorded).isEqualTo(recorded.about());
        assertThat(isTimeless).as("%s", recorded).isEqualTo(recorded.isTimeless());
        assertThat(on).as("%s", recorded).isEqualTo(recorded.occurredOn().value());
    }

    private static List<JsonNode> examples(String context) {
        var examples = new ArrayList<JsonNode>();
        for (String name : text("/contracts/" + context + "/examples.txt").split("\\s+")) {
            try {
                examples.add(JSON.readTree(text("/contracts/" + context + "/examples/" + name + ".json")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return examples;
    }

    private static String text(String resource) {
        try (var in = AboutTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
