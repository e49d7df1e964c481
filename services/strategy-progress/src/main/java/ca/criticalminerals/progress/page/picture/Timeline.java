package ca.criticalminerals.progress.page.picture;

import ca.criticalminerals.progress.api.Filters;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.domain.Entry;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Outline;
import ca.criticalminerals.progress.page.Language;
import ca.criticalminerals.progress.page.Theme;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What happened, year by year and by theme, and what happened last. Milestones are dated to a day, a month or a year; only the year
 * is known of all.
 *
 * @param earlier the address of what happened before the first year that is shown; empty if there is nothing
 */
public record Timeline(List<Year> years, List<Series> themes, List<Happened> latest, String earlier) {
    private static final int MOST_YEARS = 10;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 200;
    private static final int TOP = 30;

    /** A column of the picture: the parts lie on each other from the bottom. */
    public record Year(int year, int x, int middle, int width, int top, String total, String link, List<Part> parts) {}

    /** A part of a column, in the colour of its theme. */
    public record Part(int theme, int y, int height) {}

    /** A row of the table, by year. */
    public record Series(int theme, String title, List<Cell> cells) {}

    /** How much happened; nothing to link to where nothing did. */
    public record Cell(String count, String link) {}

    /** A milestone of the list. */
    public record Happened(String on, String iso, String summary, String link, String initiative) {}

    static Timeline of(List<Initiative> initiatives, Question question, Language l) {
        var themes = Arrays.stream(Theme.values()).filter(theme -> initiatives.stream()
                .anyMatch(initiative -> initiative.theme().equals(theme.id) && !initiative.outline().years().isEmpty())).toList();
        Map<String, Map<Integer, Integer>> counts = initiatives.stream().collect(Collectors.groupingBy(Initiative::theme,
                Collectors.flatMapping(initiative -> initiative.outline().years().entrySet().stream(),
                        Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum))));
        var known = new TreeSet<Integer>();
        counts.values().forEach(years -> known.addAll(years.keySet()));
        var address = new Address(question, l);
        if (known.isEmpty()) {
            return new Timeline(List.of(), List.of(), List.of(), "");
        }
        int last = known.last();
        int first = Math.max(known.first(), last - MOST_YEARS + 1);
        var years = columns(first, last, themes, counts, address, l);
        var series = themes.stream().map(theme -> new Series(theme.ordinal(), l.of(theme.title), years.stream()
                .map(year -> cell(counts.getOrDefault(theme.id, Map.of()).getOrDefault(year.year, 0), address.of(year.year, theme.id), l)).toList())).toList();
        return new Timeline(years, series, latest(initiatives, question, l), known.first() < first ? address.before(first) : "");
    }

    private record Address(Question question, Language l) {
        String of(int year, String theme) {
            return question.on(l.milestones + "?only=" + Filters.HAPPENINGS + "&from=" + year + "-01-01&to=" + year + "-12-31"
                    + (theme.isEmpty() ? "" : "&theme=" + theme));
        }

        String before(int year) {
            return question.on(l.milestones + "?only=" + Filters.HAPPENINGS + "&to=" + (year - 1) + "-12-31");
        }
    }

    private static List<Year> columns(int first, int last, List<Theme> themes, Map<String, Map<Integer, Integer>> counts, Address address, Language l) {
        var totals = new TreeMap<Integer, Integer>();
        counts.values().forEach(years -> years.forEach((year, count) -> totals.merge(year, count, Integer::sum)));
        int most = totals.tailMap(first).values().stream().max(Comparator.naturalOrder()).orElse(1);
        int step = WIDTH / (last - first + 1);
        int width = Math.min(80, step * 3 / 4);
        var columns = new ArrayList<Year>();
        for (int year = first; year <= last; year++) {
            var parts = new ArrayList<Part>();
            int y = TOP + HEIGHT;
            for (Theme theme : themes) {
                int height = counts.getOrDefault(theme.id, Map.of()).getOrDefault(year, 0) * HEIGHT / most;
                y -= height;
                parts.add(new Part(theme.ordinal(), y, height));
            }
            int middle = (year - first) * step + step / 2;
            Cell total = cell(totals.getOrDefault(year, 0), address.of(year, ""), l);
            columns.add(new Year(year, middle - width / 2, middle, width, y, total.count, total.link, List.copyOf(parts)));
        }
        return columns;
    }

    private static Cell cell(int count, String link, Language l) {
        return count == 0 ? new Cell("", "") : new Cell(l.number(BigDecimal.valueOf(count)), link);
    }

    private static List<Happened> latest(List<Initiative> initiatives, Question question, Language l) {
        return initiatives.stream().flatMap(initiative -> initiative.outline().latest().stream())
                .sorted(Comparator.comparing((Entry entry) -> entry.now().effectiveOn()).thenComparing(entry -> entry.recorded().recordedAt()).reversed()
                        .thenComparing(entry -> entry.recorded().initiative()))
                .limit(Outline.LATEST).map(entry -> happened(entry, initiatives, question, l)).toList();
    }

    private static Happened happened(Entry entry, List<Initiative> initiatives, Question question, Language l) {
        String id = entry.recorded().initiative();
        String name = initiatives.stream().filter(initiative -> initiative.id().equals(id)).findFirst()
                .map(initiative -> l.of(initiative.names().name())).orElse(id);
        return new Happened(l.date(entry.now().occurredOn()), entry.now().occurredOn().value(), l.of(entry.now().summary()),
                question.on(l.initiatives + id) + "#" + id + "/" + entry.recorded().version(), name);
    }
}
