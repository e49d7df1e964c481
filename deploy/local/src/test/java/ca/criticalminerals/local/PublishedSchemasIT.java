package ca.criticalminerals.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The published schemas and examples in the validator that most clients outside Java have. */
class PublishedSchemasIT {
    private static final Path CONTRACTS = Running.HOME.resolve("libraries/contracts/src/main/resources/contracts");
    private static final String ANYWHERE = "https://example.org/contracts/";

    @Test
    void ajv_with_its_defaults_reads_every_schema_and_accepts_every_example() throws IOException {
        var schemas = new TreeMap<String, String>();
        var documents = new TreeMap<String, List<String>>();
        try (var files = Files.walk(CONTRACTS)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".json")).toList()) {
                String name = CONTRACTS.relativize(file).toString();
                if (name.endsWith(".schema.json")) {
                    schemas.put(ANYWHERE + name, Files.readString(file));
                } else {
                    JsonNode document = new ObjectMapper().readTree(file.toFile());
                    String[] type = document.path("type").asText().split("\\.");
                    documents.put(name, List.of(ANYWHERE + type[2] + "/" + type[3] + ".v1.schema.json", document.toString()));
                }
            }
        }
        assertThat(schemas).hasSizeGreaterThan(100);
        assertThat(documents).hasSizeGreaterThan(100);
        try (var chromium = new Chromium()) {
            assertThat(Ajv.complaints(chromium, schemas, documents)).isEmpty();
            String approval = ANYWHERE + "funding/project-approved.v1.schema.json";
            String impossible = documents.get("funding/examples/project-approved.cmif.json").getLast()
                    .replaceFirst("\"occurredOn\":\"[^\"]*\"", "\"occurredOn\":\"2025-02-30\"");
            assertThat(Ajv.complaints(chromium, schemas, Map.of("February 30", List.of(approval, impossible)))).hasSize(1);
        }
    }
}
