package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The names of provinces, countries, organizations and minerals by code. */
@ApplicationScoped
class Glossary {
    private final Map<String, Text> names;

    Glossary(ObjectMapper json) {
        try (var file = Glossary.class.getResourceAsStream("/glossary.json")) {
            Map<String, Map<String, String>> read = json.readValue(file, new TypeReference<>() {});
            var texts = new TreeMap<String, Text>();
            read.forEach((code, name) -> texts.put(code, Text.of(name.get("en"), name.get("fr"))));
            names = Collections.unmodifiableMap(texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Text> names() {
        return names;
    }

    /** The same in one language. */
    Map<String, String> names(Language l) {
        var in = new TreeMap<String, String>();
        names.forEach((code, name) -> in.put(code, l.of(name)));
        return in;
    }
}
