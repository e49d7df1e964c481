package ca.criticalminerals.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.embedded.Tokens;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may call what, as {@code who-may.csv} has decided it for every endpoint of every service. */
public abstract class CommonRolesTest {
    private static final String INITIATIVE = "nobody-registers-this";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final List<String> CALLERS = List.of("nobody", "auditor", "publisher", "officer of it", "officer of another", "operator");

    private final String service;

    /** A cell is {@code yes}, {@code no}, or {@code unasked}: may, but what it does is too much for a test of this kind. */
    private record Row(String method, String path, List<String> cells) {
        String endpoint() {
            return method + " " + path;
        }
    }

    protected CommonRolesTest(String service) {
        this.service = service;
    }

    @Test
    void every_endpoint_has_a_decision_who_may_call_it() {
        var described = new TreeSet<String>();
        JsonNode paths = Json.read(Desk.as("").queryParam("format", "json").get("/q/openapi").asString()).get("paths");
        paths.properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (METHODS.contains(method)) {
                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
            }
        }));
        assertThat(rows().stream().map(Row::endpoint)).as("the rows of %s in who-may.csv", service).containsExactlyInAnyOrderElementsOf(described);
        assertThat(described).hasSizeGreaterThan(7);
    }

    @Test
    void each_endpoint_lets_in_whom_the_table_lets_in_and_nobody_else() {
        var wrong = new ArrayList<String>();
        for (Row row : rows()) {
            for (int i = 0; i < CALLERS.size(); i++) {
                String caller = CALLERS.get(i);
                boolean may = !row.cells().get(i).equals("no");
                if (row.cells().get(i).equals("unasked")) {
                    continue;
                }
                int status = call(row, token(caller));
                boolean right = may ? status != 401 && status != 403 : status == (caller.equals("nobody") ? 401 : 403);
                if (!right) {
                    wrong.add(caller + " " + row.endpoint() + " should be " + (may ? "let in" : "kept out") + " and gets " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static int call(Row row, String token) {
        String address = row.path().replace("{id}", INITIATIVE).replaceAll("\\{(version|number|offset)}", "999999")
                .replaceAll("\\{[a-z]+}", INITIATIVE);
        var request = Desk.as(token).header("If-Match", "*").header("Idempotency-Key", "roles");
        return (row.method().equals("GET") ? request : request.contentType("application/json").body("{}")).request(row.method(), address).statusCode();
    }

    private static String token(String caller) {
        Tokens tokens = RealPostgresAndKafka.tokens();
        return switch (caller) {
            case "nobody" -> "";
            case "officer of it" -> tokens.officer("roles.test", INITIATIVE);
            case "officer of another" -> tokens.officer("roles.test", "another-initiative");
            default -> tokens.token("roles.test", Set.of(caller), List.of(INITIATIVE));
        };
    }

    private List<Row> rows() {
        try (var file = CommonRolesTest.class.getResourceAsStream("/who-may.csv")) {
            List<String> lines = new String(file.readAllBytes(), UTF_8).lines().toList();
            assertThat(lines.getFirst()).isEqualTo("service,method,path," + String.join(",", CALLERS));
            return lines.stream().skip(1).map(line -> List.of(line.split(","))).filter(cells -> cells.getFirst().equals(service))
                    .map(cells -> new Row(cells.get(1), cells.get(2), decided(cells.subList(3, cells.size())))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> decided(List<String> cells) {
        assertThat(cells).hasSameSizeAs(CALLERS).isSubsetOf("yes", "no", "unasked");
        return cells;
    }
}
