package ca.criticalminerals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.NotFoundException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityContactTest {
    @Test
    void it_expires_half_a_year_after_the_day_on_which_it_is_read_in_any_year() {
        var contact = new SecurityContact(Optional.of(URI.create("mailto:security@example.org")));
        assertThat(contact.text(Instant.parse("2026-11-25T10:15:30Z"))).isEqualTo("""
                Contact: mailto:security@example.org
                Expires: 2027-05-24T00:00:00Z
                Preferred-Languages: en, fr
                """);
        assertThat(contact.text(Instant.parse("2051-02-28T23:59:59Z"))).contains("Expires: 2051-08-27T00:00:00Z\n");
    }

    @Test
    void without_a_contact_there_is_no_such_address() {
        assertThatThrownBy(() -> new SecurityContact(Optional.empty()).read()).isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"security@example.org", "http://example.org/report", "ftp://example.org"})
    void a_service_does_not_start_with_a_contact_that_nobody_can_use(String contact) {
        assertThatThrownBy(() -> new SecurityContact(Optional.of(URI.create(contact))))
                .hasMessage("tracker.security.contact begins with mailto:, https: or tel:, unlike " + contact);
    }
}
