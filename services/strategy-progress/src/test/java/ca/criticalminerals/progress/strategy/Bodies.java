package ca.criticalminerals.progress.strategy;

import java.util.List;

/** What report writers send about indicators and about the Strategy. */
final class Bodies {
    private static final String EVIDENCE = "\"evidence\": {\"source\": \"file 12\", \"confidence\": \"internalRecord\"}";

    private Bodies() {}

    static final String INDICATORS = registered("indicator", "facts");
    static final String STRATEGY = registered("strategy", "strategy");
    static final String RELEASED = body("strategy-released", "2022-12-09", words("title"));
    static final String ENVELOPE = body("envelope-set", "2022-04-07", "\"envelope\": " + money("3800000000.00"));
    static final String LIST = list("2021-03-11", "\"COPPER\", \"TIN\"");

    private static String registered(String kind, String theme) {
        return body(kind + "-registered", "2021", """
                "names": {"name": {"en": "The Name", "fr": "Le nom"}}, "theme": "%s", "standing": "active",
                "leadOrganization": {"en": "A department", "fr": "Un ministère"}""".formatted(theme));
    }

    static String list(String occurredOn, String minerals) {
        return body("mineral-list-published", occurredOn, words("title") + ", \"minerals\": [" + minerals + "]");
    }

    /** One milestone of every kind that the Strategy can have, in an order that its rules accept. */
    static List<String> everyKindOfStrategy(String id) {
        return List.of(STRATEGY, LIST, ENVELOPE, body("discussion-opened", "2022-06-14", words("title")), RELEASED,
                body("programs-detailed", "2023-03-07", words("title") + ", \"amount\": " + money("344200000.00")),
                list("2024-06-10", "\"COPPER\", \"PHOSPHORUS\", \"TIN\""), body("audit-tabled", "2024-11-07", words("title")),
                body("figure-defined", "2025", "\"figure\": \"" + id + ".minerals\", \"unit\": \"count\", \"counts\": {\"what\": \"listed\"}, " + words("label")),
                body("sentence-written", "2025", """
                        "sentence": "one", "order": 1, "section": "outlook", "form": "paragraph",
                        "text": {"en": "{%s.minerals} minerals.", "fr": "{%s.minerals} minéraux."}""".formatted(id, id)));
    }

    /** One milestone of every kind that indicators can have. */
    static List<String> everyKindOfIndicator(String id) {
        return List.of(INDICATORS,
                body("figure-defined", "2025", "\"figure\": \"" + id + ".share\", \"unit\": \"percent\", \"counts\": {\"what\": \"statements\"}, " + words("label")),
                observed(id, "2020", "2024"),
                body("target-set", "2025", "\"figure\": \"" + id + ".share\", \"value\": 50, \"due\": \"2030\", \"baseline\": {\"value\": 38, \"asOf\": \"2024\"}"),
                body("indicator-discontinued", "2026-01", words("reason")));
    }

    static String observed(String id, String from, String to) {
        return body("count-reported", "2024", """
                "figure": "%s.share", "value": 38, "qualifier": "about", "period": {"from": "%s", "to": "%s"},
                "basePeriod": {"from": "2018", "to": "2022"}, %s""".formatted(id, from, to, words("method")));
    }

    static String body(String type, String occurredOn, String properties) {
        return "{\"type\": \"" + type + "\", \"occurredOn\": \"" + occurredOn + "\", " + EVIDENCE + ", " + properties + "}";
    }

    static String words(String property) {
        return "\"" + property + "\": {\"en\": \"words\", \"fr\": \"mots\"}";
    }

    private static String money(String amount) {
        return "{\"amount\": \"%s\", \"currency\": \"CAD\", \"kind\": \"envelope\", \"upTo\": true}".formatted(amount);
    }
}
