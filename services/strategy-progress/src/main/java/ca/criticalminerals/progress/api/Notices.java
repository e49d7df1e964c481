package ca.criticalminerals.progress.api;

import ca.criticalminerals.progress.domain.Change;
import ca.criticalminerals.progress.domain.Changes;
import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.domain.Point;
import ca.criticalminerals.progress.projection.View;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** What has changed since an edition was published: asked by every reader of it, computed once until the next milestone. */
@ApplicationScoped
public class Notices {
    private static final int MOST = 100;

    private final Cache<Key, Notice> known = Caffeine.newBuilder().maximumSize(MOST).build();

    private record Key(int edition, int generation, long ordinal) {}

    /**
     * The figures of an edition that are others by now, or the same for other reasons.
     *
     * @param changed   what became of each of them, from what was known then to what is known now, as of the day of the edition
     * @param explained false if too much has changed to explain it at once; then nothing is listed
     */
    public record Notice(List<Change> changed, boolean explained) {}

    /** What is known in the view about the edition. */
    public Notice of(View view, Edition edition) {
        return view.isUnabridged() ? compute(view, edition) : known.get(new Key(edition.number(), view.generation(), view.ordinal()), _ -> compute(view, edition));
    }

    private static Notice compute(View view, Edition edition) {
        var histories = view.histories().values();
        var now = new Point(edition.asOf(), Instant.MAX);
        if (Changes.length(histories, edition.point(), now) > Period.MOST) {
            return new Notice(List.of(), false);
        }
        return new Notice(Changes.between(histories, edition.point(), now).all().stream().filter(Change::isMoved).toList(), true);
    }
}
