package ca.criticalminerals.progress.strategy.domain;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.EditionPublished;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.EditionWithdrawn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The editions of the Progress update that were published: every rule about them is in {@code decide}, and none in {@code evolve}.
 *
 * @param published how many were published, which is the number of the last one
 * @param holding   those that were not withdrawn, the first one first
 */
public record Editions(int published, List<Holding> holding) {
    /** The stream that they are in: one for all. */
    public static final String STREAM = "progress-update";
    /** Characters of a page, compressed: two of them are announced in one record of less than a megabyte. */
    public static final int LONGEST = 450_000;
    /** The rules and the fold, for the event store. */
    public static final Ledger.Rules<Editions, EditionMilestone> RULES =
            new Ledger.Rules<>(new Editions(0, List.of()), Editions::decide, Editions::evolve);

    /** An edition that holds: what the next one is compared with. */
    record Holding(int number, LocalDate asOf, Instant knownAt) {}

    /** The number of the next edition. */
    public int next() {
        return published + 1;
    }

    private Optional<Holding> last() {
        return holding.isEmpty() ? Optional.empty() : Optional.of(holding.getLast());
    }

    /** The milestone as it is accepted, or a {@link Rejection} that names the broken rule. */
    static EditionMilestone decide(EditionMilestone asked, Editions editions) {
        return switch (asked) {
            case EditionPublished edition -> {
                follows(edition, editions);
                if (edition.occurredOn().isBefore(PartialDate.of(edition.asOf()))) {
                    throw new Rejection("as-of-in-the-future",
                            "An edition says what was true: " + edition.asOf() + " is after today, " + edition.occurredOn() + ".",
                            "Une édition dit ce qui était vrai\u00a0: le " + edition.asOf() + " est postérieur à aujourd’hui, le " + edition.occurredOn() + ".").in("/asOf");
                }
                bothLanguages(edition);
                yield edition;
            }
            case EditionWithdrawn withdrawal -> {
                holds(withdrawal.number(), editions);
                yield withdrawal;
            }
        };
    }

    private static void follows(EditionPublished edition, Editions editions) {
        if (edition.number() != editions.next()) {
            throw new Rejection("not-the-next-number", "The next edition is number " + editions.next() + ", not " + edition.number() + ".",
                    "La prochaine édition porte le numéro " + editions.next() + ", et non " + edition.number() + ".");
        }
        editions.last().ifPresent(last -> {
            if (edition.asOf().isBefore(last.asOf())) {
                throw new Rejection("as-of-before-the-last-edition",
                        "Edition " + last.number() + " is as of " + last.asOf() + ", later than " + edition.asOf() + ": choose that day or a later one, or withdraw it.",
                        "L’édition " + last.number() + " est en date du " + last.asOf() + ", après le " + edition.asOf()
                                + " : choisissez cette date ou une date ultérieure, ou retirez-la.").in("/asOf");
            }
            if (!edition.knownAt().isAfter(last.knownAt())) {
                throw new Rejection("known-at-not-after-the-last-edition",
                        "Edition " + last.number() + " says what was known at " + last.knownAt() + "; a new one must know more than that.",
                        "L’édition " + last.number() + " dit ce qui était connu à " + last.knownAt() + "; une nouvelle édition doit en savoir plus.").in("/knownAt");
            }
        });
    }

    private static void holds(int number, Editions editions) {
        if (number < 1 || number > editions.published) {
            throw new Rejection("unknown-edition", "There is no edition " + number + ".", "Il n’y a pas d’édition " + number + ".");
        }
        if (editions.holding.stream().noneMatch(edition -> edition.number == number)) {
            throw new Rejection("edition-already-withdrawn", "Edition " + number + " was withdrawn before.", "L’édition " + number + " a déjà été retirée.");
        }
    }

    private static void bothLanguages(EditionPublished edition) {
        var en = edition.documents().en();
        var fr = edition.documents().fr();
        if (en.sha256().equals(fr.sha256())) {
            throw new Rejection("both-languages", "The two languages have the same page: one of them is missing.",
                    "Les deux langues ont la même page\u00a0: il en manque une.");
        }
        int longest = Math.max(en.gzip().length(), fr.gzip().length());
        if (longest > LONGEST) {
            throw new Rejection("page-too-large", "A page has " + longest + " characters when compressed, more than the " + LONGEST + " that can be announced.",
                    "Une page compte " + longest + " caractères une fois comprimée, plus que les " + LONGEST + " qui peuvent être annoncés.");
        }
    }

    /** The editions after the milestone. */
    static Editions evolve(Editions editions, EditionMilestone milestone) {
        return switch (milestone) {
            case EditionPublished edition -> new Editions(edition.number(),
                    Stream.concat(editions.holding.stream(), Stream.of(new Holding(edition.number(), edition.asOf(), edition.knownAt()))).toList());
            case EditionWithdrawn withdrawal -> new Editions(editions.published,
                    editions.holding.stream().filter(edition -> edition.number != withdrawal.number()).toList());
        };
    }
}
