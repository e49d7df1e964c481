package ca.criticalminerals.progress.download;

import ca.criticalminerals.progress.api.Filters;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.page.Language;
import ca.criticalminerals.progress.projection.View;
import java.util.List;

/**
 * What was asked, and the view that answers it.
 *
 * @param initiatives of which a file can tell
 */
record Asked(Question question, Filters filters, Language l, View view, List<Initiative> initiatives) {
    Asked(Question question, Filters filters, Language l, View view) {
        this(question, filters, l, view, filters.initiatives(view, question));
    }
}
