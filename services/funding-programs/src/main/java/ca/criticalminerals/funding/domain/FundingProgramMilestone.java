package ca.criticalminerals.funding.domain;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Rejection;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.OfInitiative;
import ca.criticalminerals.initiatives.Registration;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.Theme;
import java.util.List;
import java.util.Optional;

/** What can have happened to a funding program. Kept for ever: add, never rename. */
public sealed interface FundingProgramMilestone extends Milestone permits
        FundingProgramMilestone.ProgramRegistered, FundingProgramMilestone.ProgramLaunched,
        FundingProgramMilestone.EnvelopeSet, FundingProgramMilestone.EnvelopeChanged,
        FundingProgramMilestone.CallOpened, FundingProgramMilestone.CallClosed,
        FundingProgramMilestone.ProjectApproved, FundingProgramMilestone.AgreementSigned,
        FundingProgramMilestone.ProjectCompleted, FundingProgramMilestone.ProjectWithdrawn,
        FundingProgramMilestone.OutputReleased, FundingProgramMilestone.ProgramRenamed,
        FundingProgramMilestone.ProgramAbsorbed, FundingProgramMilestone.ProgramClosed {

    /**
     * A program becomes known to the tracker.
     *
     * @param formerNames names it had before, oldest first
     * @param standing    what is known of its state when it is registered: an {@code ACTIVE} program needs no launch
     * @param streams     the parts of the program that projects belong to; empty if it has none
     */
    record ProgramRegistered(Names names, List<Names> formerNames, Theme theme, Text leadOrganization, Standing standing,
            List<Stream> streams, PartialDate occurredOn, Evidence evidence) implements FundingProgramMilestone, Registration {
        public ProgramRegistered {
            formerNames = formerNames == null ? List.of() : List.copyOf(formerNames);
            streams = streams == null ? List.of() : List.copyOf(streams);
        }

        @Override
        public boolean isTimeless() {
            return true;
        }
    }

    /** The program opens for business. */
    record ProgramLaunched(PartialDate occurredOn, Evidence evidence) implements FundingProgramMilestone {}

    /** The program gets the amount that binds its approvals. */
    record EnvelopeSet(Money envelope, PartialDate occurredOn, Evidence evidence) implements FundingProgramMilestone {
        @Override
        public List<String> about() {
            return List.of("envelope");
        }
    }

    /** The binding amount becomes another one. */
    record EnvelopeChanged(Money envelope, Text reason, PartialDate occurredOn, Evidence evidence)
            implements FundingProgramMilestone {
        @Override
        public List<String> about() {
            return List.of("envelope");
        }
    }

    /** A call for proposals opens; its amount lies inside the envelope. */
    record CallOpened(String call, Text title, Optional<Money> amount, PartialDate occurredOn, Evidence evidence)
            implements FundingProgramMilestone {
        @Override
        public List<String> about() {
            return List.of("call:" + call, "envelope");
        }
    }

    /** A call for proposals closes. */
    record CallClosed(String call, PartialDate occurredOn, Evidence evidence) implements FundingProgramMilestone {
        @Override
        public List<String> about() {
            return List.of("call:" + call);
        }
    }

    /**
     * Support for one or more projects of one recipient is approved, often conditionally.
     *
     * @param project  the project's key, the same in every program that supports it
     * @param stream   a stream of the program, or empty where the source does not say
     * @param projects how many projects the approval stands for, at least 1
     * @param amount   the support; empty where it is not known
     */
    record ProjectApproved(String project, Text title, Optional<String> stream, List<String> recipients,
            List<String> jurisdictions, List<String> minerals, int projects, Optional<Money> amount,
            PartialDate occurredOn, Evidence evidence) implements FundingProgramMilestone {
        public ProjectApproved {
            recipients = recipients == null ? List.of() : List.copyOf(recipients);
            jurisdictions = jurisdictions == null ? List.of() : List.copyOf(jurisdictions);
            minerals = minerals == null ? List.of() : List.copyOf(minerals);
        }

        @Override
        public List<String> about() {
            return List.of("project:" + project, "envelope");
        }
    }

    /** An agreement is signed; its amount replaces the approved one. */
    record AgreementSigned(String project, Money amount, PartialDate occurredOn, Evidence evidence)
            implements FundingProgramMilestone {
        @Override
        public List<String> about() {
            return List.of("project:" + project, "envelope");
        }
    }

    /** The supported project is finished. */
    record ProjectCompleted(String project, PartialDate occurredOn, Evidence evidence) implements FundingProgramMilestone {
        @Override
        public List<String> about() {
            return List.of("project:" + project);
        }
    }

    /** The project leaves the program and no longer counts. */
    record ProjectWithdrawn(String project, Text reason, PartialDate occurredOn, Evidence evidence)
            implements FundingProgramMilestone {
        @Override
        public List<String> about() {
            return List.of("project:" + project);
        }
    }

    /** Something for public use is released: a map, a dataset. */
    record OutputReleased(String output, Text title, OutputKind kind, List<String> minerals, PartialDate occurredOn,
            Evidence evidence) implements FundingProgramMilestone {
        public OutputReleased {
            minerals = minerals == null ? List.of() : List.copyOf(minerals);
        }

        @Override
        public List<String> about() {
            return List.of("output:" + output);
        }
    }

    /** The program gets other names; the present ones become former names. */
    record ProgramRenamed(Names names, PartialDate occurredOn, Evidence evidence) implements FundingProgramMilestone {
        @Override
        public List<String> about() {
            return List.of("names");
        }
    }

    /** Another program takes this one over from the date on; {@code successor} is its initiative id. */
    record ProgramAbsorbed(String successor, PartialDate occurredOn, Evidence evidence) implements FundingProgramMilestone, OfInitiative {
        @Override
        public void belongsTo(String initiative) {
            if (successor.equals(initiative)) {
                throw new Rejection("absorbs-itself", "A program cannot be its own successor.", "Un programme ne peut pas être son propre successeur.").in("/successor");
            }
        }
    }

    /** The program ends without a successor. */
    record ProgramClosed(Text reason, PartialDate occurredOn, Evidence evidence) implements FundingProgramMilestone {}
}
