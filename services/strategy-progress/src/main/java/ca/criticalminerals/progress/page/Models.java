package ca.criticalminerals.progress.page;

import io.quarkus.qute.RawString;
import java.util.List;

/** What the templates print; every text in it is escaped by the template, except where it is a {@link RawString}. */
final class Models {
    private Models() {}

    /** The frame of every page. */
    public record Frame(Language l, String title, String here, String there, String data, String asOf, String asOfDay, String knownAt,
            String knownAtShown, List<Through> through, List<Through> behind, boolean provisional, List<String> held, String home) {}

    /** Up to when a service is complete. */
    public record Through(String service, String instant, String shown) {}

    /** A theme with its sentences. */
    public record Section(String id, String title, String introduction, List<Line> lines) {}

    /** A sentence and the initiative it speaks of. */
    public record Line(RawString sentence, String initiative, String name) {}

    /** A file to take away. */
    public record Download(String label, String format, String address) {}

    /** A kind of money: its total, or its parts where it is never added. */
    public record MoneyKind(String label, String total, String link, List<Part> parts) {}

    /** A labelled figure with its link. */
    public record Part(String label, String value, String link) {}

    /** One milestone in a table. */
    public record Row(String amount, String place, String summary, String occurredOn, String occurredIso, String recordedAt,
            String recordedIso, String recordedBy, String source, String sourceLink, String confidence, String note,
            List<String> changes, boolean struck) {}

    /** Everything on the page that explains a figure. */
    public record Explained(String id, String label, String value, String rule, String coverage, String breakdown, List<Part> parts,
            String target, List<Row> rows, List<Row> included, String total, String initiative, String initiativeLink) {}

    /** Everything on the page of an initiative. */
    public record Shown(String id, String name, String abbreviation, List<String> former, String lead, String status,
            List<Part> figures, List<Row> rows) {}

    /** What changed between two points; without a first point there is only the form. */
    public record Compared(String from, String to, String before, String none, String known, String knownLink, List<Difference> differences,
            String unchanged) {}

    /** One figure that changed. */
    public record Difference(String id, String label, String link, String summary, List<Cause> causes, boolean hasAmounts, String total) {}

    /** One of the causes of a difference, and the milestone behind it. */
    public record Cause(String amount, String cause, String summary, String place, String link, String occurredOn, String occurredIso,
            String recordedAt, String recordedIso, List<String> changes) {}
}
