package ca.criticalminerals.local.simulation;

import static ca.criticalminerals.local.simulation.Chance.EVIDENCE;
import static ca.criticalminerals.local.simulation.Chance.INITIATIVE;
import static ca.criticalminerals.local.simulation.Chance.REGISTERED_ON;
import static ca.criticalminerals.local.simulation.Chance.WORDS;

import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.*;
import ca.criticalminerals.funding.domain.OutputKind;
import ca.criticalminerals.initiatives.CountReported;
import ca.criticalminerals.initiatives.FigureDefined.Unit;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Money.Kind;
import ca.criticalminerals.initiatives.Qualifier;
import ca.criticalminerals.initiatives.SentenceWritten;
import ca.criticalminerals.initiatives.TargetSet;
import ca.criticalminerals.initiatives.Theme;
import ca.criticalminerals.local.simulation.InitiativeKind.Facts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What can be recorded about a funding program. */
record ProgramFacts(Chance chance) implements Facts {
    @Override
    public Milestone registration() {
        return new ProgramRegistered(chance.names(), chance.perhaps() ? List.of() : List.of(chance.names()), Theme.PRODUCE, WORDS, chance.standing(), List.of(),
                REGISTERED_ON, EVIDENCE);
    }

    @Override
    public List<Milestone> definitions() {
        return List.of(Chance.figure("envelope", Unit.CAD, What.ENVELOPE), Chance.figure("projects", Unit.COUNT, What.PROJECTS),
                Chance.figure("amount", Unit.CAD, What.CONTRIBUTIONS), Chance.figure("outputs", Unit.COUNT, What.OUTPUTS),
                Chance.figure("stated", Unit.COUNT, What.STATEMENTS));
    }

    @Override
    public Milestone any() {
        return switch (chance.below(20)) {
            case 0, 1 -> new ProgramLaunched(chance.date(), EVIDENCE);
            case 2 -> new EnvelopeSet(chance.money(Kind.ENVELOPE), chance.date(), EVIDENCE);
            case 3, 4 -> new EnvelopeChanged(chance.money(Kind.ENVELOPE), WORDS, chance.date(), EVIDENCE);
            case 5 -> new CallOpened(chance.key(), WORDS, chance.some(() -> chance.money(Kind.CALL)), chance.date(), EVIDENCE);
            case 6 -> new CallClosed(chance.key(), chance.date(), EVIDENCE);
            case 7, 8, 9 -> new ProjectApproved(chance.key(), WORDS, Optional.empty(), List.of(), List.of("BC"), List.of(), 1 + chance.below(2),
                    chance.some(() -> chance.money(chance.one(Kind.CONTRIBUTION, Kind.CONTRIBUTION, Kind.LOAN))), chance.date(), EVIDENCE);
            case 10, 11 -> new AgreementSigned(chance.key(), chance.money(chance.one(Kind.CONTRIBUTION, Kind.CONTRIBUTION, Kind.LOAN)), chance.date(), EVIDENCE);
            case 12 -> new ProjectCompleted(chance.key(), chance.date(), EVIDENCE);
            case 13 -> new ProjectWithdrawn(chance.key(), WORDS, chance.date(), EVIDENCE);
            case 14 -> new OutputReleased(chance.key(), WORDS, OutputKind.MAP, List.of(), chance.date(), EVIDENCE);
            case 15 -> new ProgramRenamed(chance.names(), chance.date(), EVIDENCE);
            case 16 -> chance.perhaps() ? new ProgramClosed(WORDS, chance.date(), EVIDENCE) : new ProgramAbsorbed("y", chance.date(), EVIDENCE);
            case 17 -> new TargetSet(INITIATIVE + ".projects", BigDecimal.valueOf(chance.below(5)), PartialDate.of("2030"),
                    Optional.empty(), chance.some(() -> WORDS), chance.date(), EVIDENCE);
            case 18 -> new SentenceWritten(chance.key(), chance.below(3), Text.of("{x.projects} projects", "{x.projects} projets"), REGISTERED_ON, EVIDENCE);
            default -> new CountReported(INITIATIVE + chance.one(".projects", ".stated"), BigDecimal.valueOf(chance.below(9)), Qualifier.EXACT, Optional.empty(),
                    List.of(), chance.date(), EVIDENCE);
        };
    }
}
