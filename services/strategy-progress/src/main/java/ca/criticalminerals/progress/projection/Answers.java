package ca.criticalminerals.progress.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;

/**
 * Answers that were computed, by what was asked; bounded in bytes. A question is a record, so two of them are equal only if all of
 * their values are: whatever a reader writes into one of them, it is never another question.
 */
public final class Answers {
    private static final long MOST_BYTES = 32 << 20;

    private final Cache<Record, Answer> passing;
    private final Cache<Record, Answer> lasting;

    private Answers(Cache<Record, Answer> passing, Cache<Record, Answer> lasting) {
        this.passing = passing;
        this.lasting = lasting;
    }

    /** None yet. */
    public static Answers none() {
        return new Answers(cache(), cache());
    }

    /** What is left of them when it is known up to when the same milestones are complete, and nothing else. */
    Answers later() {
        return new Answers(cache(), lasting);
    }

    /** An answer that says how complete it is: computed once until that changes. */
    Answer passing(Record question, Supplier<byte[]> compute) {
        return answer(passing, question, compute);
    }

    /** An answer that follows from the milestones alone: computed once until there is another one. */
    Answer lasting(Record question, Supplier<byte[]> compute) {
        return answer(lasting, question, compute);
    }

    private static Answer answer(Cache<Record, Answer> known, Record question, Supplier<byte[]> compute) {
        return known.get(question, _ -> Answer.of(compute.get()));
    }

    private static Cache<Record, Answer> cache() {
        return Caffeine.newBuilder().maximumWeight(MOST_BYTES)
                .weigher((Record question, Answer answer) -> question.toString().length() + answer.bytes().length).build();
    }
}
