package ca.criticalminerals.progress.page;

import ca.criticalminerals.progress.operations.State;
import ca.criticalminerals.progress.page.Models.Term;
import ca.criticalminerals.progress.projection.Parked;
import ca.criticalminerals.progress.projection.Rebuild;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the operators' page shows, in words; public for its template. */
public record OperationsContent(List<Term> terms, List<Topic> topics, List<Service> services, List<Suspect> suspects, List<Decision> decisions) {
    /** How far a topic is read. */
    public record Topic(String name, String next, String end, String behind) {}

    /** Up to when a service is complete. */
    public record Service(String name, String through, String lag, String silent) {}

    /** A record that is not believed, whose service somebody should ask. */
    public record Suspect(String record, String initiative, String source, String why) {}

    /** What an operator decided about a record. */
    public record Decision(String record, String initiative, String what, String by, String at, String why) {}

    static OperationsContent of(State state, Language l) {
        var lag = state.view().lag(state.at());
        var services = state.view().sources().entrySet().stream().map(source -> new Service(source.getKey().substring(1),
                source.getValue().map(l::instant).orElse("–"), lag.get(source.getKey()).map(behind -> duration(behind, l)).orElse("–"),
                state.view().silent().contains(source.getKey()) ? l.of("silent", "muet") : l.of("heard", "se manifeste"))).toList();
        var topics = state.stored().stream().flatMap(stored -> stored.topics().stream()).map(topic -> new Topic(topic.topic(), number(topic.next(), l),
                number(topic.end(), l), number(topic.behind(), l))).toList();
        return new OperationsContent(terms(state, l), topics, services, state.stored().map(OperationsContent::suspects).orElse(List.of()), state.stored().map(stored -> decisions(stored, l)).orElse(List.of()));
    }

    private static List<Suspect> suspects(State.Stored stored) {
        return Stream.concat(stored.foreign().stream(), stored.refused().stream()).map(Parked.Kept::held).map(one -> new Suspect(one.topic() + "/" + one.offset(),
                one.initiative().orElse("–"), one.source().orElse("–"), one.reason())).toList();
    }

    /** What was set aside and what was repaired, the last first. */
    private static List<Decision> decisions(State.Stored stored, Language l) {
        var decisions = new TreeMap<Instant, List<Decision>>(Comparator.reverseOrder());
        stored.aside().forEach(one -> one.decided().ifPresent(decided -> decisions.computeIfAbsent(decided.at(), _ -> new ArrayList<>())
                .add(decision(one.held().topic(), one.held().offset(), one.held().initiative().orElse("–"), l.of("set aside", "mis de côté"), decided, l))));
        stored.repaired().forEach(one -> decisions.computeIfAbsent(one.decided().at(), _ -> new ArrayList<>())
                .add(decision(one.topic(), one.offset(), one.initiative(), l.of("repaired", "réparé"), one.decided(), l)));
        return decisions.values().stream().flatMap(List::stream).toList();
    }

    private static Decision decision(String topic, long offset, String initiative, String what, Parked.Decided decided, Language l) {
        return new Decision(topic + "/" + offset, initiative, what, decided.why().by(), l.instant(decided.at()), l.of(decided.why().reason()));
    }

    private static List<Term> terms(State state, Language l) {
        var terms = new ArrayList<Term>();
        terms.add(new Term(l.of("Database", "Base de données"), state.stored().isPresent() ? l.of("answers", "répond") : l.of("does not answer", "ne répond pas")));
        state.stored().ifPresent(stored -> {
            terms.add(new Term(l.of("Broker", "Courtier"), stored.brokerAnswers() ? l.of("answers", "répond") : l.of("does not answer", "ne répond pas")));
            terms.add(new Term(l.of("Read by", "Lu par"), stored.reader().map(reader -> reader + (state.readsHere() ? l.of(", which answers", ", qui répond") : ""))
                    .orElse(l.of("nobody", "personne"))));
            terms.add(new Term(l.of("Initiatives that stand still", "Initiatives à l’arrêt"), number(stored.counts().initiatives(), l)));
            terms.add(new Term(l.of("Records held back", "Enregistrements retenus"), number(stored.counts().held(), l)));
            terms.add(new Term(l.of("Records of services that may not speak of them", "Enregistrements de services qui n’y sont pas autorisés"), number(stored.counts().foreign(), l)));
            terms.add(new Term(l.of("Records not believed", "Enregistrements non crédibles"), number(stored.counts().refused(), l)));
            terms.add(new Term(l.of("Records set aside", "Enregistrements mis de côté"), number(stored.counts().setAside(), l)));
            terms.add(new Term(l.of("Last rebuild", "Dernière reconstruction"), rebuild(stored.rebuild(), l)));
        });
        terms.add(new Term(l.of("Newest edition", "Édition la plus récente"), state.newest().map(edition -> l.of(edition.name()) + l.of(", published ", ", publiée le ")
                + l.instant(edition.announced().recordedAt())).orElse(l.of("none", "aucune"))));
        terms.add(new Term(l.of("Generation of the view", "Génération de la vue"), number(state.view().generation(), l)));
        terms.add(new Term(l.of("Instance that answers", "Instance qui répond"), state.instance()));
        terms.add(new Term("Version", state.version() + l.of(", up for ", ", en marche depuis ") + duration(Duration.between(state.startedAt(), state.at()), l)));
        terms.add(new Term(l.of("At", "Au moment"), l.instant(state.at())));
        return List.copyOf(terms);
    }

    private static String rebuild(Rebuild.Status status, Language l) {
        String state = switch (status.state()) {
            case NEVER -> l.of("never", "jamais");
            case READING -> l.of("reading", "lecture en cours");
            case COMPARING -> l.of("comparing", "comparaison en cours");
            case READY -> l.of("waits for a decision", "attend une décision");
            case SWITCHED -> l.of("switched", "basculée");
            case DISCARDED -> l.of("discarded", "abandonnée");
            case FAILED -> l.of("failed", "échouée");
        };
        return status.number() == 0 ? state : state + l.of(", since ", ", depuis le ") + l.instant(status.since())
                + l.of("; records: ", "; enregistrements\u00a0: ") + number(status.records(), l) + (status.problem().isEmpty() ? "" : " – " + status.problem());
    }

    private static String number(long number, Language l) {
        return l.number(BigDecimal.valueOf(number));
    }

    private static String number(Optional<Long> number, Language l) {
        return number.map(known -> number(known, l)).orElse("–");
    }

    private static String duration(Duration duration, Language l) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return number(seconds, l) + " s";
        }
        return seconds < 7_200 ? number(seconds / 60, l) + " min" : number(seconds / 3_600, l) + " h";
    }
}
