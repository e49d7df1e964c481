package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void an_answer_lists_a_hundred_mistakes_and_says_how_many_there_are() {
        var problem = Problem.invalid(IntStream.range(0, 10_000).mapToObj(i -> new Violation("/" + i, Text.of("wrong", "faux"))).toList());
        assertThat(problem.violations()).hasSize(100);
        assertThat(problem.detail().en()).contains("10000");
        assertThat(problem.detail().fr()).contains("10000");
    }
}
