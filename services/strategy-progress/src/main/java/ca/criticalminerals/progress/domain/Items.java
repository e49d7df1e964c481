package ca.criticalminerals.progress.domain;

import ca.criticalminerals.progress.domain.Fact.Money;
import ca.criticalminerals.progress.domain.Figure.Contribution;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What single milestones add and take away, in the effective order. A project counts once; an agreement replaces its amount, so it
 * adds the difference; a withdrawal takes all of it away.
 */
final class Items {
    private final Map<String, Project> projects = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Contribution> outputs = new ArrayList<>();
    private final List<Contribution> envelope = new ArrayList<>();
    private boolean envelopeIsCeiling;

    private static final class Project {
        private Optional<String> stream = Optional.empty();
        private int projects;
        private boolean approved;
        private boolean withdrawn;
        private @Nullable Money amount;
        private @Nullable LocalDate since;
        private List<String> recipients = List.of();
        private List<String> jurisdictions = List.of();
    }

    /** What one milestone changed about one project. */
    private record Change(Entry entry, Project project, int projects, BigDecimal amount, String moneyKind) {}

    /** What one project or item has come to: from which day, standing for how many projects, with what money, for whom and where. */
    record Support(LocalDate since, int projects, Optional<Money> amount, List<String> recipients, List<String> jurisdictions) {}

    static Items of(List<Entry> effective) {
        var items = new Items();
        effective.forEach(items::add);
        return items;
    }

    List<Contribution> projects(Optional<String> stream) {
        return changes.stream().filter(change -> in(stream, change.project))
                .map(change -> new Contribution(change.entry, BigDecimal.valueOf(change.projects))).toList();
    }

    List<Contribution> contributions(Optional<String> stream) {
        return changes.stream().filter(change -> in(stream, change.project)).filter(change -> change.moneyKind.equals("contribution"))
                .map(change -> new Contribution(change.entry, change.amount)).toList();
    }

    /** Whether any amount among the contributions is only a ceiling. */
    boolean ceilings(Optional<String> stream) {
        return projects.values().stream().filter(project -> in(stream, project)).map(project -> project.amount)
                .anyMatch(amount -> amount != null && amount.upTo() && amount.kind().equals("contribution"));
    }

    /** Each project and each item once, as it is after all that was said about it; not those that were withdrawn or are over. */
    List<Support> supports() {
        return projects.values().stream().filter(project -> project.since != null && !project.withdrawn)
                .map(project -> new Support(project.since, project.projects, Optional.ofNullable(project.amount), project.recipients,
                        project.jurisdictions)).toList();
    }

    /** Support for projects by kind of money. */
    Map<String, List<Contribution>> money() {
        var byKind = new TreeMap<String, List<Contribution>>();
        changes.stream().filter(change -> !change.moneyKind.isEmpty()).forEach(change -> byKind
                .computeIfAbsent(change.moneyKind, _ -> new ArrayList<>()).add(new Contribution(change.entry, change.amount)));
        return byKind;
    }

    /** What projects add up to by the province or territory in which they lie; a project in several counts in each. */
    Map<String, List<Contribution>> places() {
        var places = new TreeMap<String, List<Contribution>>();
        for (Change change : changes) {
            if (change.projects != 0) {
                var where = change.project.jurisdictions.isEmpty() ? List.of(Outline.NOT_SAID) : change.project.jurisdictions;
                where.forEach(place -> places.computeIfAbsent(place, _ -> new ArrayList<>())
                        .add(new Contribution(change.entry, BigDecimal.valueOf(change.projects))));
            }
        }
        return places;
    }

    List<Contribution> outputs() {
        return outputs;
    }

    List<Contribution> envelope() {
        return envelope;
    }

    boolean envelopeIsCeiling() {
        return envelopeIsCeiling;
    }

    /** Whether the project is still in the program. */
    boolean counts(String project) {
        var known = projects.get(project);
        return known != null && !known.withdrawn;
    }

    private void add(Entry entry) {
        switch (entry.now().fact()) {
            case Fact.Approved approved when !project(approved.project()).approved -> {
                Project project = project(approved.project());
                project.approved = true;
                project.withdrawn = false;
                project.stream = approved.stream();
                project.since = entry.now().effectiveOn();
                project.recipients = approved.recipients();
                project.jurisdictions = approved.jurisdictions();
                project.projects = approved.projects();
                change(entry, project, approved.projects(), approved.amount().orElse(null));
            }
            case Fact.Signed signed -> {
                // On a day on which an approval "in 2025" has not certainly taken effect yet, its agreement may have.
                Project project = begun(project(signed.project()), entry);
                change(entry, project, 0, project.withdrawn ? null : signed.amount());
            }
            case Fact.Completed completed -> change(entry, project(completed.project()), 0, project(completed.project()).amount);
            case Fact.Withdrawn withdrawn -> {
                Project project = project(withdrawn.project());
                change(entry, project, project.withdrawn ? 0 : -project.projects, null);
                project.withdrawn = true;
            }
            case Fact.Stepped step -> {
                // What a milestone does not say has not changed; what is over brings nothing any more.
                Project item = begun(project(step.item() + ":" + step.key()), entry);
                item.recipients = step.counterparties().isEmpty() ? item.recipients : step.counterparties();
                item.jurisdictions = step.jurisdictions().isEmpty() ? item.jurisdictions : step.jurisdictions();
                item.withdrawn = step.isOver();
                change(entry, item, 0, item.withdrawn ? null : step.amount().orElse(item.amount));
            }
            case Fact.Released _ -> outputs.add(new Contribution(entry, BigDecimal.ONE));
            case Fact.Envelope set -> {
                envelope.add(new Contribution(entry, set.amount().subtract(Fold.sum(envelope))));
                envelopeIsCeiling = set.upTo();
            }
            case Fact _ -> { }
        }
    }

    /** The amount becomes {@code next}; if that is money of another kind, the old kind loses it and the new one gains it. */
    private void change(Entry entry, Project project, int projects, @Nullable Money next) {
        Money before = project.amount;
        project.amount = next;
        if (before != null && (next == null || !next.kind().equals(before.kind()))) {
            changes.add(new Change(entry, project, projects, before.amount().negate(), before.kind()));
            projects = 0;
            before = null;
        }
        if (next != null) {
            BigDecimal difference = before == null ? next.amount() : next.amount().subtract(before.amount());
            changes.add(new Change(entry, project, projects, difference, next.kind()));
        } else if (before == null && projects != 0) {
            changes.add(new Change(entry, project, projects, BigDecimal.ZERO, ""));
        }
    }

    /** The project; where no approval says it, it counts from the earliest day of the milestones that bring something. */
    private static Project begun(Project project, Entry entry) {
        LocalDate on = entry.now().effectiveOn();
        project.since = project.since == null || !project.approved && on.isBefore(project.since) ? on : project.since;
        return project;
    }

    private Project project(String key) {
        return projects.computeIfAbsent(key, _ -> new Project());
    }

    private static boolean in(Optional<String> stream, Project project) {
        return stream.isEmpty() || stream.equals(project.stream);
    }
}
