package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DenialsTest {
    private static final Audit.Client CURIOUS = new Audit.Client("curious", Optional.of("s-1"), List.of("officer"), "");

    private final List<String> lines = new ArrayList<>();
    private final Denials denials = new Denials();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("audit").addHandler(handler);
    }

    @AfterEach
    void leave() {
        Logger.getLogger("audit").removeHandler(handler);
    }

    @Test
    void ten_thousand_requests_of_one_address_are_one_line_at_once_and_one_number() {
        for (int i = 0; i < 10_000; i++) {
            deny(Audit.Client.of("203.0.113.7"), 401);
        }
        assertThat(lines).hasSize(1);

        denials.report();

        assertThat(lines).hasSize(2);
        assertThat(json(1).get("address").asText()).isEqualTo("203.0.113.7");
        assertThat(json(1).get("status").asInt()).isEqualTo(401);
        assertThat(json(1).get("count").asInt()).isEqualTo(9_999);
        assertThat(json(1).get("since").asText()).isEqualTo(json(0).get("at").asText());
    }

    @Test
    void ten_thousand_addresses_are_a_few_lines_and_the_number_of_the_others() {
        for (int i = 0; i < 10_000; i++) {
            deny(Audit.Client.of("10.0." + i / 256 + "." + i % 256), 429);
        }
        denials.report();

        assertThat(lines).hasSize(21);
        assertThat(json(20).get("otherClients").asBoolean()).isTrue();
        assertThat(json(20).get("count").asInt()).isEqualTo(9_980);
    }

    @Test
    void strangers_do_not_push_out_holders_of_tokens() {
        for (int i = 0; i < 1_000; i++) {
            deny(Audit.Client.of("10.0." + i / 256 + "." + i % 256), 401);
        }
        deny(CURIOUS, 403);

        assertThat(lines.getLast()).contains("\"who\":\"curious\"", "\"sub\":\"s-1\"", "\"roles\":[\"officer\"]");
    }

    @Test
    void another_reason_is_another_line_and_so_is_another_minute() {
        deny(CURIOUS, 403);
        deny(CURIOUS, 429);
        assertThat(lines).hasSize(2);

        denials.report();
        deny(CURIOUS, 403);

        assertThat(lines).as("nothing was repeated in the minute").hasSize(3);
    }

    @Test
    void the_addresses_of_one_network_of_ipv6_are_one_client() {
        assertThat(Denials.network("2001:db8:1:2:3:4:5:6")).isEqualTo(Denials.network("2001:db8:1:2::9")).isEqualTo("2001:0db8:0001:0002::/64");
        assertThat(Denials.network("2001:db8:1:3::9")).isNotEqualTo(Denials.network("2001:db8:1:2::9"));
        assertThat(Denials.network("::ffff:203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(Denials.network("203.0.113.7")).isEqualTo("203.0.113.7");
    }

    private void deny(Audit.Client client, int status) {
        denials.add(client, status, Audit.tooOften(client, "GET", Optional.empty()).put("status", status));
    }

    private JsonNode json(int line) {
        try {
            return new ObjectMapper().readTree(lines.get(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
