package ca.criticalminerals.progress.page;

import ca.criticalminerals.progress.page.picture.LargeNumber;
import ca.criticalminerals.progress.page.picture.TargetBar;
import io.quarkus.qute.RawString;
import java.util.List;

/** What the templates print; every text in it is escaped by the template, except where it is a {@link RawString}. */
final class Models {
    private Models() {}

    /** The frame of every page; {@code canonical} is its one address, without what others put into links to it, or empty if it has none. */
    public record Frame(Language l, String title, String here, String canonical, String there, String data, String asOf, String asOfDay, String knownAt,
            String knownAtShown, List<Through> through, List<Through> behind, boolean provisional, List<String> held, String home) {
        Frame at(String canonical) {
            return new Frame(l, title, here, canonical, there, data, asOf, asOfDay, knownAt, knownAtShown, through, behind, provisional, held, home);
        }
    }

    /** Up to when a service is complete. */
    public record Through(String service, String instant, String shown) {}

    /** A section with its sentences; the level of its heading is 2 or 3. */
    public record Section(String id, String title, int level, List<Line> paragraphs, List<Point> points) {}

    /** What is said of an initiative in one place: a first sentence, and more under it. */
    public record Point(Line line, List<Line> more) {}

    /** A sentence and the initiative it speaks of. */
    public record Line(RawString sentence, String initiative, String name) {}

    /** A file to take away. */
    public record Download(String label, String format, String address) {}

    /** A labelled figure with its link. */
    public record Part(String label, String value, String link) {}

    /** What is said under a heading of a list. */
    public record Term(String label, String text) {}

    /** One milestone in a table; the initiative is named where the table is about several. */
    public record Row(String amount, String place, String initiative, String link, String summary, String occurredOn, String occurredIso,
            String recordedAt, String recordedIso, String recordedBy, String source, String sourceLink, String confidence, String note,
            List<String> changes, boolean struck) {
        Row about(String initiative, String link) {
            return new Row(amount, place, initiative, link, summary, occurredOn, occurredIso, recordedAt, recordedIso, recordedBy, source, sourceLink,
                    confidence, note, changes, struck);
        }
    }

    /** Everything on the page that explains a figure; the latest is the milestone on which its value rests. */
    public record Explained(String id, String label, String value, String rule, String coverage, List<Term> terms, String breakdown,
            List<Part> parts, String target, List<TargetBar> bars, String baseline, List<Row> latest, List<Row> rows, List<Row> included, String total,
            String initiative, String initiativeLink, String milestones, String previous, String next, List<Notice> decisions) {}

    /** A sentence about what operators have decided, with a link to more; empty if there is none. */
    public record Notice(String text, String link) {}

    /** Everything on the page of an initiative; all of its milestones are at another address if there are more. */
    public record Shown(String id, String name, String abbreviation, List<String> former, String lead, String status,
            List<LargeNumber> large, List<Part> figures, List<Row> rows, String all, List<Notice> decisions) {}

    /** Milestones that match filters, with what leads to the others. */
    public record Listing(String count, List<Row> rows, String next, String first, List<Choices> choices, List<Field> fields, String only,
            String asOf, String knownAt, List<Download> downloads) {}

    /** A filter with the values to choose from. */
    public record Choices(String name, String label, List<Choice> all) {}

    /** One of them. */
    public record Choice(String value, String label, boolean chosen) {}

    /** A filter to fill in. */
    public record Field(String name, String type, String label, String value) {}

    /** What changed between two points; without a first point there is only the form. */
    public record Compared(String from, String to, String before, String none, String known, String knownLink, List<Difference> differences,
            String unchanged) {}

    /** One figure that changed. */
    public record Difference(String id, String label, String link, String summary, List<Cause> causes, boolean hasAmounts, String total) {}

    /** One of the causes of a difference, and the milestone behind it. */
    public record Cause(String amount, String cause, String summary, String place, String link, String occurredOn, String occurredIso,
            String recordedAt, String recordedIso, List<String> changes) {}
}
