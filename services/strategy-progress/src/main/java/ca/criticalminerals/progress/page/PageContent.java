package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.domain.Entry;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Initiative;
import ca.criticalminerals.progress.domain.Rules;
import ca.criticalminerals.progress.domain.Strategy;
import ca.criticalminerals.progress.page.Models.Download;
import ca.criticalminerals.progress.page.Models.Explained;
import ca.criticalminerals.progress.page.Models.Frame;
import ca.criticalminerals.progress.page.Models.Line;
import ca.criticalminerals.progress.page.Models.MoneyKind;
import ca.criticalminerals.progress.page.Models.Part;
import ca.criticalminerals.progress.page.Models.Row;
import ca.criticalminerals.progress.page.Models.Section;
import ca.criticalminerals.progress.page.Models.Shown;
import ca.criticalminerals.progress.page.Models.Through;
import ca.criticalminerals.progress.projection.View;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fills the templates from the view. */
@ApplicationScoped
class PageContent {
    private final Map<String, Text> places;

    PageContent(ObjectMapper json) {
        try (var file = PageContent.class.getResourceAsStream("/places.json")) {
            Map<String, Map<String, String>> names = json.readValue(file, new TypeReference<>() {});
            places = new TreeMap<>();
            names.forEach((code, name) -> places.put(code, Text.of(name.get("en"), name.get("fr"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TemplateInstance update(View view, Question question, Language l) {
        var initiatives = view.initiatives(question.asOf(), question.known());
        var names = new TreeMap<String, String>();
        places.forEach((code, name) -> names.put(code, l.of(name)));
        var sentences = new Sentences(l, id -> question.on(l.figures + id), names);
        var sections = new ArrayList<Section>();
        for (Theme theme : Theme.values()) {
            record Placed(int order, Initiative initiative, Fact.Written sentence) {}
            var lines = initiatives.stream().filter(initiative -> initiative.theme().equals(theme.id))
                    .flatMap(initiative -> initiative.sentences().stream().map(s -> new Placed(s.order(), initiative, s)))
                    .sorted(Comparator.comparing(Placed::order).thenComparing(placed -> placed.initiative().id()))
                    .flatMap(placed -> sentences.html(placed.initiative(), placed.sentence()).map(html -> new Line(new RawString(html),
                            question.on(l.initiatives + placed.initiative().id()), l.of(placed.initiative().names().name()))).stream())
                    .toList();
            if (!lines.isEmpty()) {
                sections.add(new Section(theme.id, l.of(theme.title), l.of(theme.introduction), lines));
            }
        }
        var money = Strategy.money(initiatives).values().stream().map(figure -> moneyKind(figure, initiatives, question, l)).toList();
        return PageResource.Templates.update(frame(view, question, l,
                l.of("Critical Minerals Strategy: Progress update", "Stratégie sur les minéraux critiques : mise à jour sur les progrès"),
                l.update, l.other().update, "/v1/strategy-progress"), sections, money, downloads(question, l));
    }

    Optional<TemplateInstance> figure(View view, Question question, Language l, String id) {
        return Reading.figure(view, question, id).map(figure -> PageResource.Templates.figure(
                frame(view, question, l, l.of(figure.label()), l.figures + id, l.other().figures + id, "/v1/figures/" + id),
                explained(view, question, l, figure)));
    }

    Optional<TemplateInstance> initiative(View view, Question question, Language l, String id) {
        return view.initiative(id, question.asOf(), question.known()).map(initiative -> PageResource.Templates.initiative(
                frame(view, question, l, l.of(initiative.names().name()), l.initiatives + id, l.other().initiatives + id,
                        "/v1/initiatives/" + id),
                new Shown(id, l.of(initiative.names().name()), initiative.names().abbreviation().map(l::of).orElse(""),
                        initiative.formerNames().stream().map(names -> l.of(names.name())).toList(), l.of(initiative.lead()),
                        status(initiative, l), initiative.figures().values().stream().map(figure -> part(figure, question, l)).toList(),
                        initiative.entries().reversed().stream().map(entry -> row("", entry, l)).toList())));
    }

    TemplateInstance message(View view, Language l, String title, List<String> lines) {
        var now = new Question(java.time.LocalDate.now(ca.criticalminerals.progress.domain.History.CANADA), Optional.empty(), "");
        return PageResource.Templates.message(frame(view, now, l, title, l.update, l.other().update, "/v1/strategy-progress"), lines);
    }

    private Frame frame(View view, Question question, Language l, String title, String here, String there, String data) {
        boolean provisional = question.knownAt().map(view::provisional).orElse(!view.held().isEmpty());
        return frame(view, question, l, title, here, question.on(there), question.on(data), provisional);
    }

    /** The frame of a page whose other language and data are at these complete addresses. */
    static Frame frame(View view, Question question, Language l, String title, String here, String there, String data, boolean provisional) {
        boolean live = question.knownAt().isEmpty() || provisional;
        var through = live ? view.sources().keySet().stream().map(source -> through(view, source, l)).toList() : List.<Through>of();
        var behind = live ? view.behind(question.known()).stream().map(source -> through(view, source, l)).toList() : List.<Through>of();
        var held = live ? view.held().stream().map(one -> one.initiative().orElse(l.of("no initiative", "aucune initiative"))
                + one.version().map(version -> ", " + l.of("milestone ", "jalon ") + version).orElse("") + " – " + one.reason()).distinct().toList()
                : List.<String>of();
        return new Frame(l, title, here, there, data, question.asOf().toString(), l.day(question.asOf()),
                question.knownAt().map(Object::toString).orElse(""), question.knownAt().map(l::instant).orElse(""), through, behind, provisional,
                held, question.on(l.update));
    }

    private static Through through(View view, String source, Language l) {
        var instant = view.sources().get(source);
        return new Through(source.substring(1), instant.map(Object::toString).orElse(""),
                instant.map(l::instant).orElse(l.of("not known yet", "pas encore connu")));
    }

    private static List<Download> downloads(Question question, Language l) {
        String milestones = l.of("milestones", "jalons");
        String in = "?lang=" + l.code;
        return List.of(new Download(milestones, "CSV", question.on("/v1/milestones.csv" + in)),
                new Download(milestones, "XLSX", question.on("/v1/milestones.xlsx" + in)),
                new Download(milestones, "JSON", question.on("/v1/milestones.ndjson")), new Download(milestones, "Atom", question.on(l.feed)),
                new Download(l.of("figures", "chiffres"), "CSV", question.on("/v1/figures.csv" + in)),
                new Download(l.of("totals by fiscal year", "totaux par exercice"), "CSV", question.on("/v1/totals.csv" + in)));
    }

    private MoneyKind moneyKind(Figure figure, List<Initiative> initiatives, Question question, Language l) {
        String link = question.on(l.figures + figure.id());
        String kind = figure.id().substring("money.".length());
        var parts = new ArrayList<Part>();
        if (figure.number().isEmpty()) {
            for (Initiative initiative : initiatives) {
                var own = initiative.money().get(kind);
                if (own != null && kind.equals("envelope")) {
                    parts.add(new Part(l.of(initiative.names().name()), l.value(own), link));
                } else if (own != null) {
                    own.contributions().forEach(one -> parts.add(new Part(l.of(initiative.names().name()),
                            l.number(own, one.amount()), link)));
                }
            }
        }
        return new MoneyKind(l.of(figure.label()), figure.number().isPresent() ? l.value(figure) : "", link, parts);
    }

    private Explained explained(View view, Question question, Language l, Figure figure) {
        boolean neverAdded = figure.rule().what() == Fact.What.MONEY_NEVER_ADDED;
        String coverage = figure.unit().equals("date") || neverAdded ? "" : figure.stated().map(stated ->
                        l.number(figure, stated.value()) + l.of(" stated ", " déclarés ") + l.of(InWords.asOf(stated.asOf())) + "; ").orElse("")
                + l.number(figure, figure.itemised()) + l.of(" itemised by single milestones", " détaillés par des jalons");
        String breakdown = figure.breakdown().map(parts -> parts.closed()
                ? l.of("These parts are all there is; they add up to the number stated.", "Ces parties forment un tout; leur somme est le nombre déclaré.")
                : l.of("These parts are included; they need not be all there is.", "Ces parties sont comprises; elles ne forment pas nécessairement un tout."))
                .orElse("");
        var parts = figure.breakdown().map(Figure.Breakdown::figures).orElse(List.of()).stream()
                .flatMap(id -> Reading.figure(view, question, id).map(part -> part(part, question, l)).stream()).toList();
        String target = figure.target().map(set -> l.number(figure, set.latest().value()) + " " + l.of(InWords.by(set.latest().due()))
                + set.latest().baseline().map(from -> l.of(", from ", ", à partir de ") + l.number(figure, from.value())
                        + " " + l.of(InWords.asOf(from.asOf()))).orElse("")
                + set.latest().reason().map(reason -> l.of(". Changed because: ", ". Motif du changement : ") + l.of(reason)).orElse(""))
                .orElse(l.of("No target set.", "Aucune cible fixée."));
        var rows = figure.contributions().stream().map(one -> row(figure.unit().equals("date") ? "" : l.signed(figure, one.amount()),
                one.entry(), l)).toList();
        var included = figure.included().stream().map(one -> row(l.number(figure, one.amount()), one.entry(), l)).toList();
        String total = figure.number().map(number -> l.number(figure, number)).orElse("");
        return new Explained(figure.id(), l.of(figure.label()), l.value(figure), l.of(Rules.words(figure.rule())), coverage, breakdown, parts,
                target, rows, included, total, figure.initiative().orElse(""),
                figure.initiative().map(id -> question.on(l.initiatives + id)).orElse(""));
    }

    private static Part part(Figure figure, Question question, Language l) {
        return new Part(l.of(figure.label()), l.value(figure), question.on(l.figures + figure.id()));
    }

    private static Row row(String amount, Entry entry, Language l) {
        var recorded = entry.recorded();
        var now = entry.now();
        var changes = new ArrayList<String>();
        entry.corrections().forEach(correction -> changes.add(l.of("Corrected by milestone ", "Corrigé par le jalon ") + correction.version()
                + l.of(" on ", " le ") + l.instant(correction.recordedAt()) + l.of(": ", " : ")
                + l.of(((Fact.Corrected) correction.fact()).reason()) + l.of(" First recorded as: ", " D’abord consigné ainsi : ")
                + l.of(recorded.summary())));
        entry.retraction().ifPresent(retraction -> changes.add(l.of("Retracted by milestone ", "Retiré par le jalon ") + retraction.version()
                + l.of(" on ", " le ") + l.instant(retraction.recordedAt()) + l.of(": ", " : ")
                + l.of(((Fact.Retracted) retraction.fact()).reason())));
        String source = now.evidence().map(Fact.Evidence::source).orElse("");
        var address = java.util.regex.Pattern.compile("https?://[^\\s<>\"]+").matcher(source);
        return new Row(amount, recorded.initiative() + "/" + recorded.version(), l.of(now.summary()), l.date(now.occurredOn()),
                now.occurredOn().value(), l.instant(recorded.recordedAt()), recorded.recordedAt().toString(), recorded.recordedBy(),
                source, address.find() ? address.group() : "", now.evidence().map(evidence -> confidence(evidence, l)).orElse(""),
                now.evidence().flatMap(Fact.Evidence::note).map(l::of).orElse(""), changes, entry.retraction().isPresent());
    }

    private static String confidence(Fact.Evidence evidence, Language l) {
        return switch (evidence.confidence()) {
            case "statedInProgressUpdate" -> l.of("stated in a Progress update", "déclaré dans une mise à jour");
            case "foundInPublicSource" -> l.of("found in a public source", "trouvé dans une source publique");
            case "internalRecord" -> l.of("internal record", "document interne");
            default -> l.of("unverified", "non vérifié");
        };
    }

    private static String status(Initiative initiative, Language l) {
        return switch (initiative.status()) {
            case "announced" -> l.of("announced", "annoncée");
            case "active" -> l.of("active", "en cours");
            case "closed" -> l.of("closed", "close");
            case "ended" -> l.of("ended", "terminée");
            case "absorbed" -> l.of("absorbed by ", "absorbée par ") + initiative.successor().orElse("");
            case "lapsed" -> l.of("lapsed", "échue");
            default -> initiative.status();
        };
    }
}
