package ca.criticalminerals.local.simulation;

import ca.criticalminerals.eventsourcing.LedgerCommand;
import ca.criticalminerals.eventsourcing.LedgerEvent;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.store.StoredEvent;
import ca.criticalminerals.funding.FundingBeans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/** One request at a time, a step at a time: begin, read, decide, insert, commit, answer; its client repeats what is not answered. */
final class Writer {
    private static final double DIES = 0.04;

    private final String name;
    private final List<String> initiatives;
    private final ModelLog log;
    private final Random random;
    private final Mistake mistake;
    private final Map<String, StoredEvent> acknowledged;
    private final Consumer<String> trace;
    private Step step = Step.ASK;
    private int commands;
    private String key = "";
    private String stream = "";
    private Commands.Wish wish = Commands.Wish.APPROVE;
    private ModelLog.Transaction transaction;
    private List<StoredEvent> read = List.of();
    private StoredEvent next;

    private enum Step { ASK, BEGIN, READ, INSERT, COMMIT, ANSWER }

    Writer(String name, List<String> initiatives, ModelLog log, Random random, Mistake mistake, Map<String, StoredEvent> acknowledged,
            Consumer<String> trace) {
        this.name = name;
        this.initiatives = initiatives;
        this.log = log;
        this.random = random;
        this.mistake = mistake;
        this.acknowledged = acknowledged;
        this.trace = trace;
    }

    /** Whether it has nothing on its hands. */
    boolean isIdle() {
        return step == Step.ASK && key.isEmpty();
    }

    /** Does the next thing; {@code dying} if it may end in the middle of it, {@code asking} if it may begin something new. */
    void step(boolean dying, boolean asking) {
        if (dying && step != Step.ASK && random.nextDouble() < DIES) {
            die();
            return;
        }
        switch (step) {
            case ASK -> ask(asking);
            case BEGIN -> begin();
            case READ -> read();
            case INSERT -> insert();
            case COMMIT -> {
                log.commit(transaction);
                trace.accept(name + " commits " + next.streamId + " " + next.version);
                step = Step.ANSWER;
            }
            case ANSWER -> answer(next);
        }
    }

    private void ask(boolean asking) {
        if (key.isEmpty()) {
            if (!asking) {
                return;
            }
            key = name + "-" + ++commands;
            stream = initiatives.get(random.nextInt(initiatives.size()));
            wish = Commands.Wish.values()[random.nextInt(Commands.Wish.values().length)];
        }
        step = Step.BEGIN;
    }

    private void begin() {
        transaction = log.begin();
        if (mistake == Mistake.KEY_BEFORE_READ) {
            log.write(transaction);
        }
        step = Step.READ;
    }

    private void read() {
        read = log.stream(stream);
        var first = log.recordedUnder(key);
        if (first.isPresent()) {
            log.abort(transaction);
            answer(first.get());
        } else {
            decide();
        }
    }

    private void decide() {
        var decider = FundingBeans.FUNDING_PROGRAM.decider();
        var events = new ArrayList<LedgerEvent<Milestone>>();
        read.forEach(event -> events.add(Commands.event(event)));
        try {
            LedgerCommand<Milestone> command = Commands.command(wish, stream, key, events, random);
            var event = decider.decide().apply(command, decider.fold(events));
            next = new StoredEvent();
            next.streamId = stream;
            next.version = read.size() + 1;
            next.eventId = new UUID(random.nextLong(), random.nextLong());
            next.type = FundingBeans.JSON.kind(event);
            next.data = FundingBeans.JSON.json(event).toString();
            next.occurredOn = event.occurredOn().value();
            next.recordedBy = name;
            next.idempotencyKey = key;
            step = Step.INSERT;
        } catch (Rejection refused) {
            log.abort(transaction);
            done();
        }
    }

    private void insert() {
        if (log.mustWait(transaction, next)) {
            return;
        }
        Instant previous = read.isEmpty() ? Instant.MIN : read.getLast().recordedAt;
        if (log.insert(transaction, next, previous)) {
            trace.accept(name + " inserts " + next.streamId + " " + next.version + " as transaction " + next.transactionId + ", position " + next.position);
            step = Step.COMMIT;
        } else {
            log.abort(transaction);
            step = Step.BEGIN;
        }
    }

    private void answer(StoredEvent recorded) {
        var first = Optional.ofNullable(acknowledged.putIfAbsent(key, recorded));
        if (first.isPresent() && first.get() != recorded) {
            throw new Violation("O8: the repeat of " + key + " was answered with another milestone");
        }
        if (random.nextInt(6) == 0 && step == Step.ANSWER) {
            step = Step.ASK; // the answer is lost on its way: the client repeats it under its key
            return;
        }
        done();
    }

    private void done() {
        key = "";
        step = Step.ASK;
    }

    /** The service ends; PostgreSQL takes back what is not committed, and the client repeats its request later. */
    private void die() {
        trace.accept(name + " dies at " + step);
        if (step != Step.BEGIN && step != Step.ANSWER) {
            log.abort(transaction);
        }
        step = Step.ASK;
    }
}
