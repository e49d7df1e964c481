package ca.criticalminerals.funding;

import java.util.List;

/** What officers send about a fund that supports a mill, and about a tax credit. */
final class Bodies {
    private static final String EVIDENCE = "\"evidence\": {\"source\": \"file 12\", \"confidence\": \"internalRecord\"}";

    private Bodies() {}

    static final String REGISTERED = body("program-registered", "2024", """
            "names": {"name": {"en": "The Fund", "fr": "Le Fonds"}}, "theme": "produce", "standing": "announced",
            "leadOrganization": {"en": "A department", "fr": "Un ministère"},
            "streams": [{"key": "ready", "name": {"en": "Ready", "fr": "Prêt"}}]""");
    static final String LAUNCHED = body("program-launched", "2024-03-24", "");
    static final String ENVELOPE = body("envelope-set", "2024-03-24", "\"envelope\": " + money("10000000.00", "envelope"));
    static final String MILL = approved("mill", "4700000.00");
    static final String CREDIT = body("tax-incentive-registered", "2020", """
            "names": {"name": {"en": "The credit", "fr": "Le crédit"}}, "theme": "produce", "standing": "active",
            "leadOrganization": {"en": "A department", "fr": "Un ministère"}""");

    static String approved(String project, String amount) {
        return body("project-approved", "2024-07-15", """
                "project": "%s", "title": {"en": "A mill", "fr": "Une usine"}, "stream": "ready", "projects": 1,
                "recipients": ["A company"], "jurisdictions": ["BC"], "minerals": ["COPPER"], "amount": %s"""
                .formatted(project, money(amount, "contribution")));
    }

    /** Milestones that are sent together. */
    static String batch(String... milestones) {
        return "{\"milestones\": [" + String.join(", ", milestones) + "]}";
    }

    static String signed(String project, String amount) {
        return body("agreement-signed", "2025-03-05", "\"project\": \"" + project + "\", \"amount\": " + money(amount, "contribution"));
    }

    static String figure(String id) {
        return body("figure-defined", "2024", """
                "figure": "%s", "label": {"en": "Projects", "fr": "Projets"}, "unit": "count", "counts": {"what": "projects"}""".formatted(id));
    }

    static String counted(String id, int value) {
        return body("count-reported", "2025", "\"figure\": \"" + id + "\", \"qualifier\": \"exact\", \"value\": " + value);
    }

    /** One milestone of every kind that a funding program can have, in an order that its rules accept. */
    static List<String> everyKindOfProgram(String id) {
        return List.of(REGISTERED, LAUNCHED, ENVELOPE,
                body("envelope-changed", "2024-04", "\"envelope\": " + money("12000000.00", "envelope") + ", " + words("reason")),
                body("call-opened", "2024-05-01", "\"call\": \"first\", " + words("title")),
                body("call-closed", "2024-06-01", "\"call\": \"first\""),
                MILL, approved("road", "1000000.00"), signed("mill", "4397625.00"),
                body("project-completed", "2025-06", "\"project\": \"mill\""),
                body("project-withdrawn", "2025-07", "\"project\": \"road\", " + words("reason")),
                body("output-released", "2025-08", "\"output\": \"map\", \"kind\": \"map\", " + words("title")),
                figure(id + ".projects"), counted(id + ".projects", 5),
                body("target-set", "2025", "\"figure\": \"" + id + ".projects\", \"value\": 9, \"due\": \"2030\""),
                body("sentence-written", "2025", "\"sentence\": \"one\", \"order\": 1, \"text\": {\"en\": \"{" + id
                        + ".projects} projects.\", \"fr\": \"{" + id + ".projects} projets.\"}"),
                body("program-renamed", "2025-09", "\"names\": {\"name\": {\"en\": \"New Fund\", \"fr\": \"Nouveau Fonds\"}}"),
                body("program-absorbed", "2025-10", "\"successor\": \"another-fund\""));
    }

    static final String CLOSED = body("program-closed", "2025-10", words("reason"));

    /** One milestone of every kind that only a tax incentive can have. */
    static List<String> everyKindOfIncentive() {
        return List.of(CREDIT, body("tax-incentive-introduced", "2022", "\"ratePercent\": 30"),
                body("tax-incentive-enacted", "2024-06-20", words("law")),
                body("tax-incentive-expanded", "2025", words("change")),
                body("tax-incentive-renewed", "2025", "\"until\": \"2027-03-31\""),
                body("tax-incentive-lapsed", "2026-01", ""));
    }

    static String body(String type, String occurredOn, String properties) {
        return "{\"type\": \"" + type + "\", \"occurredOn\": \"" + occurredOn + "\", " + EVIDENCE
                + (properties.isEmpty() ? "" : ", " + properties) + "}";
    }

    static String words(String property) {
        return "\"" + property + "\": {\"en\": \"words\", \"fr\": \"mots\"}";
    }

    static String money(String amount, String kind) {
        return "{\"amount\": \"%s\", \"currency\": \"CAD\", \"kind\": \"%s\", \"upTo\": false}".formatted(amount, kind);
    }
}
