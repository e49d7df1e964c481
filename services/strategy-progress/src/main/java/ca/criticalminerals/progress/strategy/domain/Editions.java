package ca.criticalminerals.progress.strategy.domain;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.progress.strategy.domain.EditionMilestone.EditionPublished;
import java.util.Optional;

/** The editions of the Progress update that were published: every rule about them is in {@code decide}, and none in {@code evolve}. */
public record Editions(Optional<EditionPublished> last) {
    /** The stream that they are in: one for all. */
    public static final String STREAM = "progress-update";
    /** Characters of a page, compressed: two of them are announced in one record of less than a megabyte. */
    public static final int LONGEST = 450_000;
    /** The rules and the fold, for the event store. */
    public static final Ledger.Rules<Editions, EditionMilestone> RULES =
            new Ledger.Rules<>(new Editions(Optional.empty()), Editions::decide, Editions::evolve);

    /** The number of the next edition. */
    public int next() {
        return last.map(EditionPublished::number).orElse(0) + 1;
    }

    /** The milestone as it is accepted, or a {@link Rejection} that names the broken rule. */
    static EditionMilestone decide(EditionMilestone asked, Editions editions) {
        return switch (asked) {
            case EditionPublished edition -> {
                follows(edition, editions);
                if (edition.occurredOn().isBefore(PartialDate.of(edition.asOf()))) {
                    throw new Rejection("as-of-in-the-future",
                            "An edition says what was true: " + edition.asOf() + " is after today, " + edition.occurredOn() + ".",
                            "Une édition dit ce qui était vrai\u00a0: le " + edition.asOf() + " est postérieur à aujourd’hui, le " + edition.occurredOn() + ".");
                }
                bothLanguages(edition);
                yield edition;
            }
        };
    }

    private static void follows(EditionPublished edition, Editions editions) {
        if (edition.number() != editions.next()) {
            throw new Rejection("not-the-next-number", "The next edition is number " + editions.next() + ", not " + edition.number() + ".",
                    "La prochaine édition porte le numéro " + editions.next() + ", et non " + edition.number() + ".");
        }
        editions.last.ifPresent(last -> {
            if (edition.asOf().isBefore(last.asOf())) {
                throw new Rejection("as-of-before-the-last-edition",
                        "Edition " + last.number() + " is as of " + last.asOf() + ", later than " + edition.asOf() + ".",
                        "L’édition " + last.number() + " est en date du " + last.asOf() + ", après le " + edition.asOf() + ".");
            }
            if (!edition.knownAt().isAfter(last.knownAt())) {
                throw new Rejection("known-at-not-after-the-last-edition",
                        "Edition " + last.number() + " says what was known at " + last.knownAt() + "; a new one must know more than that.",
                        "L’édition " + last.number() + " dit ce qui était connu à " + last.knownAt() + "; une nouvelle édition doit en savoir plus.");
            }
        });
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
            case EditionPublished edition -> new Editions(Optional.of(edition));
        };
    }
}
