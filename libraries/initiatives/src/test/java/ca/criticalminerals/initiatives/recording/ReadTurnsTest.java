package ca.criticalminerals.initiatives.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadTurnsTest {
    @Test
    void no_more_reads_run_at_once_than_there_are_turns_and_all_come_to_theirs() throws Exception {
        var turns = new ReadTurns(2, 60);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var answers = new ArrayList<Future<Response>>();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                answers.add(readers.submit(() -> turns.read(() -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                    return Response.ok().build();
                })));
            }
        }
        for (var answer : answers) {
            assertThat(answer.get().getStatus()).isEqualTo(200);
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void who_has_waited_lastingenough_is_asked_to_come_again() throws Exception {
        var turns = new ReadTurns(1, 0);
        var begun = new CountDownLatch(1);
        var refused = new CountDownLatch(1);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var lasting = readers.submit(() -> turns.read(() -> {
                begun.countDown();
                await(refused);
                return Response.ok().build();
            }));
            begun.await();
            assertThat(turns.read(() -> Response.ok().build()).getStatus()).isEqualTo(503);
            refused.countDown();
            assertThat(lasting.get().getStatus()).isEqualTo(200);
        }
    }

    @Test
    void a_read_that_fails_gives_its_turn_back() {
        var turns = new ReadTurns(1, 0);
        assertThatThrownBy(() -> turns.read(() -> {
            throw new NotFoundException();
        })).isInstanceOf(NotFoundException.class);
        assertThat(turns.read(() -> Response.ok().build()).getStatus()).isEqualTo(200);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
