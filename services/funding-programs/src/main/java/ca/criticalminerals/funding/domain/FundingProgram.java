package ca.criticalminerals.funding.domain;

import ca.criticalminerals.eventsourcing.Ledger;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.AgreementSigned;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.CallClosed;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.CallOpened;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.EnvelopeChanged;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.EnvelopeSet;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.OutputReleased;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.ProgramAbsorbed;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.ProgramClosed;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.ProgramLaunched;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.ProgramRegistered;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.ProgramRenamed;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.ProjectApproved;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.ProjectCompleted;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.ProjectWithdrawn;
import ca.criticalminerals.funding.domain.RegisteredProgram.Call;
import ca.criticalminerals.funding.domain.RegisteredProgram.Project;
import ca.criticalminerals.funding.domain.RegisteredProgram.Project.Status;
import ca.criticalminerals.initiatives.FigureDefined.What;
import ca.criticalminerals.initiatives.Initiative;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Standing;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A funding program: every rule about it is in {@code decide}, and none in {@code evolve}. */
public sealed interface FundingProgram permits FundingProgram.Unregistered, RegisteredProgram {
    /** The rules and the fold, for the event store. */
    Ledger.Rules<Initiative<FundingProgram>, Milestone> RULES = Initiative.rules(new Initiative.Kind<>(new Unregistered(),
            FundingProgramMilestone.class, FundingProgram::decide, FundingProgram::evolve, EnumSet.complementOf(EnumSet.of(What.ITEMS)),
            FundingProgram::streams, Map.of()));

    /** Nothing is known of it yet. */
    record Unregistered() implements FundingProgram {}

    /** The milestone as it is accepted, or a {@link Rejection} that names the broken rule. */
    static FundingProgramMilestone decide(FundingProgramMilestone asked, FundingProgram state) {
        return switch (asked) {
            case ProgramRegistered registered -> {
                if (state instanceof RegisteredProgram) {
                    throw new Rejection("already-registered", "The program is registered already.", "Le programme est déjà inscrit.");
                }
                yield registered;
            }
            case ProgramLaunched launched -> {
                RegisteredProgram program = registered(state);
                if (program.launchedOn().isPresent()) {
                    throw new Rejection("already-launched", "The program was launched on " + program.launchedOn().get() + ".",
                            "Le programme a été lancé le " + program.launchedOn().get() + ".");
                }
                notEnded(program, launched.occurredOn());
                yield launched;
            }
            case EnvelopeSet set -> {
                RegisteredProgram program = registered(state);
                kind(set.envelope(), Money.Kind.ENVELOPE);
                if (program.envelope().isPresent()) {
                    throw new Rejection("envelope-already-set", "The envelope is set already; record that it changed.",
                            "L’enveloppe est déjà fixée; consignez qu’elle a changé.");
                }
                notEnded(program, set.occurredOn());
                coversCommitments(program, set.envelope());
                yield set;
            }
            case EnvelopeChanged changed -> {
                RegisteredProgram program = registered(state);
                kind(changed.envelope(), Money.Kind.ENVELOPE);
                if (program.envelope().isEmpty()) {
                    throw new Rejection("no-envelope", "There is no envelope to change; record that one was set.",
                            "Il n’y a pas d’enveloppe à changer; consignez qu’une enveloppe a été fixée.");
                }
                notEnded(program, changed.occurredOn());
                coversCommitments(program, changed.envelope());
                yield changed;
            }
            case CallOpened opened -> {
                RegisteredProgram program = open(state, opened.occurredOn());
                if (program.calls().containsKey(opened.call())) {
                    throw new Rejection("duplicate-call", "There is a call " + opened.call() + " already.",
                            "Il y a déjà un appel " + opened.call() + ".").in("/call");
                }
                opened.amount().ifPresent(amount -> {
                    kind(amount, Money.Kind.CALL);
                    if (program.envelope().filter(envelope -> amount.amount().compareTo(envelope.amount()) > 0).isPresent()) {
                        throw new Rejection("call-over-envelope", "The call of " + amount.amount() + " exceeds the envelope of "
                                + program.envelope().get().amount() + " CAD.", "L’appel de " + amount.amount() + " dépasse l’enveloppe de "
                                + program.envelope().get().amount() + " CAD.").in("/amount/amount");
                    }
                });
                yield opened;
            }
            case CallClosed closed -> {
                RegisteredProgram program = registered(state);
                Call call = program.calls().get(closed.call());
                if (call == null) {
                    throw new Rejection("unknown-call", "There was no call " + closed.call() + " by " + closed.occurredOn() + ": record its opening first, or correct the key.",
                            "Il n’y avait pas d’appel " + closed.call() + " le " + closed.occurredOn() + " : consignez d’abord son ouverture, ou corrigez la clé.").in("/call");
                }
                if (call.closedOn().isPresent()) {
                    throw new Rejection("call-already-closed", "The call closed on " + call.closedOn().get() + ".",
                            "L’appel a pris fin le " + call.closedOn().get() + ".").in("/call");
                }
                yield closed;
            }
            case ProjectApproved approved -> {
                RegisteredProgram program = open(state, approved.occurredOn());
                approved.stream().filter(stream -> !program.streams().contains(stream)).ifPresent(stream -> {
                    throw new Rejection("unknown-stream", "The program has no stream " + stream + ", only " + program.streams() + ".",
                            "Le programme n’a pas de volet " + stream + ", seulement " + program.streams() + ".").in("/stream");
                });
                if (program.projects().containsKey(approved.project())) {
                    throw new Rejection("duplicate-project", "The project " + approved.project() + " is in the program already.",
                            "Le projet " + approved.project() + " fait déjà partie du programme.").in("/project");
                }
                approved.amount().ifPresent(amount -> withinEnvelope(program, BigDecimal.ZERO, amount));
                yield approved;
            }
            case AgreementSigned signed -> {
                RegisteredProgram program = registered(state);
                Project project = project(signed.occurredOn(), program, signed.project());
                if (project.status() == Status.WITHDRAWN) {
                    throw new Rejection("agreement-on-withdrawn-project", "The project " + signed.project() + " was withdrawn.",
                            "Le projet " + signed.project() + " a été retiré.").in("/project");
                }
                withinEnvelope(program, project.contribution(), signed.amount());
                yield signed;
            }
            case ProjectCompleted completed -> {
                standing(completed.occurredOn(), registered(state), completed.project());
                yield completed;
            }
            case ProjectWithdrawn withdrawn -> {
                standing(withdrawn.occurredOn(), registered(state), withdrawn.project());
                yield withdrawn;
            }
            case OutputReleased released -> {
                if (registered(state).outputs().contains(released.output())) {
                    throw new Rejection("duplicate-output", "The output " + released.output() + " was released already.",
                            "Le produit " + released.output() + " a déjà été publié.").in("/output");
                }
                yield released;
            }
            case ProgramRenamed renamed -> {
                if (registered(state).names().equals(renamed.names())) {
                    throw new Rejection("same-name", "The program has these names already.", "Le programme porte déjà ces noms.").in("/names");
                }
                yield renamed;
            }
            case ProgramAbsorbed absorbed -> {
                notEnded(registered(state), absorbed.occurredOn());
                ended(registered(state));
                yield absorbed;
            }
            case ProgramClosed closed -> {
                notEnded(registered(state), closed.occurredOn());
                ended(registered(state));
                yield closed;
            }
        };
    }

    /** The program after the milestone. */
    static FundingProgram evolve(FundingProgram state, FundingProgramMilestone milestone) {
        return switch (state) {
            case Unregistered _ when milestone instanceof ProgramRegistered registered -> RegisteredProgram.of(registered);
            case Unregistered unregistered -> unregistered;
            case RegisteredProgram program -> evolve(program, milestone);
        };
    }

    private static RegisteredProgram evolve(RegisteredProgram program, FundingProgramMilestone milestone) {
        return switch (milestone) {
            case ProgramRegistered _ -> program;
            case ProgramLaunched(var on, _) -> program.launched(on);
            case EnvelopeSet(var envelope, _, _) -> program.withEnvelope(envelope);
            case EnvelopeChanged(var envelope, _, _, _) -> program.withEnvelope(envelope);
            case CallOpened(var call, _, var amount, var on, _) -> program.with(call, new Call(amount, on, Optional.empty()));
            case CallClosed(var call, var on, _) -> program.closed(call, on);
            case ProjectApproved approved -> program.approved(approved);
            case AgreementSigned(var project, var amount, _, _) -> program.changed(project, before -> before.signed(amount));
            case ProjectCompleted(var project, _, _) -> program.changed(project, before -> before.now(Status.COMPLETED));
            case ProjectWithdrawn(var project, _, _, _) -> program.changed(project, before -> before.now(Status.WITHDRAWN));
            case OutputReleased released -> program.withOutput(released.output());
            case ProgramRenamed(var names, _, _) -> program.renamed(names);
            case ProgramAbsorbed(var successor, var on, _) -> program.ended(on, Optional.of(successor));
            case ProgramClosed(_, var on, _) -> program.ended(on, Optional.empty());
        };
    }

    private static Set<String> streams(FundingProgram state) {
        return switch (state) {
            case RegisteredProgram program -> program.streams();
            case Unregistered _ -> Set.of();
        };
    }

    private static RegisteredProgram registered(FundingProgram state) {
        return switch (state) {
            case RegisteredProgram program -> program;
            case Unregistered _ -> throw new Rejection("not-registered", "The initiative is unknown: register it first.",
                    "L’initiative est inconnue : inscrivez-la d’abord.");
        };
    }

    private static RegisteredProgram open(FundingProgram state, PartialDate on) {
        RegisteredProgram program = registered(state);
        if (program.standing() == Standing.ANNOUNCED && program.launchedOn().isEmpty()) {
            throw new Rejection("not-launched", "The program was not launched by " + on + ": record its launch first, or correct the date.",
                    "Le programme n’était pas lancé le " + on + " : consignez d’abord son lancement, ou corrigez la date.").in("/occurredOn");
        }
        notEnded(program, on);
        return program;
    }

    /** What happened before the end may be recorded after it. */
    private static void notEnded(RegisteredProgram program, PartialDate on) {
        program.endedOn().filter(end -> end.isBefore(on)).ifPresent(end -> {
            throw new Rejection("already-closed", "The program ended on " + end + ", before " + on + ".",
                    "Le programme a pris fin le " + end + ", avant le " + on + ".").in("/occurredOn");
        });
    }

    private static void ended(RegisteredProgram program) {
        program.endedOn().ifPresent(end -> {
            throw new Rejection("already-closed", "The program ended on " + end + " already.", "Le programme a déjà pris fin le " + end + ".").in("/occurredOn");
        });
    }

    private static Project project(PartialDate on, RegisteredProgram program, String key) {
        Project project = program.projects().get(key);
        if (project == null) {
            throw new Rejection("unknown-project", "The program had no project " + key + " by " + on + ": record its approval first, or correct the key.",
                    "Le programme n’avait pas de projet " + key + " le " + on + " : consignez d’abord son approbation, ou corrigez la clé.").in("/project");
        }
        return project;
    }

    private static void standing(PartialDate on, RegisteredProgram program, String key) {
        switch (project(on, program, key).status()) {
            case APPROVED, SIGNED -> { }
            case COMPLETED -> throw new Rejection("already-completed", "The project " + key + " was completed already.",
                    "Le projet " + key + " est déjà terminé.").in("/project");
            case WITHDRAWN -> throw new Rejection("already-withdrawn", "The project " + key + " was withdrawn already.",
                    "Le projet " + key + " a déjà été retiré.").in("/project");
        }
    }

    private static void kind(Money money, Money.Kind kind) {
        if (money.kind() != kind) {
            throw new Rejection("wrong-money-kind", "The amount must be of the kind " + kind + ", not " + money.kind() + ".",
                    "Le montant doit être du type " + kind + ", et non " + money.kind() + ".").in("/amount/kind");
        }
    }

    private static void coversCommitments(RegisteredProgram program, Money envelope) {
        if (envelope.amount().compareTo(program.committed()) < 0) {
            throw new Rejection("envelope-below-commitments", "Commitments of " + program.committed() + " CAD exceed the envelope of "
                    + envelope.amount() + " CAD.", "Les engagements de " + program.committed() + " CAD dépassent l’enveloppe de "
                    + envelope.amount() + " CAD.").in("/envelope/amount");
        }
    }

    private static void withinEnvelope(RegisteredProgram program, BigDecimal replaced, Money amount) {
        if (!EnumSet.of(Money.Kind.CONTRIBUTION, Money.Kind.LOAN, Money.Kind.EQUITY, Money.Kind.PARTNER).contains(amount.kind())) {
            throw new Rejection("wrong-money-kind", "Support for a project is a contribution, a loan, equity or a partner’s money, not "
                    + amount.kind() + ".", "Le soutien à un projet est une contribution, un prêt, une participation ou l’argent d’un partenaire, et non "
                    + amount.kind() + ".").in("/amount/kind");
        }
        if (amount.kind() == Money.Kind.CONTRIBUTION && program.envelope().isPresent()) {
            BigDecimal left = program.envelope().get().amount().subtract(program.committed()).add(replaced);
            if (amount.amount().compareTo(left) > 0) {
                throw new Rejection("over-envelope", "The contribution of " + amount.amount() + " CAD exceeds what is left of the envelope: "
                        + left + " CAD.", "La contribution de " + amount.amount() + " CAD dépasse ce qui reste de l’enveloppe : " + left + " CAD.").in("/amount/amount");
            }
        }
    }
}
