package ca.criticalminerals.security;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.security.domain.Disclosed;
import ca.criticalminerals.security.domain.Disclosed.NotDisclosed;
import ca.criticalminerals.security.domain.Disclosed.Told;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.Optional;

/** A term of an agreement as JSON: its {@code text}, or {@code notDisclosed: true}; never both. */
@JsonSerialize(converter = DisclosedInJson.Said.class)
@JsonDeserialize(converter = DisclosedInJson.Read.class)
interface DisclosedInJson {

    /** The properties of the object. */
    record Properties(Optional<Text> text, Optional<Boolean> notDisclosed) {}

    /** From the domain to JSON. */
    final class Said extends StdConverter<Disclosed, Properties> {
        @Override
        public Properties convert(Disclosed term) {
            return switch (term) {
                case Told(var text) -> new Properties(Optional.of(text), Optional.empty());
                case NotDisclosed() -> new Properties(Optional.empty(), Optional.of(true));
            };
        }
    }

    /** From JSON to the domain. */
    final class Read extends StdConverter<Properties, Disclosed> {
        @Override
        public Disclosed convert(Properties properties) {
            return properties.text().<Disclosed>map(Told::new).orElseGet(NotDisclosed::new);
        }
    }
}
