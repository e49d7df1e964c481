package ca.criticalminerals.progress.strategy.domain;

import ca.criticalminerals.eventsourcing.Evidence;
import ca.criticalminerals.eventsourcing.Milestone;
import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Registration;
import ca.criticalminerals.initiatives.Standing;
import ca.criticalminerals.initiatives.Theme;
import java.util.List;
import java.util.Optional;

/** What can have happened to the Strategy as a whole. Kept for ever: add, never rename. */
public sealed interface StrategyMilestone extends Milestone permits StrategyMilestone.StrategyRegistered, StrategyMilestone.StrategyReleased,
        StrategyMilestone.EnvelopeSet, StrategyMilestone.ProgramsDetailed, StrategyMilestone.MineralListPublished,
        StrategyMilestone.DiscussionOpened, StrategyMilestone.AuditTabled {

    /** The Strategy becomes known to the tracker. */
    record StrategyRegistered(Names names, Theme theme, Text leadOrganization, Standing standing, PartialDate occurredOn, Evidence evidence)
            implements StrategyMilestone, Registration {
        @Override
        public boolean isTimeless() {
            return true;
        }
    }

    /** A version of it is made public. */
    record StrategyReleased(Text title, PartialDate occurredOn, Evidence evidence) implements StrategyMilestone {
        @Override
        public List<String> about() {
            return List.of("release");
        }
    }

    /** This much is set aside for it from now on, money of the kind {@code ENVELOPE}: the envelopes of programs lie inside it. */
    record EnvelopeSet(Money envelope, PartialDate occurredOn, Evidence evidence) implements StrategyMilestone {
        @Override
        public List<String> about() {
            return List.of("envelope");
        }
    }

    /** It is said how a part of the envelope is divided; {@code amount} is that part, and is added to nothing. */
    record ProgramsDetailed(Text title, Optional<Money> amount, PartialDate occurredOn, Evidence evidence) implements StrategyMilestone {
        @Override
        public List<String> about() {
            return List.of("programs", "envelope");
        }
    }

    /**
     * These minerals are critical from now on, and no others.
     *
     * @param minerals the codes of all of them, {@code RARE_EARTH_ELEMENTS}
     */
    record MineralListPublished(Text title, List<String> minerals, PartialDate occurredOn, Evidence evidence) implements StrategyMilestone {
        public MineralListPublished {
            minerals = minerals == null ? List.of() : List.copyOf(minerals);
        }

        @Override
        public List<String> about() {
            return List.of("minerals");
        }
    }

    /** People are asked what they think of it. */
    record DiscussionOpened(Text title, PartialDate occurredOn, Evidence evidence) implements StrategyMilestone {
        @Override
        public List<String> about() {
            return List.of("discussion");
        }
    }

    /** An auditor reports on it. */
    record AuditTabled(Text title, PartialDate occurredOn, Evidence evidence) implements StrategyMilestone {
        @Override
        public List<String> about() {
            return List.of("audit");
        }
    }
}
