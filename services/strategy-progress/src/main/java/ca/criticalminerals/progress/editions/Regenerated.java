package ca.criticalminerals.progress.editions;

import ca.criticalminerals.progress.domain.Frozen;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A published page beside the page that the milestones give now for the same point of the record. */
record Regenerated(Frozen published, byte[] page) {
    /** Every number of a page is a link to what explains it: the id of the figure, and how it is printed. */
    private static final Pattern FIGURE = Pattern.compile("<a class=\"figure\"[^>]* href=\"/(?:en/figures|fr/chiffres)/([^?\"]+)[^\"]*\"[^>]*>([^<]*)<");

    /** Whether it is the same, byte by byte. */
    boolean isSame() {
        return Arrays.equals(published.bytes(), page);
    }

    /** The figures that are printed otherwise, in alphabetical order; none if only the rendering around them is another one. */
    List<String> differentFigures() {
        var before = figures(published.bytes());
        var now = figures(page);
        var ids = new TreeSet<>(before.keySet());
        ids.addAll(now.keySet());
        return ids.stream().filter(id -> !before.getOrDefault(id, new TreeSet<>()).equals(now.getOrDefault(id, new TreeSet<>()))).toList();
    }

    private static Map<String, TreeSet<String>> figures(byte[] page) {
        var figures = new TreeMap<String, TreeSet<String>>();
        var found = FIGURE.matcher(new String(page, StandardCharsets.UTF_8));
        while (found.find()) {
            figures.computeIfAbsent(found.group(1), _ -> new TreeSet<>()).add(found.group(2));
        }
        return figures;
    }
}
