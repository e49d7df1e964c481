package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.http.AskedLanguage;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Printed;
import ca.criticalminerals.progress.domain.Recorder;
import jakarta.ws.rs.core.HttpHeaders;
import java.math.BigDecimal;
import java.text.Collator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the two languages of every page, and where the pages stand in it. */
public enum Language {
    EN("en", "en-CA", "/en/progress-update", "/en/figures/", "/en/initiatives/", "/en/feed.atom", "/en/changes", "/en/milestones"),
    FR("fr", "fr-CA", "/fr/mise-a-jour", "/fr/chiffres/", "/fr/initiatives/", "/fr/fil.atom", "/fr/changements", "/fr/jalons");

    /** How many milestones a page has at most. */
    public static final int ROWS = Paged.ROWS;
    private static final Pattern ARTICLE = Pattern.compile("^(the |les? |la |l’)");
    private static final DateTimeFormatter TIME_EN =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(History.CANADA);
    private static final DateTimeFormatter TIME_FR =
            DateTimeFormatter.ofPattern("HH 'h' mm 'min' ss 's'", Locale.ROOT).withZone(History.CANADA);

    public final String code;
    public final String tag;
    public final String update;
    public final String figures;
    public final String initiatives;
    public final String feed;
    public final String changes;
    public final String milestones;

    Language(String code, String tag, String update, String figures, String initiatives, String feed, String changes, String milestones) {
        this.code = code;
        this.tag = tag;
        this.update = update;
        this.figures = figures;
        this.initiatives = initiatives;
        this.feed = feed;
        this.changes = changes;
        this.milestones = milestones;
    }

    /** The one that a reader prefers; English if neither is named. */
    public static Language preferred(HttpHeaders headers) {
        return AskedLanguage.preferred(headers.getRequestHeader(HttpHeaders.ACCEPT_LANGUAGE)).equals(FR.code) ? FR : EN;
    }

    public Language other() {
        return this == EN ? FR : EN;
    }

    /** The words of this language, among those of both. */
    public String of(String en, String fr) {
        return this == EN ? en : fr;
    }

    public String of(Text text) {
        return text.in(code);
    }

    public String date(PartialDate date) {
        return of(InWords.date(date));
    }

    public String day(LocalDate day) {
        return date(PartialDate.of(day));
    }

    /** An instant, in the time of Ottawa. */
    public String instant(Instant instant) {
        return day(instant.atZone(History.CANADA).toLocalDate()) + ", " + (this == EN ? TIME_EN : TIME_FR).format(instant)
                + " (Ottawa)";
    }

    /** An instant for browsers: HTML knows milliseconds and nothing finer. */
    static String iso(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Names in the order in which people look for them: an article before a name does not count. */
    List<String> inOrder(Stream<String> names) {
        Collator collator = Collator.getInstance(Locale.forLanguageTag(tag));
        return names.sorted(Comparator.comparing(name -> ARTICLE.matcher(name).replaceFirst(""), collator)).toList();
    }

    /** The value of a figure as it is printed; a dash where there is none. */
    public String value(Figure figure) {
        return of(Printed.value(figure));
    }

    /** The same where it stands large. */
    public String brief(Figure figure) {
        return of(Printed.brief(figure));
    }

    /** A number in the unit of the figure. */
    public String number(Figure figure, BigDecimal number) {
        return of(Printed.number(figure, number));
    }

    /** A plain number. */
    public String number(BigDecimal number) {
        return of(InWords.number(number));
    }

    /** A number with its sign, for columns that add up. */
    public String signed(Figure figure, BigDecimal number) {
        return of(Printed.signed(figure, number));
    }

    /** Who recorded something, by role and organization; to auditors also by name. */
    public String recorder(Recorder recorder) {
        return of(recorder.words()) + recorder.person().map(person -> " (" + person.name() + person.sub().map(sub -> ", " + sub).orElse("") + ")").orElse("");
    }

    /** Where the published editions are, the same in both languages but for its beginning. */
    public String editions() {
        return "/" + code + "/editions";
    }
}
