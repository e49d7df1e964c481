package ca.criticalminerals.partnerships;

import java.util.List;

/** What officers send about an alliance with a charter and a round of announcements, and about a table that asks and works. */
final class Bodies {
    private static final String EVIDENCE = "\"evidence\": {\"source\": \"file 12\", \"confidence\": \"internalRecord\"}";

    private Bodies() {}

    static final String REGISTERED = registered("alliance");
    static final String CHARTER = established("[\"DE\", \"WORLD_BANK\"]");
    static final String RENEWED = body("arrangement-renewed", "2024-07", "\"arrangement\": \"charter\", \"until\": \"2030-06-30\"");
    static final String CONTRIBUTION = committed("10000000.00");

    static String registered(String kind) {
        return body("partnership-registered", "2024", """
                "names": {"name": {"en": "The Alliance", "fr": "L’Alliance"}}, "theme": "partnerInternational", "standing": "announced",
                "leadOrganization": {"en": "A department", "fr": "Un ministère"}, "partnership": "%s\"""".formatted(kind));
    }

    static String established(String counterparties) {
        return body("arrangement-established", "2024-03-24", """
                "arrangement": "charter", "title": {"en": "The charter", "fr": "La charte"}, "instrument": "charter", "counterparties": %s,
                "binding": false, "textPublic": true, "minerals": ["TIN"]""".formatted(counterparties));
    }

    static String committed(String amount) {
        return body("contribution-committed", "2024-04", """
                "contribution": "scholarships", "title": {"en": "Scholarships", "fr": "Bourses"}, "recipient": {"en": "The forum", "fr": "Le forum"},
                "amount": %s""".formatted(money(amount, "contribution")));
    }

    /** One milestone of every kind that an alliance can have, in an order that its rules accept. */
    static List<String> everyKindOfAlliance(String id) {
        return List.of(REGISTERED, CHARTER, RENEWED, CONTRIBUTION,
                body("role-assumed", "2024-05", "\"role\": \"chair\", " + words("title") + ", " + words("body")),
                body("role-ended", "2025-05", "\"role\": \"chair\""),
                body("round-announced", "2025-10-31", """
                        "round": "first", %s, "announced": {"value": 20, "qualifier": "over"}, "counterparties": ["NO"], "minerals": ["TIN"],
                        "unlocked": %s""".formatted(words("title"), money("6400000000.00", "unlockedValue"))),
                undertaken("mill"), undertaken("road"),
                body("undertaking-completed", "2025-12", "\"undertaking\": \"mill\""),
                body("undertaking-withdrawn", "2025-12", "\"undertaking\": \"road\", " + words("reason")),
                body("contribution-withdrawn", "2025-12", "\"contribution\": \"scholarships\", " + words("reason")),
                body("arrangement-ended", "2025-12", "\"arrangement\": \"charter\", " + words("reason")),
                body("figure-defined", "2025", """
                        "figure": "%s.mechanisms", %s, "unit": "count",
                        "counts": {"what": "items", "item": "arrangement", "statuses": ["inForce"], "since": "2024", "before": "2026"}"""
                        .formatted(id, words("label"))),
                body("count-reported", "2025", "\"figure\": \"" + id + ".mechanisms\", \"qualifier\": \"exact\", \"value\": 3"),
                body("target-set", "2025", "\"figure\": \"" + id + ".mechanisms\", \"value\": 9, \"due\": \"2030\""),
                body("sentence-written", "2025", "\"sentence\": \"one\", \"order\": 1, \"text\": {\"en\": \"{" + id
                        + ".mechanisms} mechanisms.\", \"fr\": \"{" + id + ".mechanisms} mécanismes.\"}"),
                body("partnership-renamed", "2025-12", "\"names\": {\"name\": {\"en\": \"New Alliance\", \"fr\": \"Nouvelle Alliance\"}}"),
                body("partnership-ended", "2026-01", words("reason")));
    }

    /** One milestone of every kind that only a working table has. */
    static List<String> everyKindOfTable() {
        return List.of(registered("workingTable"),
                body("consultation-opened", "2024", "\"consultation\": \"tin\", \"minerals\": [\"TIN\"], \"jurisdictions\": [\"YT\"], " + words("title")),
                body("consultation-closed", "2025", "\"consultation\": \"tin\", \"responses\": 0"),
                body("work-begun", "2024", "\"work\": \"zones\", \"jurisdictions\": [\"YT\"], " + words("title")),
                body("work-concluded", "2025", "\"work\": \"zones\", " + words("outcome")));
    }

    private static String undertaken(String key) {
        return body("undertaking-announced", "2025-10-31", """
                "undertaking": "%s", %s, "round": "first", "parties": ["A company"], "jurisdictions": ["QC"], "minerals": ["TIN"], "amount": %s"""
                .formatted(key, words("title"), money("55000000.00", "loan")));
    }

    static String body(String type, String occurredOn, String properties) {
        return "{\"type\": \"" + type + "\", \"occurredOn\": \"" + occurredOn + "\", " + EVIDENCE + ", " + properties + "}";
    }

    static String words(String property) {
        return "\"" + property + "\": {\"en\": \"words\", \"fr\": \"mots\"}";
    }

    private static String money(String amount, String kind) {
        return "{\"amount\": \"%s\", \"currency\": \"CAD\", \"kind\": \"%s\", \"upTo\": false}".formatted(amount, kind);
    }
}
