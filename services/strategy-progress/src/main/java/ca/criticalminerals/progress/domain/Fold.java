package ca.criticalminerals.progress.domain;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.domain.Figure.Breakdown;
import ca.criticalminerals.progress.domain.Figure.Contribution;
import ca.criticalminerals.progress.domain.Figure.Statement;
import ca.criticalminerals.progress.domain.Figure.Target;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From the milestones of one initiative to its figures: the only place where numbers are made. */
final class Fold {
    private static final String ANNOUNCED = "announced";
    private static final String ACTIVE = "active";

    private final List<Entry> entries;
    /** What stands and has taken effect, in the effective order. */
    private final List<Entry> effective;
    private final Items items;

    private Fold(List<Entry> entries, List<Entry> effective) {
        this.entries = entries;
        this.effective = effective;
        this.items = Items.of(effective);
    }

    /**
     * The initiative, or nothing if it is not registered (any more).
     *
     * @param entries   all that are known, by version
     * @param effective those of them that stand and have taken effect, in the effective order
     */
    static Optional<Initiative> initiative(List<Entry> entries, List<Entry> effective) {
        // How to publish (registration, figures, sentences) is not a happening: it holds for every day, once it is known.
        return entries.stream().filter(Entry::stands).map(entry -> entry.now().fact())
                .filter(Fact.Registered.class::isInstance).map(Fact.Registered.class::cast).findFirst()
                .map(registered -> new Fold(entries, effective).initiative(registered));
    }

    /** Its figures by id and its money as {@code money.<kind>}, and nothing else of it; none if it is not registered (any more). */
    static Map<String, Figure> figures(List<Entry> entries, List<Entry> effective) {
        if (entries.stream().noneMatch(entry -> entry.stands() && entry.now().fact() instanceof Fact.Registered)) {
            return Map.of();
        }
        var fold = new Fold(entries, effective);
        var figures = new TreeMap<>(fold.figures());
        fold.money(fold.owner()).values().forEach(figure -> figures.put(figure.id(), figure));
        return figures;
    }

    private Map<String, Figure> figures() {
        var figures = new TreeMap<String, Figure>();
        for (Entry entry : entries) {
            if (entry.stands() && entry.now().fact() instanceof Fact.Defined defined) {
                figures.put(defined.figure(), figure(defined));
            }
        }
        return figures;
    }

    private Initiative initiative(Fact.Registered registered) {
        var names = registered.names();
        var former = new ArrayList<>(registered.formerNames());
        String status = registered.standing();
        Optional<String> successor = Optional.empty();
        for (Entry entry : effective) {
            switch (entry.now().fact()) {
                case Fact.Renamed renamed -> {
                    former.add(names);
                    names = renamed.names();
                }
                case Fact.Moved moved -> {
                    // An end is final: a launch that dates cannot tell from it came before it.
                    if (!moved.status().equals(ACTIVE) || status.equals(ANNOUNCED)) {
                        status = moved.status();
                        successor = moved.successor();
                    }
                }
                case Fact.Stepped _ -> status = status.equals(ANNOUNCED) ? ACTIVE : status;
                case Fact _ -> { }
            }
        }
        var sentences = new TreeMap<String, Fact.Written>();
        for (Entry entry : entries) {
            if (entry.stands() && entry.now().fact() instanceof Fact.Written written && written.isShown()) {
                sentences.put(written.sentence(), written);
            }
        }
        Milestone first = entries.getFirst().recorded();
        return new Initiative(first.initiative(), first.source(), names, List.copyOf(former), registered.theme(),
                registered.lead(), status, successor, figures(), List.copyOf(sentences.values()), entries, money(first.initiative()),
                Outline.of(effective, items));
    }

    private Figure figure(Fact.Defined defined) {
        return switch (defined.rule().what()) {
            case OCCURRENCE -> occurrence(defined);
            case JURISDICTIONS -> jurisdictions(defined);
            case PROJECTS -> numbered(defined, items.projects(defined.rule().stream()), "exact");
            case OUTPUTS -> numbered(defined, items.outputs(), "exact");
            case CONTRIBUTIONS -> numbered(defined, items.contributions(defined.rule().stream()),
                    items.ceilings(defined.rule().stream()) ? "upTo" : "exact");
            case ITEMS -> items(defined, defined.rule().items().orElseThrow());
            case ENVELOPE -> numbered(defined, items.envelope(), items.envelopeIsCeiling() ? "upTo" : "exact");
            case LISTED -> listed(defined);
            case STATEMENTS, MONEY, MONEY_NEVER_ADDED, PROJECTS_BY_PLACE -> numbered(defined, List.of(), "exact");
        };
    }

    /** Bookkeeping: the last statement and what has happened after it; without a statement, all that has happened. */
    private Figure numbered(Fact.Defined defined, List<Contribution> itemised, String qualifier) {
        Optional<Statement> stated = statement(defined.figure());
        var contributions = new ArrayList<Contribution>();
        stated.ifPresent(statement -> contributions.add(new Contribution(statement.entry(), statement.value())));
        var included = new ArrayList<Contribution>();
        int before = stated.map(statement -> before(statement, itemised)).orElse(0);
        for (int i = 0; i < itemised.size(); i++) {
            Contribution item = itemised.get(i);
            boolean after = stated.isEmpty()
                    || i >= before && item.entry().now().effectiveOn().isAfter(stated.get().entry().now().effectiveOn());
            (after ? contributions : included).add(item);
        }
        BigDecimal value = sum(contributions);
        return new Figure(defined.figure(), Optional.of(owner()), defined.label(), defined.unit(), defined.rule(),
                contributions.isEmpty() ? Optional.empty() : Optional.of(value),
                stated.map(Statement::qualifier).orElse(qualifier), Optional.empty(), stated, sum(itemised),
                List.copyOf(contributions), List.copyOf(included), breakdown(stated, defined.figure()), target(defined.figure()), List.of());
    }

    /** How many of the single milestones, which are in the effective order, come before the statement in it. */
    private int before(Statement statement, List<Contribution> itemised) {
        int before = 0;
        for (Entry entry : effective) {
            if (entry == statement.entry()) {
                break;
            }
            while (before < itemised.size() && itemised.get(before).entry() == entry) {
                before++;
            }
        }
        return before;
    }

    /** Each item once, from the milestone by which it comes to be one of those that are meant until the one by which it is no more. */
    private Figure items(Fact.Defined defined, Fact.Selection selection) {
        var began = new HashMap<String, LocalDate>();
        var with = new HashMap<String, List<String>>();
        var counted = new LinkedHashSet<String>();
        var contributions = new ArrayList<Contribution>();
        for (Entry entry : effective) {
            if (entry.now().fact() instanceof Fact.Stepped step && step.item().equals(selection.item())) {
                LocalDate beginning = began.merge(step.key(), entry.now().effectiveOn(), (one, other) -> one.isBefore(other) ? one : other);
                with.merge(step.key(), step.counterparties(), (before, now) -> now.isEmpty() ? before : now);
                boolean counts = selection.counts(step, beginning);
                if (counts ? counted.add(step.key()) : counted.remove(step.key())) {
                    contributions.add(new Contribution(entry, counts ? BigDecimal.ONE : BigDecimal.ONE.negate()));
                }
            }
        }
        List<String> names = counted.stream().flatMap(key -> with.get(key).stream()).distinct().toList();
        return numbered(defined, contributions, "exact").naming(names);
    }

    private Figure occurrence(Fact.Defined defined) {
        String kind = defined.rule().milestone().orElse("");
        Optional<Entry> latest = effective.stream().filter(entry -> entry.now().kind().equals(kind))
                .reduce((_, later) -> later);
        return new Figure(defined.figure(), Optional.of(owner()), defined.label(), defined.unit(), defined.rule(),
                Optional.empty(), "exact", latest.map(entry -> entry.now().occurredOn()), Optional.empty(), BigDecimal.ZERO,
                latest.map(entry -> List.of(new Contribution(entry, BigDecimal.ONE))).orElse(List.of()), List.of(), Optional.empty(),
                Optional.empty(), List.of());
    }

    /** A set, never a sum: each name is contributed by the first milestone that gives it. */
    private Figure jurisdictions(Fact.Defined defined) {
        var names = new LinkedHashSet<String>();
        var contributions = new ArrayList<Contribution>();
        for (Entry entry : effective) {
            List<String> named = switch (entry.now().fact()) {
                case Fact.Approved approved when items.counts(approved.project()) -> approved.jurisdictions();
                case Fact.Stated stated -> stated.jurisdictions();
                case Fact _ -> List.of();
            };
            int before = names.size();
            names.addAll(named);
            if (!named.isEmpty()) {
                contributions.add(new Contribution(entry, BigDecimal.valueOf(names.size() - before)));
            }
        }
        return new Figure(defined.figure(), Optional.of(owner()), defined.label(), defined.unit(), defined.rule(),
                names.isEmpty() ? Optional.empty() : Optional.of(BigDecimal.valueOf(names.size())), "exact", Optional.empty(),
                Optional.empty(), BigDecimal.valueOf(names.size()), List.copyOf(contributions), List.of(), Optional.empty(),
                target(defined.figure()), List.copyOf(names));
    }

    /** The list in force: another list replaces it as a whole. */
    private Figure listed(Fact.Defined defined) {
        Optional<Entry> latest = effective.stream().filter(entry -> entry.now().fact() instanceof Fact.Listed).reduce((_, later) -> later);
        List<String> minerals = latest.map(entry -> ((Fact.Listed) entry.now().fact()).minerals()).orElse(List.of());
        BigDecimal many = BigDecimal.valueOf(minerals.size());
        return new Figure(defined.figure(), Optional.of(owner()), defined.label(), defined.unit(), defined.rule(), latest.map(_ -> many), "exact",
                Optional.empty(), Optional.empty(), many, latest.map(entry -> List.of(new Contribution(entry, many))).orElse(List.of()), List.of(),
                Optional.empty(), target(defined.figure()), minerals);
    }

    private Optional<Statement> statement(String figure) {
        Optional<Statement> last = Optional.empty();
        for (Entry entry : effective) {
            if (entry.now().fact() instanceof Fact.Stated stated) {
                if (stated.figure().equals(figure)) {
                    last = Optional.of(new Statement(stated.value(), stated.qualifier(), entry.now().occurredOn(), stated.observed(), entry));
                }
                for (var part : stated.parts().map(Fact.Parts::parts).orElse(List.of())) {
                    if (part.figure().equals(figure)) {
                        last = Optional.of(new Statement(part.value(), "exact", entry.now().occurredOn(), stated.observed(), entry));
                    }
                }
            }
        }
        return last;
    }

    private static Optional<Breakdown> breakdown(Optional<Statement> statement, String figure) {
        return statement.map(last -> (Fact.Stated) last.entry().now().fact()).filter(stated -> stated.figure().equals(figure))
                .flatMap(Fact.Stated::parts)
                .map(parts -> new Breakdown(parts.closed(), parts.parts().stream().map(Fact.Part::figure).toList()));
    }

    private Optional<Target> target(String figure) {
        var set = effective.stream()
                .filter(entry -> entry.now().fact() instanceof Fact.Targeted target && target.figure().equals(figure)).toList();
        return set.isEmpty() ? Optional.empty() : Optional.of(new Target((Fact.Targeted) set.getLast().now().fact(),
                set.getLast(), set.subList(0, set.size() - 1)));
    }

    /** Its money by kind: contributions and the like as they are now, envelopes, calls and tax expenditures one by one. */
    private Map<String, Figure> money(String initiative) {
        var byKind = new TreeMap<String, List<Contribution>>();
        items.money().forEach((kind, contributions) -> byKind.put(kind, contributions));
        for (Entry entry : effective) {
            if (entry.now().fact() instanceof Fact.Shown shown) {
                byKind.computeIfAbsent(shown.kind(), _ -> new ArrayList<>()).add(new Contribution(entry, shown.amount()));
            }
        }
        if (!items.envelope().isEmpty()) {
            byKind.put("envelope", items.envelope());
        }
        var figures = new TreeMap<String, Figure>();
        byKind.forEach((kind, contributions) -> figures.put(kind, new Figure("money." + kind, Optional.of(initiative),
                Text.of(kind, kind), "cad", Fact.Rule.of(Fact.What.MONEY),
                Optional.of(sum(contributions)), "exact", Optional.empty(), Optional.empty(), sum(contributions),
                List.copyOf(contributions), List.of(), Optional.empty(), Optional.empty(), List.of())));
        return figures;
    }

    static BigDecimal sum(List<Contribution> contributions) {
        return contributions.stream().map(Contribution::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String owner() {
        return entries.getFirst().recorded().initiative();
    }
}
