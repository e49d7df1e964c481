package ca.criticalminerals.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What everybody may read: each address that the table of who may call what opens to everybody. */
final class LiveAddresses {
    private LiveAddresses() {}

    /** All of them, about this initiative, its figure {@code projects} and this edition. */
    static List<String> open(String initiative, int edition) {
        try (var file = LiveAddresses.class.getResourceAsStream("/who-may.csv")) {
            return new String(file.readAllBytes(), UTF_8).lines().map(line -> line.split(","))
                    .filter(cells -> cells[0].equals("strategy-progress") && cells[1].equals("GET") && cells[3].equals("yes"))
                    .map(cells -> cells[2].replace("{number}", String.valueOf(edition)).replace("{file}", "lato-bold.woff2")
                            .replace("{id}", cells[2].contains("initiatives") ? initiative : initiative + ".projects")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pages for people among them. */
    static List<String> pages(String initiative, int edition) {
        return open(initiative, edition).stream().filter(address -> address.startsWith("/en/") || address.startsWith("/fr/"))
                .filter(address -> !address.endsWith(".atom")).toList();
    }
}
