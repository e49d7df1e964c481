package ca.criticalminerals.local.simulation;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.initiatives.FigureDefined;
import ca.criticalminerals.initiatives.SentenceWritten;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One initiative, recorded by chance as far as its rules allow, then recorded again in other orders. After each step the service that
 * records and the readers must say the same of it. Orders that differ only where dates decide must end the same.
 */
final class OrderSimulation<S> {
    private static final int OTHER_ORDERS = 2;
    private static final int NEXT = 4;

    private final InitiativeKind<S> kind;
    private final OrderMistake mistake;
    private final Chance chance;
    private final Consumer<String> trace;
    private int refused;
    private int ended;

    /** {@code trace} is told what happens. */
    OrderSimulation(InitiativeKind<S> kind, long seed, OrderMistake mistake, Consumer<String> trace) {
        this.kind = kind;
        this.mistake = mistake;
        this.chance = new Chance(new Random(seed));
        this.trace = trace;
    }

    /** So many attempts to record something, then other orders; a {@link Violation} says what is wrong. */
    void run(int attempts) {
        var facts = kind.facts().apply(chance);
        var next = IntStream.range(0, NEXT).mapToObj(_ -> facts.any()).toList();
        var first = new OrderedDesk<>(kind, mistake, trace);
        var requests = new ArrayList<OrderRequest>();
        ask(first, requests, new OrderRequest.Record(0, facts.registration()));
        for (Milestone definition : facts.definitions()) {
            ask(first, requests, new OrderRequest.Record(requests.size(), definition));
        }
        int defined = requests.size();
        for (int i = 0; i < attempts; i++) {
            ask(first, requests, request(facts, requests, defined));
        }
        for (int i = 0; i < OTHER_ORDERS; i++) {
            again(first, requests, next);
        }
    }

    /** How many requests were refused, and how many of the other orders came to the same end. */
    int refused() {
        return refused;
    }

    int ended() {
        return ended;
    }

    private OrderRequest request(InitiativeKind.Facts facts, List<OrderRequest> requests, int defined) {
        if (requests.size() > defined && chance.below(6) == 0) {
            int about = defined + chance.below(requests.size() - defined);
            if (requests.get(about) instanceof OrderRequest.Record(int id, Milestone mistaken)) {
                if (chance.below(3) == 0) {
                    return new OrderRequest.Retract(id);
                }
                for (int i = 0; i < 60; i++) {
                    Milestone other = facts.any();
                    if (other.getClass() == mistaken.getClass()) {
                        return new OrderRequest.Correct(id, other);
                    }
                }
            }
        }
        return new OrderRequest.Record(requests.size(), facts.any());
    }

    private void ask(OrderedDesk<S> desk, List<OrderRequest> accepted, OrderRequest request) {
        if (desk.ask(request).isEmpty()) {
            accepted.add(request);
        } else {
            refused++;
        }
    }

    private void again(OrderedDesk<S> first, List<OrderRequest> requests, List<Milestone> next) {
        trace.accept("the same, recorded in another order");
        var desk = new OrderedDesk<>(kind, mistake, trace);
        for (OrderRequest request : reordered(requests)) {
            if (desk.ask(request).isPresent()) {
                return; // as it must be: the desk has checked that a rule forbids it
            }
        }
        ended++;
        if (!desk.state().equals(first.state())) {
            throw new Violation("O10: another order of recording ends in another state: " + desk.state() + ", not " + first.state());
        }
        if (!desk.shown().equals(first.shown())) {
            throw new Violation("O10: another order of recording ends in other figures: " + desk.shown() + ", not " + first.shown());
        }
        for (Milestone one : next) {
            var answer = desk.verdict(one).map(Rejection::rule);
            if (!answer.equals(first.verdict(one).map(Rejection::rule))) {
                throw new Violation("O10: after another order of recording the answer to " + one + " is another: " + answer.orElse("recorded"));
            }
        }
    }

    /** The records in an order of chance, then the changes of them; pairs that dates cannot tell apart keep theirs. */
    private List<OrderRequest> reordered(List<OrderRequest> requests) {
        var records = new ArrayList<OrderRequest.Record>();
        var changes = new ArrayList<OrderRequest>();
        for (OrderRequest request : requests) {
            switch (request) {
                case OrderRequest.Record recorded -> records.add(recorded);
                case OrderRequest.Correct _, OrderRequest.Retract _ -> changes.add(request);
            }
        }
        var latest = new ArrayList<Milestone>();
        records.forEach(recorded -> latest.add(changes.stream().filter(change -> change.id() == recorded.id() && change instanceof OrderRequest.Correct)
                .map(change -> ((OrderRequest.Correct) change).replacement()).reduce((_, later) -> later).orElse(recorded.milestone())));
        var order = new ArrayList<OrderRequest>();
        var left = new ArrayList<>(IntStream.range(0, records.size()).boxed().toList());
        while (!left.isEmpty()) {
            var free = left.stream().filter(one -> left.stream().noneMatch(before -> before < one && mustFollow(latest.get(one), latest.get(before)))).toList();
            Integer one = free.get(chance.below(free.size()));
            left.remove(one);
            order.add(records.get(one));
        }
        order.addAll(changes);
        return order;
    }

    private static boolean mustFollow(Milestone one, Milestone before) {
        if (one.isTimeless() || before.isTimeless()) {
            boolean wordsLast = one instanceof SentenceWritten || !(before instanceof SentenceWritten);
            return wordsLast && (one.isTimeless() && before.isTimeless() || before instanceof FigureDefined || before.isTimeless() && !one.isTimeless());
        }
        return !one.occurredOn().isBefore(before.occurredOn()) && !before.occurredOn().isBefore(one.occurredOn());
    }
}
