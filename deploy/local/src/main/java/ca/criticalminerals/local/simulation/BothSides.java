package ca.criticalminerals.local.simulation;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.funding.domain.RegisteredProgram;
import ca.criticalminerals.funding.domain.RegisteredProgram.Project;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.partnerships.domain.Item;
import ca.criticalminerals.partnerships.domain.RegisteredPartnership;
import ca.criticalminerals.progress.domain.Fact;
import ca.criticalminerals.progress.domain.Figure;
import ca.criticalminerals.progress.domain.Initiative;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the service that records shows of an initiative, beside what readers see of it. */
record BothSides<S>(InitiativeKind<S> kind, S state, Optional<Initiative> read) {
    private static final EnumSet<Item.Status> OVER = EnumSet.of(Item.Status.ENDED, Item.Status.WITHDRAWN);

    /** What readers see, in words; a {@link Violation} says what is not the same on both sides. */
    String check() {
        Initiative initiative = read.orElseThrow(() -> new Violation("O8: readers do not see the initiative"));
        ObjectNode view = kind.view(state);
        same("names", view.get("names"), names(initiative.names()));
        if (view.has("formerNames")) {
            var former = JsonNodeFactory.instance.arrayNode();
            initiative.formerNames().forEach(one -> former.add(names(one)));
            same("former names", view.get("formerNames"), former);
        }
        same("status", view.path("status").asText(), initiative.status());
        same("successor", view.path("successor").asText(), initiative.successor().orElse(""));
        if (initiative.figures().containsKey("x.envelope")) {
            same("envelope", amount(view.path("envelope").asText("0")), number(initiative.figures().get("x.envelope")));
        }
        if (initiative.figures().containsKey("x.minerals")) {
            same("minerals", texts(view.get("minerals")), initiative.figures().get("x.minerals").names());
        }
        if (state instanceof RegisteredProgram program) {
            projects(program, view, initiative);
        }
        if (view.has("items")) {
            items(view.get("items"), initiative);
        }
        if (state instanceof RegisteredPartnership partnership) {
            money(partnership, initiative);
        }
        return words(initiative);
    }

    private static void projects(RegisteredProgram program, ObjectNode view, Initiative initiative) {
        same("committed", amount(view.path("committed").asText()), number(initiative.money().get("contribution")));
        Figure figure = initiative.figures().get("x.projects");
        if (figure == null) {
            return; // it is not defined yet
        }
        var numbers = byKey(figure.contributions().stream().filter(one -> !(one.entry().now().fact() instanceof Fact.Stated)).toList());
        figure.included().forEach(one -> add(numbers, one));
        program.projects().forEach((key, project) -> {
            boolean withdrawn = project.status() == Project.Status.WITHDRAWN;
            same("projects of " + key, BigDecimal.valueOf(withdrawn ? 0 : project.projects()), plain(numbers.get("project:" + key)));
            amount("project:" + key, withdrawn ? Optional.empty() : project.amount(), initiative);
        });
    }

    private static void items(JsonNode items, Initiative initiative) {
        var counted = new HashMap<String, Map<String, BigDecimal>>();
        initiative.figures().forEach((id, figure) -> {
            if (id.startsWith("x.items.")) {
                counted.put(id.substring("x.items.".length()), byKey(figure.contributions()));
            }
        });
        for (JsonNode item : items) {
            String what = item.get("item").asText();
            String key = item.path("key").asText(item.path(what).asText());
            counted.forEach((figure, keys) -> {
                if (figure.startsWith(what + ".")) {
                    boolean is = figure.equals(what + "." + item.get("status").asText());
                    same("the " + what + " " + key + " in the figure " + figure, is ? BigDecimal.ONE : BigDecimal.ZERO, plain(keys.get(what + ":" + key)));
                }
            });
        }
        counted.forEach((figure, keys) -> keys.forEach((subject, number) -> {
            boolean there = false;
            for (JsonNode item : items) {
                there |= subject.equals(item.get("item").asText() + ":" + item.path("key").asText(item.path(item.get("item").asText()).asText()));
            }
            same("whether there is " + subject, there, true);
        }));
    }

    private static void money(RegisteredPartnership partnership, Initiative initiative) {
        partnership.items().forEach((of, items) -> items.forEach((key, item) ->
                amount(of.word() + ":" + key, OVER.contains(item.status()) ? Optional.empty() : item.amount(), initiative)));
    }

    private static void amount(String subject, Optional<Money> amount, Initiative initiative) {
        initiative.money().forEach((kind, figure) -> {
            BigDecimal expected = amount.filter(money -> word(money.kind()).equals(kind)).map(Money::amount).orElse(BigDecimal.ZERO);
            if (!kind.equals("envelope") && !kind.equals("call") && !kind.equals("taxExpenditure")) {
                same(kind + " of " + subject, plain(expected), plain(byKey(figure.contributions()).get(subject)));
            }
        });
        amount.filter(money -> money.amount().signum() > 0 && !initiative.money().containsKey(word(money.kind()))).ifPresent(money -> {
            throw new Violation("O8: readers see no money of the kind " + money.kind() + " of " + subject);
        });
    }

    private static String word(Money.Kind kind) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        int at = word.indexOf('_');
        return at < 0 ? word : word.substring(0, at) + Character.toUpperCase(word.charAt(at + 1)) + word.substring(at + 2);
    }

    /** What contributes, added up by the subject that it is about. */
    private static Map<String, BigDecimal> byKey(List<Figure.Contribution> contributions) {
        var sums = new TreeMap<String, BigDecimal>();
        contributions.forEach(one -> add(sums, one));
        return sums;
    }

    private static void add(Map<String, BigDecimal> sums, Figure.Contribution one) {
        sums.merge(one.entry().now().about().stream().findFirst().orElse(""), one.amount(), BigDecimal::add);
    }

    private static JsonNode names(Fact.Names names) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json.putObject("name"), names.name());
        names.abbreviation().ifPresent(abbreviation -> put(json.putObject("abbreviation"), abbreviation));
        return json;
    }

    private static void put(ObjectNode json, Text text) {
        json.put("en", text.en()).put("fr", text.fr());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static BigDecimal amount(String text) {
        return plain(text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text));
    }

    private static BigDecimal number(Figure figure) {
        return plain(figure == null ? null : figure.number().orElse(null));
    }

    private static BigDecimal plain(BigDecimal number) {
        return number == null || number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private static void same(String what, Object recorded, Object read) {
        Object plain = recorded instanceof BigDecimal number ? plain(number) : recorded;
        if (!plain.equals(read)) {
            throw new Violation("O8: " + what + ": " + plain + " for who records, " + read + " for who reads");
        }
    }

    /** All that is shown and does not depend on versions. */
    private static String words(Initiative initiative) {
        var words = new StringBuilder().append(initiative.names()).append(initiative.formerNames()).append(initiative.status()).append(initiative.successor());
        initiative.figures().values().forEach(figure -> words.append('\n').append(figure.id()).append(' ').append(number(figure)).append(' ').append(figure.qualifier())
                .append(figure.date()).append(figure.names()).append(figure.target().map(target -> target.latest().value())));
        initiative.money().forEach((kind, figure) -> words.append('\n').append(kind).append(' ').append(number(figure)));
        initiative.sentences().forEach(sentence -> words.append('\n').append(sentence.sentence()).append(' ').append(sentence.order()));
        return words.toString();
    }
}
