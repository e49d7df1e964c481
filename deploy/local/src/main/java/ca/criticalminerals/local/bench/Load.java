package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.Trouble;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Sends requests over keep-alive connections, from one event loop that costs the machine little. */
final class Load implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
    private final HttpClient client;
    private final int connections;

    /** So many connections to each server, made when they are needed. */
    Load(int connections) {
        this.connections = connections;
        client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(connections).setTcpNoDelay(true));
    }

    /** What is asked of a server; without a body it is a GET. */
    record Request(URI server, String path, Map<String, String> headers, Optional<Buffer> body) {}

    /** What was answered, and how long the body was; the body itself is not kept, it can be large. */
    record Answer(MultiMap headers, long bytes) {}

    /** Something that is started at a fixed time, {@code due} by {@link System#nanoTime()}. */
    interface Timed {
        Future<?> start(int number, long due);
    }

    /** Each connection asks again as soon as it is answered, until the time is up; answers per second. */
    double closed(Duration duration, IntFunction<Request> asked) {
        return closedWith(duration, number -> send(asked.apply(number)));
    }

    /** The same for those who look at the answers. */
    double closedWith(Duration duration, IntFunction<Future<Answer>> asked) {
        var next = new AtomicInteger();
        var missing = new Missing(connections);
        long start = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            // From its event loop: begun elsewhere, an answer could have come before anyone listens to it.
            vertx.runOnContext(_ -> again(next, start + duration.toNanos(), asked, missing));
        }
        missing.await();
        return next.get() / ((System.nanoTime() - start) / 1e9);
    }

    /** All of them, as many at a time as there are connections; returns when all are answered. */
    void all(List<Request> requests) {
        var next = new AtomicInteger();
        var missing = new Missing(connections);
        for (int i = 0; i < connections; i++) {
            vertx.runOnContext(_ -> following(next, requests, missing));
        }
        missing.await();
    }

    private void following(AtomicInteger next, List<Request> requests, Missing missing) {
        int index = next.getAndIncrement();
        if (index >= requests.size() || missing.failed()) {
            missing.one(null);
        } else {
            send(requests.get(index)).onComplete(done -> {
                if (done.succeeded()) {
                    following(next, requests, missing);
                } else {
                    missing.one(done.cause());
                }
            });
        }
    }

    /** One request after the other; how long each took, in milliseconds. */
    double[] each(int requests, IntFunction<Request> asked) {
        var times = new double[requests];
        for (int i = 0; i < requests; i++) {
            long start = System.nanoTime();
            one(asked.apply(i));
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        return times;
    }

    /** One request and its answer. */
    Answer one(Request asked) {
        var answer = new AtomicReference<Answer>();
        var missing = new Missing(1);
        vertx.runOnContext(_ -> send(asked).onSuccess(answer::set).onComplete(done -> missing.one(done.cause())));
        missing.await();
        return answer.get();
    }

    /**
     * Starts things at fixed times, whether or not the earlier ones are done, so that a slow one hides no other (no
     * coordinated omission: a time that counts from {@code due} includes the waiting).
     */
    void open(int perSecond, int number, Timed timed) {
        var missing = new Missing(number);
        long start = System.nanoTime() + 10_000_000;
        for (int i = 0; i < number && !missing.failed(); i++) {
            int index = i;
            long due = start + i * 1_000_000_000L / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
            vertx.runOnContext(_ -> timed.start(index, due).onComplete(done -> missing.one(done.cause())));
        }
        missing.await();
    }

    /** The answer, if it is one of success and comes within half a minute. */
    Future<Answer> send(Request asked) {
        HttpMethod method = asked.body().isPresent() ? HttpMethod.POST : HttpMethod.GET;
        return client.request(method, asked.server().getPort(), asked.server().getHost(), asked.path())
                .compose(request -> {
                    asked.headers().forEach(request::putHeader);
                    return asked.body().isPresent() ? request.send(asked.body().get()) : request.send();
                })
                .compose(answer -> answered(asked, answer))
                .timeout(LONGEST.toSeconds(), TimeUnit.SECONDS);
    }

    private static Future<Answer> answered(Request asked, HttpClientResponse answer) {
        if (answer.statusCode() / 100 != 2 && answer.statusCode() != 304) {
            return answer.body().compose(body ->
                    Future.failedFuture(asked.path() + " was answered with " + answer.statusCode() + ": " + body));
        }
        var bytes = new AtomicLong();
        answer.handler(part -> bytes.addAndGet(part.length()));
        return answer.end().map(_ -> new Answer(answer.headers(), bytes.get()));
    }

    private void again(AtomicInteger next, long end, IntFunction<Future<Answer>> asked, Missing missing) {
        if (System.nanoTime() < end && !missing.failed()) {
            asked.apply(next.getAndIncrement()).onComplete(done -> {
                if (done.succeeded()) {
                    again(next, end, asked, missing);
                } else {
                    missing.one(done.cause());
                }
            });
        } else {
            missing.one(null);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }

    /** Counts what is not done yet; the first failure ends the measurement. */
    private static final class Missing {
        private final CountDownLatch left;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Missing(int number) {
            left = new CountDownLatch(number);
        }

        void one(@Nullable Throwable cause) {
            if (cause == null) {
                left.countDown();
            } else if (failure.compareAndSet(null, cause)) {
                for (long i = left.getCount(); i > 0; i--) {
                    left.countDown();
                }
            }
        }

        boolean failed() {
            return failure.get() != null;
        }

        void await() {
            try {
                if (!left.await(5, TimeUnit.MINUTES)) {
                    throw new Trouble("Requests were not answered in five minutes.", "Des demandes sont restées sans réponse cinq minutes.");
                }
            } catch (InterruptedException e) {
                throw new Trouble("Interrupted.", "Interrompu.");
            }
            if (failed()) {
                throw new Trouble("A request of the measurement failed: " + failure.get().getMessage(),
                        "Une demande de la mesure a échoué : " + failure.get().getMessage());
            }
        }
    }
}
