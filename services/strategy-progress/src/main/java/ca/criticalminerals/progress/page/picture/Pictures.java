package ca.criticalminerals.progress.page.picture;

import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.page.Language;
import java.util.List;
import java.util.function.Function;

/** The pictures of the Progress update, each with the numbers that it shows as figures or as milestones to follow. */
public record Pictures(List<LargeNumber> facts, List<TargetBar> targets, Timeline timeline, TileMap map, List<MoneyBars> money) {
    /** The pictures of the initiatives, which are as of the day that was asked for. */
    public static Pictures of(List<Initiative> initiatives, Question question, Language l) {
        Function<String, String> link = id -> question.on(l.figures + id);
        return new Pictures(LargeNumber.facts(initiatives, l, link), TargetBar.of(initiatives, l, link), Timeline.of(initiatives, question, l),
                TileMap.of(initiatives, l, link), MoneyBars.of(initiatives, l, link));
    }

    /** Whether there is anything to see. */
    public boolean isEmpty() {
        return facts.isEmpty() && targets.isEmpty() && timeline.years().isEmpty() && map.places().isEmpty() && map.notSaid().isEmpty() && money.isEmpty();
    }
}
