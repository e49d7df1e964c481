package ca.criticalminerals.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may call what, as {@code who-may.csv} has decided it for everything that a service answers. */
public abstract class CommonRolesTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final String service;
    private final List<WhoMay> table;

    @TestHTTPResource(management = true)
    String operators;

    protected CommonRolesTest(String service) {
        this.service = service;
        this.table = WhoMay.of(service);
    }

    @Test
    void everything_that_answers_has_a_decision_who_may_call_it() {
        var answering = CDI.current().select(Routes.class).get().all();
        assertThat(table.stream().map(WhoMay::endpoint)).as("the rows of %s in who-may.csv", service).containsExactlyInAnyOrderElementsOf(answering);
    }

    @Test
    void everything_that_the_api_describes_has_a_decision_too() {
        var described = new TreeSet<String>();
        JsonNode paths = Json.read(Desk.as("").queryParam("format", "json").get("/q/openapi").asString()).get("paths");
        paths.properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (METHODS.contains(method)) {
                described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }));
        assertThat(table.stream().map(WhoMay::endpoint)).containsAll(described);
        assertThat(described).hasSizeGreaterThan(7);
    }

    @Test
    void each_endpoint_lets_in_whom_the_table_lets_in_and_the_audit_log_tells_what_the_table_wants_told() {
        var wrong = new ArrayList<String>();
        for (WhoMay row : table) {
            for (String caller : WhoMay.CALLERS) {
                if (!row.cell(caller).equals("unasked")) {
                    boolean may = row.cell(caller).equals("yes");
                    var status = new int[1];
                    String token = WhoMay.token(caller);
                    var lines = AuditLog.during(() -> status[0] = call(row, token));
                    boolean right = may ? status[0] != 401 && status[0] != 403 : status[0] == (caller.equals("nobody") ? 401 : 403);
                    if (!right) {
                        wrong.add(caller + " " + row.endpoint() + " should be " + (may ? "let in" : "kept out") + " and gets " + status[0]);
                    }
                    if (!(may && !row.audited() ? lines.isEmpty() : lines.size() == 1 && isTold(lines.getFirst(), row, status[0], token))) {
                        wrong.add(caller + " " + row.endpoint() + " is told as " + lines);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Where the token is in a form the page looks at it, and the log knows no name. */
    private static boolean isTold(JsonNode line, WhoMay row, int status, String token) {
        boolean named = status != 401 && !isForm(row);
        return line.get("status").asInt() == status && line.get("method").asText().equals(row.method()) && line.path("who").asText().equals(named ? "roles.test" : "")
                && line.path("roles").size() == (named ? 1 : 0) && line.has("address") == !named && (token.isEmpty() || !line.toString().contains(token))
                && line.get("outcome").asText().equals(status == 401 || status == 403 ? "denied" : status < 300 ? "done" : "refused");
    }

    private static boolean isForm(WhoMay row) {
        return row.method().equals("POST") && !row.path().startsWith("/v1/");
    }

    private int call(WhoMay row, String token) {
        if (row.path().startsWith(Routes.OPERATORS)) {
            return Desk.as(token).get(URI.create(operators).resolve(row.path().substring(Routes.OPERATORS.length()))).statusCode();
        }
        String address = row.path().replace("{id}", WhoMay.INITIATIVE).replaceAll("\\{(version|number|offset)}", "999999")
                .replaceAll("\\{[a-z]+}", WhoMay.INITIATIVE);
        if (isForm(row)) {
            return Desk.as("").contentType("application/x-www-form-urlencoded").body("token=" + token).post(address).statusCode();
        }
        var request = Desk.as(token).header("If-Match", "*").header("Idempotency-Key", "roles");
        return (row.method().equals("GET") ? request : request.contentType("application/json").body("{}")).request(row.method(), address).statusCode();
    }
}
