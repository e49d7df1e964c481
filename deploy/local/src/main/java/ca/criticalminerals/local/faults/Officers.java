package ca.criticalminerals.local.faults;

import ca.criticalminerals.local.LocalSystem;
import ca.criticalminerals.local.faults.Command.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Officers who record, each to an initiative of their own, while something goes wrong: who gets no answer repeats with the same
 * key until there is one, as people and their programs must.
 */
final class Officers {
    private static final int OFFICERS = 8;
    private static final int PAUSE_MILLIS = 80;

    private final Map<Command, Answer> acknowledged = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, AtomicInteger> problems = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger toldToWait = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> initiatives = new ArrayList<>();
    private final LocalSystem system;
    private volatile List<String> services;
    private volatile boolean finishing;
    private volatile boolean abandoned;

    /**
     * @param name     the beginning of the ids of their initiatives
     * @param services the instances that they turn to; the next one when one does not listen
     */
    Officers(LocalSystem system, String name, long seed, List<String> services) {
        this.system = system;
        this.services = services;
        var random = new Random(seed);
        for (int i = 0; i < OFFICERS; i++) {
            var desk = new Desk(name + "-" + (char) ('a' + i), "Bearer " + system.officer("officer." + name + i, name + "-" + (char) ('a' + i)),
                    new Random(random.nextLong()));
            initiatives.add(desk.initiative());
            threads.add(Thread.ofPlatform().name("officer-" + i).daemon().unstarted(() -> work(desk)));
        }
    }

    /** From now on they turn to these instances, as a load balancer lets them. */
    void turnTo(List<String> services) {
        this.services = services;
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** No new commands; returns when the last ones are answered, or says who waits in vain. */
    void finish() {
        finishing = true;
        long latest = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, latest - System.nanoTime())));
            }
            long waiting = threads.stream().filter(Thread::isAlive).count();
            if (waiting > 0) {
                abandoned = true;
                problem(waiting + " officers still have no answer a minute after everything is back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was recorded, as the officers were told. */
    Map<Command, Answer> acknowledged() {
        synchronized (acknowledged) {
            return new LinkedHashMap<>(acknowledged);
        }
    }

    /** How many commands have been acknowledged so far. */
    int count() {
        return acknowledged.size();
    }

    /** Whether anyone still records: who is refused for a reason that nothing mends goes home. */
    boolean areAtWork() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    List<String> initiatives() {
        return initiatives;
    }

    /** Requests without an answer: the connection was refused after another instance had been tried, or broke. */
    int unanswered() {
        return unanswered.get();
    }

    /** Answers 503 with a Retry-After. */
    int toldToWait() {
        return toldToWait.get();
    }

    /** Answers that nobody should get, each kind once with its number. */
    List<String> problems() {
        return problems.entrySet().stream().map(one -> one.getKey() + (one.getValue().get() > 1 ? " (" + one.getValue() + " times)" : ""))
                .toList();
    }

    private void work(Desk desk) {
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build()) {
            while (!finishing && !abandoned) {
                Command command = desk.next();
                Answer answer = untilAnswered(http, command);
                if (answer == null) {
                    return;
                }
                if (answer.status() == 201) {
                    acknowledged.put(command, answer);
                    desk.recorded(command, answer.version());
                } else {
                    problem("refused with " + answer.status() + ": " + answer.body());
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(desk.random().nextInt(2 * PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer untilAnswered(HttpClient http, Command command) throws InterruptedException {
        for (int attempt = 0; !abandoned; attempt++) {
            List<String> services = this.services;
            URI service = system.address(services.get(attempt % services.size()));
            try {
                Answer answer = send(http, service, command);
                if (answer.status() == 503) {
                    toldToWait.incrementAndGet();
                } else if (answer.status() < 500) {
                    return answer;
                } else {
                    problem("answered with " + answer.status() + ": " + answer.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]+", "..."));
                }
                TimeUnit.MILLISECONDS.sleep(250);
            } catch (ConnectException refused) {
                // As a load balancer does: only if nobody listens anywhere, there is no answer.
                if (attempt % services.size() == services.size() - 1) {
                    unanswered.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            } catch (IOException broken) {
                unanswered.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        return null;
    }

    private Answer send(HttpClient http, URI service, Command command) throws IOException, InterruptedException {
        var answer = http.send(command.to(service), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isEmpty()) {
            problem("answered with 503 and no Retry-After");
        }
        return new Answer(answer.statusCode(), answer.body(), answer.headers().firstValue("Consistency-Token").orElse(""));
    }

    private void problem(String what) {
        problems.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
    }
}
