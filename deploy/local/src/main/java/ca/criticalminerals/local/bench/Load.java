package ca.criticalminerals.local.bench;

import ca.criticalminerals.local.Trouble;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Sends requests to a service over keep-alive connections, from one event loop that costs the machine little. */
final class Load implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
    private final URI server;

    Load(URI server) {
        this.server = server;
    }

    /** What is asked; an empty body is a GET. */
    record Request(String path, Map<String, String> headers, Optional<Buffer> body) {
        static Request get(String path) {
            return new Request(path, Map.of(), Optional.empty());
        }
    }

    /** Each connection asks again as soon as it is answered, until all requests are answered; requests per second. */
    double closed(int connections, int requests, IntFunction<Request> asked) {
        HttpClient client = client(connections);
        var next = new AtomicInteger();
        var all = new Answers(requests);
        long start = System.nanoTime();
        for (int i = 0; i < Math.min(connections, requests); i++) {
            again(client, next, requests, asked, all);
        }
        all.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        client.close();
        return requests / seconds;
    }

    /**
     * Starts requests at fixed times, answered or not, so that a slow answer delays none of the others (no coordinated
     * omission); of each the milliseconds from the time at which it should have started to its answer.
     */
    Latencies open(int perSecond, int requests, IntFunction<Request> asked) {
        HttpClient client = client(64);
        var all = new Answers(requests);
        var times = new double[requests];
        long start = System.nanoTime() + 10_000_000;
        for (int i = 0; i < requests; i++) {
            int index = i;
            long due = start + i * 1_000_000_000L / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
            Request request = asked.apply(i);
            vertx.runOnContext(_ -> send(client, request).onComplete(answer -> {
                times[index] = (System.nanoTime() - due) / 1e6;
                all.one(answer.succeeded() ? null : answer.cause());
            }));
        }
        all.await();
        client.close();
        return Latencies.of(times);
    }

    private HttpClient client(int connections) {
        return vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(connections).setKeepAlive(true)
                .setIdleTimeout(60).setTcpNoDelay(true));
    }

    private void again(HttpClient client, AtomicInteger next, int requests, IntFunction<Request> asked, Answers all) {
        int number = next.getAndIncrement();
        if (number < requests && !all.failed()) {
            send(client, asked.apply(number)).onComplete(answer -> {
                all.one(answer.succeeded() ? null : answer.cause());
                again(client, next, requests, asked, all);
            });
        }
    }

    private Future<Buffer> send(HttpClient client, Request asked) {
        HttpMethod method = asked.body().isPresent() ? HttpMethod.POST : HttpMethod.GET;
        return client.request(method, server.getPort(), server.getHost(), asked.path())
                .compose(request -> {
                    asked.headers().forEach(request::putHeader);
                    return asked.body().isPresent() ? request.send(asked.body().get()) : request.send();
                })
                .compose(answer -> body(asked, answer));
    }

    private static Future<Buffer> body(Request asked, HttpClientResponse answer) {
        return answer.body().compose(body -> answer.statusCode() / 100 == 2 || answer.statusCode() == 304 ? Future.succeededFuture(body)
                : Future.failedFuture(asked.path() + " was answered with " + answer.statusCode() + ": " + body));
    }

    @Override
    public void close() {
        vertx.close();
    }

    /** Counts answers; the first failure ends the measurement. */
    private static final class Answers {
        private final CountDownLatch missing;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Answers(int requests) {
            missing = new CountDownLatch(requests);
        }

        void one(Throwable cause) {
            if (cause == null) {
                missing.countDown();
            } else if (failure.compareAndSet(null, cause)) {
                for (long i = missing.getCount(); i > 0; i--) {
                    missing.countDown();
                }
            }
        }

        boolean failed() {
            return failure.get() != null;
        }

        void await() {
            try {
                if (!missing.await(5, TimeUnit.MINUTES)) {
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
