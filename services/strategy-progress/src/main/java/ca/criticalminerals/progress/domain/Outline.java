package ca.criticalminerals.progress.domain;

import ca.criticalminerals.progress.domain.Figure.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What pictures of many initiatives need of each, made once with the fold, so that no picture reads every milestone.
 *
 * @param years  how much happened, by calendar year: a date may be no more precise
 * @param latest what happened last, the latest first; at most {@value #LATEST}
 * @param places what the projects add up to, by the code of the province or territory; under {@value #NOT_SAID} those of which no
 *               source says where they are
 */
public record Outline(Map<Integer, Integer> years, List<Entry> latest, Map<String, List<Contribution>> places) {
    /** How many of the latest are kept. */
    public static final int LATEST = 12;
    /** The place of a project of which no source says where it is. */
    public static final String NOT_SAID = "not-said";
    /** Of an initiative to which nothing happened. */
    public static final Outline EMPTY = new Outline(Map.of(), List.of(), Map.of());

    static Outline of(List<Entry> effective, Items items) {
        var years = new TreeMap<Integer, Integer>();
        var latest = new ArrayList<Entry>();
        for (Entry entry : effective.reversed()) {
            if (entry.happened()) {
                years.merge(entry.now().occurredOn().firstDay().getYear(), 1, Integer::sum);
                if (latest.size() < LATEST) {
                    latest.add(entry);
                }
            }
        }
        return new Outline(years, List.copyOf(latest), items.places());
    }
}
