package ca.criticalminerals.local.simulation;

import static ca.criticalminerals.local.simulation.Chance.EVIDENCE;
import static ca.criticalminerals.local.simulation.Chance.REGISTERED_ON;
import static ca.criticalminerals.local.simulation.Chance.WORDS;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Theme;
import ca.criticalminerals.local.simulation.InitiativeKind.Facts;
import ca.criticalminerals.security.domain.InstrumentKind;
import ca.criticalminerals.security.domain.MeasureKind;
import ca.criticalminerals.security.domain.ReviewOutcome;
import ca.criticalminerals.security.domain.Role;
import ca.criticalminerals.security.domain.SecurityMeasureMilestone.*;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be recorded about a security measure of one kind. */
record MeasureFacts(Chance chance, MeasureKind kind) implements Facts {
    MeasureFacts(Chance chance) {
        this(chance, chance.one(MeasureKind.values()));
    }

    @Override
    public Milestone registration() {
        return new MeasureRegistered(chance.names(), List.of(), Theme.PROTECT, WORDS, chance.standing(), kind, REGISTERED_ON, EVIDENCE);
    }

    @Override
    public List<Milestone> definitions() {
        List<Milestone> items = switch (kind) {
            case LEGISLATION -> Chance.items("law", List.of("proposed", "introduced", "assented", "inForce", "withdrawn", "repealed"));
            case DESIGNATION -> Chance.items("designation", List.of("inForce", "revoked"));
            case SUPPLY -> Stream.concat(Chance.items("agreement", List.of("negotiating", "announced", "signed", "replaced", "ended")).stream(),
                    Chance.items("stockpile", List.of("established", "ended")).stream()).toList();
            case INSTRUMENT -> List.of();
            case ALLIED_PROJECT -> Chance.items("participation", List.of("active", "ended"));
            case REVIEW_REGIME -> Chance.items("review", List.of("open", "concluded"));
            case JOINT_WORK -> Chance.items("work", List.of("active", "concluded"));
        };
        return Stream.concat(items.stream(), Chance.items("instrument", List.of("released", "superseded")).stream()).toList();
    }

    @Override
    public Milestone any() {
        PartialDate on = chance.date();
        String key = chance.key();
        return switch (chance.below(8)) {
            case 0 -> chance.below(3) == 0 ? new MeasureEnded(WORDS, on, EVIDENCE) : new MeasureRenamed(chance.names(), on, EVIDENCE);
            case 1 -> chance.perhaps() ? new InstrumentReleased(key, WORDS, InstrumentKind.LIST, List.of(), on, EVIDENCE)
                    : new InstrumentSuperseded(key, WORDS, on, EVIDENCE);
            default -> switch (kind) {
                case LEGISLATION -> law(key, on);
                case DESIGNATION, INSTRUMENT -> chance.perhaps() ? new DesignationMade(key, WORDS, WORDS, List.of("COPPER"), Optional.empty(), on, EVIDENCE)
                        : new DesignationRevoked(key, WORDS, on, EVIDENCE);
                case SUPPLY -> supply(key, on);
                case ALLIED_PROJECT -> chance.perhaps() ? new ParticipationBegun(key, WORDS, Role.LEAD, List.of(), on, EVIDENCE)
                        : new ParticipationEnded(key, WORDS, on, EVIDENCE);
                case REVIEW_REGIME -> chance.perhaps() ? new ReviewOpened(key, WORDS, Optional.empty(), on, EVIDENCE)
                        : new ReviewConcluded(key, ReviewOutcome.CLEARED, Optional.empty(), on, EVIDENCE);
                case JOINT_WORK -> chance.perhaps() ? new WorkBegun(key, WORDS, List.of(), on, EVIDENCE) : new WorkConcluded(key, WORDS, on, EVIDENCE);
            };
        };
    }

    private Milestone law(String key, PartialDate on) {
        return switch (chance.below(7)) {
            case 0, 1 -> new LawProposed(key, WORDS, on, EVIDENCE);
            case 2 -> new LawIntroduced(key, chance.some(() -> WORDS), Optional.empty(), on, EVIDENCE);
            case 3 -> new LawAssented(key, on, EVIDENCE);
            case 4 -> new LawInForce(key, on, EVIDENCE);
            case 5 -> new LawWithdrawn(key, WORDS, on, EVIDENCE);
            default -> new LawRepealed(key, WORDS, on, EVIDENCE);
        };
    }

    private Milestone supply(String key, PartialDate on) {
        boolean first = chance.perhaps();
        var title = first ? Optional.of(WORDS) : Optional.<Text>empty();
        var with = first ? Optional.of("A company") : Optional.<String>empty();
        List<String> minerals = first ? List.of("COPPER") : List.of();
        return switch (chance.below(9)) {
            case 0, 1 -> new AgreementNegotiated(key, WORDS, "A company", List.of("COPPER"), List.of(), on, EVIDENCE);
            case 2 -> new AgreementAnnounced(key, title, with, minerals, List.of(), on, EVIDENCE);
            case 3, 4 -> new AgreementSigned(key, title, with, minerals, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), on, EVIDENCE);
            case 5 -> new AgreementReplaced(key, chance.key(), on, EVIDENCE);
            case 6 -> new AgreementEnded(key, WORDS, on, EVIDENCE);
            case 7 -> new StockpileEstablished(key, WORDS, List.of(), on, EVIDENCE);
            default -> new StockpileEnded(key, WORDS, on, EVIDENCE);
        };
    }
}
