package ca.criticalminerals.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.criticalminerals.local.Trouble;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Measurement COMMANDS = new Series("append", "commands, 32 connections", "per s").beside("raw insert of a row")
            .mustReach(Target.atLeast(3_000).andRatio(0.35)).add(4_200, 10_000).add(4_000, 12_500).measured();
    private static final Measurement MEMORY = new Series("start", "memory", "MB").mustReach(Target.atMost(250)).add(251.5).measured();
    private static final Measurement BROKEN = Measurement.failed("reads", "the view", new Trouble("It is too large.", "Elle est trop grande."));
    private static final Results RESULTS = new Results(NOON, NOON.plusSeconds(61), List.of(COMMANDS, MEMORY, BROKEN));

    @Test
    void an_unknown_leg_is_refused_in_both_languages_with_those_that_there_are() {
        assertThatThrownBy(() -> Bench.of(List.of("append", "dance"))).isInstanceOf(Trouble.class).hasMessage("""
                There is no leg dance; there are start, idle, latency, growth, pages, hostile, append, bulk, relay, projection, reads, rebuild.
                Il n’y a pas d’étape dance; il y a start, idle, latency, growth, pages, hostile, append, bulk, relay, projection, reads, rebuild.""");
    }

    @Test
    void every_leg_can_be_asked_for_by_its_name() {
        assertThat(Leg.ALL).hasSize(Leg.class.getPermittedSubclasses().length).hasSize(12)
                .allSatisfy(leg -> assertThatCode(() -> Bench.of(List.of(leg.name()))).doesNotThrowAnyException());
    }

    @Test
    void what_keeps_the_system_from_starting_ends_the_bench() {
        var inUse = new Trouble("Port 8080 is in use.", "Le port 8080 est occupé.");
        assertThatThrownBy(() -> Bench.of(List.of("append")).run(_ -> {
            throw inUse;
        }, _ -> { })).isSameAs(inUse);
    }

    @Test
    void the_table_names_the_number_its_spread_the_limit_and_the_target() {
        assertThat(RESULTS.text()).startsWith("Measured on 2026-11-24 in 2 min: ").endsWith("""
                measured                  median      min – max  unit    limit  ratio  target                           met  the limit is

                append – single commands with token, validation, idempotency key and durable commit
                commands, 32 connections   4,100  4,000 – 4,200  per s  11,250   0.37  ≥ 3,000 and ≥ 0.35 of the limit  yes  raw insert of a row

                start – from the start of a process until it is ready, and its resident memory
                memory                       252        one run  MB                    ≤ 250                            no

                reads – reads of the consolidated view with 1,000,000 milestones of 40 initiatives; heap of strategy-progress 4 GB
                the view could not be measured: It is too large.
                """);
    }

    @Test
    void the_same_goes_into_a_document() {
        assertThat(RESULTS.markdown()).contains("""

                **append** – single commands with token, validation, idempotency key and durable commit

                | measured | median | min – max | unit | limit | ratio | target | met | the limit is |
                |---|--:|--:|---|--:|--:|---|---|---|
                | commands, 32 connections | 4,100 | 4,000 – 4,200 | per s | 11,250 | 0.37 | ≥ 3,000 and ≥ 0.35 of the limit | yes | raw insert of a row |
                """).endsWith("| the view could not be measured: It is too large. |  |  |  |  |  |  |  |  |\n");
    }

    @Test
    void the_json_has_each_sample_with_its_limit() throws Exception {
        var json = new ObjectMapper().readTree(RESULTS.json());
        assertThat(json.at("/machine/processors").asInt()).isPositive();
        assertThat(json.at("/measurements/0").toString()).isEqualTo("""
                {"leg":"append","what":"commands, 32 connections","unit":"per s","samples":[4200.0,4000.0],"median":4100.0,\
                "least":4000.0,"most":4200.0,"limit":{"what":"raw insert of a row","samples":[10000.0,12500.0],"median":11250.0},\
                "ratio":0.37,"target":"≥ 3,000 and ≥ 0.35 of the limit","met":true}""");
        assertThat(json.at("/measurements/1/met").asBoolean(true)).isFalse();
        assertThat(json.at("/measurements/2").has("median")).isFalse();
    }
}
