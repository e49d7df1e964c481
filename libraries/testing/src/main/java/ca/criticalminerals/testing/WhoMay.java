package ca.criticalminerals.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.criticalminerals.embedded.RealPostgresAndKafka;
import ca.criticalminerals.embedded.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * A row of {@code who-may.csv}: who may use an endpoint, and whether that leaves a line in the audit log. That an officer also needs the
 * role {@code writer} for some sentences depends on the body, and is in {@link CommonWhoMayTest}.
 *
 * @param cells one for each of {@link #CALLERS}: {@code yes}, {@code no}, or {@code unasked}: may, but what it does is too much for a
 *              test of this kind
 */
record WhoMay(String method, String path, List<String> cells, boolean audited) {
    static final List<String> CALLERS = List.of("nobody", "auditor", "publisher", "officer of it", "officer of another", "operator", "privacy");
    private static final String EVERY_SERVICE = "every service";
    /** The initiative that the officer "of it" may record about; it is never registered. */
    static final String INITIATIVE = "nobody-registers-this";

    static List<WhoMay> of(String service) {
        try (var file = WhoMay.class.getResourceAsStream("/who-may.csv")) {
            List<String> lines = new String(file.readAllBytes(), UTF_8).lines().toList();
            assertThat(lines.getFirst()).isEqualTo("service,method,path," + String.join(",", CALLERS) + ",audited");
            return lines.stream().skip(1).map(line -> List.of(line.split(",")))
                    .filter(cells -> cells.getFirst().equals(service) || cells.getFirst().equals(EVERY_SERVICE)).map(WhoMay::row).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WhoMay row(List<String> cells) {
        List<String> decided = cells.subList(3, cells.size() - 1);
        assertThat(decided).hasSameSizeAs(CALLERS).isSubsetOf("yes", "no", "unasked");
        assertThat(cells.getLast()).isIn("yes", "no");
        return new WhoMay(cells.get(1), cells.get(2), decided, cells.getLast().equals("yes"));
    }

    /** The method and the address, as in {@link Routes}. */
    String endpoint() {
        return method + " " + path;
    }

    String cell(String caller) {
        return cells.get(CALLERS.indexOf(caller));
    }

    /** A token of the caller, who is called {@code roles.test}; empty for nobody. */
    static String token(String caller) {
        Tokens tokens = RealPostgresAndKafka.tokens();
        return switch (caller) {
            case "nobody" -> "";
            case "officer of it" -> tokens.officer("roles.test", RealPostgresAndKafka.named(INITIATIVE));
            case "officer of another" -> tokens.officer("roles.test", RealPostgresAndKafka.named("another-initiative"));
            default -> tokens.token("roles.test", Set.of(caller), List.of(RealPostgresAndKafka.named(INITIATIVE)));
        };
    }
}
