package ca.criticalminerals.local.faults;

import ca.criticalminerals.local.LocalSystem;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** O6: the report of a day, as it was known at an instant, is the same bytes whenever it is asked for. */
final class Reports {
    private static final int MOST = 24;

    private final LocalSystem system;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> remembered = new LinkedHashMap<>();

    Reports(LocalSystem system) {
        this.system = system;
    }

    /** Keeps the report as it is known now, in both languages and as JSON. */
    void remember(LocalDate asOf, Instant knownAt) {
        String question = "?asOf=" + asOf + "&knownAt=" + knownAt;
        if (get("/v1/strategy-progress" + question).contains("\"provisional\":false")) {
            for (String path : new String[] {"/v1/strategy-progress", "/en/progress-update", "/fr/mise-a-jour"}) {
                remembered.put(path + question, get(path + question));
            }
        }
        while (remembered.size() > MOST) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    void forget() {
        remembered.clear();
    }

    /** Asks for all of them again; how many there were. */
    int compare(Findings findings) {
        remembered.forEach((question, first) -> {
            if (!get(question).equals(first)) {
                findings.problem("the report " + question + " has changed");
            }
        });
        return remembered.size();
    }

    private String get(String path) {
        return Http.get(http, system.address("strategy-progress").resolve(path)).body();
    }
}
