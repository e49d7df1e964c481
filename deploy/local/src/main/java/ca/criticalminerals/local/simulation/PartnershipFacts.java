package ca.criticalminerals.local.simulation;

import static ca.criticalminerals.local.simulation.Chance.EVIDENCE;
import static ca.criticalminerals.local.simulation.Chance.REGISTERED_ON;
import static ca.criticalminerals.local.simulation.Chance.WORDS;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.initiatives.Money.Kind;
import ca.criticalminerals.initiatives.Qualifier;
import ca.criticalminerals.initiatives.Theme;
import ca.criticalminerals.local.simulation.InitiativeKind.Facts;
import ca.criticalminerals.partnerships.domain.HowMany;
import ca.criticalminerals.partnerships.domain.Instrument;
import ca.criticalminerals.partnerships.domain.PartnershipKind;
import ca.criticalminerals.partnerships.domain.PartnershipMilestone.*;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be recorded about a partnership of one kind: an alliance, or a working table. */
record PartnershipFacts(Chance chance, PartnershipKind kind) implements Facts {
    PartnershipFacts(Chance chance) {
        this(chance, chance.one(PartnershipKind.ALLIANCE, PartnershipKind.ALLIANCE, PartnershipKind.WORKING_TABLE));
    }

    @Override
    public Milestone registration() {
        return new PartnershipRegistered(chance.names(), List.of(), Theme.PARTNER_INTERNATIONAL, WORDS, chance.standing(), kind, REGISTERED_ON, EVIDENCE);
    }

    @Override
    public List<Milestone> definitions() {
        return Stream.of(Chance.items("arrangement", List.of("inForce", "ended")), Chance.items("contribution", List.of("committed", "withdrawn")),
                Chance.items("role", List.of("held", "ended")), Chance.items("round", List.of("announced")),
                Chance.items("undertaking", List.of("announced", "completed", "withdrawn")), Chance.items("consultation", List.of("open", "closed")),
                Chance.items("work", List.of("active", "concluded"))).flatMap(List::stream).toList();
    }

    @Override
    public Milestone any() {
        PartialDate on = chance.date();
        String key = chance.key();
        return switch (chance.below(12)) {
            case 0 -> chance.below(3) == 0 ? new PartnershipEnded(WORDS, on, EVIDENCE) : new PartnershipRenamed(chance.names(), on, EVIDENCE);
            case 1 -> new ArrangementEstablished(key, WORDS, Instrument.CHARTER, List.of(chance.one("DE", "EU")), Optional.empty(), Optional.empty(), List.of(), on, EVIDENCE);
            case 2, 3 -> new ArrangementRenewed(key, chance.some(() -> PartialDate.of("20" + (25 + chance.below(6)))), on, EVIDENCE);
            case 4 -> new ArrangementEnded(key, WORDS, on, EVIDENCE);
            case 5 -> new ContributionCommitted(key, WORDS, chance.money(Kind.CONTRIBUTION), Optional.empty(), on, EVIDENCE);
            case 6 -> new ContributionWithdrawn(key, WORDS, on, EVIDENCE);
            default -> kind == PartnershipKind.ALLIANCE ? alliance(key, on) : table(key, on);
        };
    }

    private Milestone alliance(String key, PartialDate on) {
        return switch (chance.below(7)) {
            case 0 -> new RoleAssumed(key, WORDS, WORDS, on, EVIDENCE);
            case 1 -> new RoleEnded(key, on, EVIDENCE);
            case 2 -> new RoundAnnounced(key, WORDS, new HowMany(3, Qualifier.EXACT), chance.some(() -> chance.money(Kind.UNLOCKED_VALUE)), List.of(), List.of(), on, EVIDENCE);
            case 3, 4 -> new UndertakingAnnounced(key, WORDS, chance.some(chance::key), chance.some(() -> chance.money(chance.one(Kind.LOAN, Kind.CONTRIBUTION))),
                    List.of(), List.of(), List.of(), on, EVIDENCE);
            case 5 -> new UndertakingCompleted(key, on, EVIDENCE);
            default -> new UndertakingWithdrawn(key, WORDS, on, EVIDENCE);
        };
    }

    private Milestone table(String key, PartialDate on) {
        return switch (chance.below(4)) {
            case 0 -> new ConsultationOpened(key, WORDS, List.of(), List.of(), on, EVIDENCE);
            case 1 -> new ConsultationClosed(key, Optional.empty(), on, EVIDENCE);
            case 2 -> new WorkBegun(key, WORDS, List.of(), on, EVIDENCE);
            default -> new WorkConcluded(key, WORDS, on, EVIDENCE);
        };
    }
}
