package ca.criticalminerals.security;

import java.util.List;

/** What officers send about measures of every kind. */
final class Bodies {
    private static final String EVIDENCE = "\"evidence\": {\"source\": \"file 12\", \"confidence\": \"internalRecord\"}";
    private static final String WHAT = words("title") + """
            , "counterparty": "A company", "minerals": ["GRAPHITE"], "jurisdictions": ["QC"]""";

    private Bodies() {}

    static final String LEGISLATION = registered("legislation");
    static final String PROPOSED = body("law-proposed", "2024-03", "\"law\": \"act\", " + words("title"));
    static final String INTRODUCED = body("law-introduced", "2024-04-10", "\"law\": \"act\", " + words("bill"));
    static final String ASSENTED = body("law-assented", "2024-06-20", "\"law\": \"act\"");
    static final String SUPPLY = registered("supply");
    static final String NEGOTIATED = body("agreement-negotiated", "2025", "\"agreement\": \"first\", " + WHAT);
    static final String SIGNED = body("agreement-signed", "2025-12-01",
            "\"agreement\": \"first\", \"quantity\": {\"text\": {\"en\": \"500 t\", \"fr\": \"500 t\"}}, \"price\": {\"notDisclosed\": true}");

    static String registered(String measure) {
        return body("measure-registered", "2023", """
                "names": {"name": {"en": "The measure", "fr": "La mesure"}}, "theme": "protect", "standing": "active",
                "leadOrganization": {"en": "A department", "fr": "Un ministère"}, "measure": "%s\"""".formatted(measure));
    }

    /** One milestone of every kind about laws, and of those that all measures have, in an order that the rules accept. */
    static List<String> everyKindOfLegislation(String id) {
        return List.of(LEGISLATION, PROPOSED, INTRODUCED, ASSENTED, body("law-in-force", "2024-07", "\"law\": \"act\""),
                body("law-repealed", "2025-02", "\"law\": \"act\", " + words("reason")),
                body("law-introduced", "2025-03", "\"law\": \"other\", " + words("title")),
                body("law-withdrawn", "2025-04", "\"law\": \"other\", " + words("reason")),
                body("instrument-released", "2025", "\"instrument\": \"list\", \"kind\": \"list\", \"minerals\": [\"TIN\"], " + words("title")),
                body("instrument-superseded", "2026", "\"instrument\": \"list\", " + words("by")),
                body("figure-defined", "2024", """
                        "figure": "%s.laws", "label": {"en": "Laws", "fr": "Lois"}, "unit": "count",
                        "counts": {"what": "items", "item": "law", "statuses": ["inForce"], "since": "2020", "before": "2030-01-01"}""".formatted(id)),
                body("count-reported", "2025", "\"figure\": \"" + id + ".laws\", \"qualifier\": \"exact\", \"value\": 1"),
                body("target-set", "2025", "\"figure\": \"" + id + ".laws\", \"value\": 2, \"due\": \"2030\""),
                body("sentence-written", "2025", """
                        "sentence": "one", "order": 1, "text": {"en": "{%1$s.laws} laws.", "fr": "{%1$s.laws} lois."}""".formatted(id)),
                body("measure-renamed", "2025", "\"names\": {\"name\": {\"en\": \"New name\", \"fr\": \"Nouveau nom\"}}"),
                body("measure-ended", "2026-09", words("reason")));
    }

    /** One milestone of every kind about supply, in an order that the rules accept. */
    static List<String> everyKindOfSupply() {
        return List.of(SUPPLY, NEGOTIATED, body("agreement-announced", "2025-10-31", "\"agreement\": \"first\""), SIGNED,
                body("agreement-signed", "2026-01", """
                        "agreement": "second", "term": {"text": {"en": "7 years", "fr": "7 ans"}}, """ + WHAT),
                body("agreement-replaced", "2026-01", "\"agreement\": \"first\", \"by\": \"second\""),
                body("agreement-ended", "2026-02", "\"agreement\": \"second\", " + words("reason")),
                body("stockpile-established", "2025", "\"stockpile\": \"store\", \"minerals\": [\"TIN\"], " + words("title")),
                body("stockpile-ended", "2026", "\"stockpile\": \"store\", " + words("reason")));
    }

    static List<String> everyKindOfDesignation() {
        return List.of(registered("designation"),
                body("designation-made", "2025",
                        "\"designation\": \"some\", \"mineralsNotDisclosed\": true, " + words("title") + ", " + words("act")),
                body("designation-made", "2025", "\"designation\": \"tin\", \"minerals\": [\"TIN\"], " + words("title") + ", " + words("act")),
                body("designation-revoked", "2026", "\"designation\": \"tin\", " + words("reason")));
    }

    static List<String> everyKindOfParticipation() {
        return List.of(registered("alliedProject"),
                body("participation-begun", "2025", "\"participation\": \"depot\", \"role\": \"coLead\", \"partners\": [\"An ally\"], "
                        + words("title")),
                body("participation-ended", "2026", "\"participation\": \"depot\", " + words("reason")));
    }

    static List<String> everyKindOfReview() {
        return List.of(registered("reviewRegime"), body("review-opened", "2025", "\"review\": \"case\", " + words("title") + ", " + words("subject")),
                body("review-concluded", "2025", "\"review\": \"case\", \"outcome\": \"divestitureOrdered\", " + words("note")),
                body("work-begun", "2025", "\"work\": \"map\", \"partners\": [\"MB\"], " + words("title")),
                body("work-concluded", "2026", "\"work\": \"map\", " + words("outcome")));
    }

    static String body(String type, String occurredOn, String properties) {
        return "{\"type\": \"" + type + "\", \"occurredOn\": \"" + occurredOn + "\", " + EVIDENCE
                + (properties.isEmpty() ? "" : ", " + properties) + "}";
    }

    private static String words(String property) {
        return "\"" + property + "\": {\"en\": \"words\", \"fr\": \"mots\"}";
    }
}
