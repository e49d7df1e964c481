package ca.criticalminerals.funding.domain;

import ca.criticalminerals.eventsourcing.PartialDate;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.ProgramRegistered;
import ca.criticalminerals.funding.domain.FundingProgramMilestone.ProjectApproved;
import ca.criticalminerals.initiatives.Money;
import ca.criticalminerals.initiatives.Names;
import ca.criticalminerals.initiatives.Standing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * A program that is known to the tracker. Its collections share what did not change with the state before, so that one more
 * milestone costs the same in a long history as in a short one.
 *
 * @param standing  what it was when it was registered
 * @param endedOn   when it was closed or absorbed
 * @param successor the initiative that absorbed it
 * @param committed the contributions of its standing projects, in CAD
 */
public record RegisteredProgram(Names names, List<Names> formerNames, Standing standing, Set<String> streams,
        Optional<PartialDate> launchedOn, Optional<PartialDate> endedOn, Optional<String> successor, Optional<Money> envelope,
        BigDecimal committed, PMap<String, Call> calls, PMap<String, Project> projects, PSet<String> outputs)
        implements FundingProgram {

    /** A call for proposals; {@code closedOn} is empty while it is open. */
    public record Call(Optional<Money> amount, PartialDate openedOn, Optional<PartialDate> closedOn) {
        Call closed(PartialDate on) {
            return new Call(amount, openedOn, Optional.of(on));
        }
    }

    /** A project of the program and its latest amount. */
    public record Project(Status status, int projects, Optional<Money> amount) {
        /** How far it has come. */
        public enum Status { APPROVED, SIGNED, COMPLETED, WITHDRAWN }

        static Project of(ProjectApproved approved) {
            return new Project(Status.APPROVED, approved.projects(), approved.amount());
        }

        Project signed(Money replacement) {
            return switch (status) {
                case APPROVED, SIGNED -> new Project(Status.SIGNED, projects, Optional.of(replacement));
                case COMPLETED -> new Project(status, projects, Optional.of(replacement));
                case WITHDRAWN -> this;
            };
        }

        /** The same with another status; a withdrawn project stays withdrawn. */
        Project now(Status next) {
            return status == Status.WITHDRAWN ? this : new Project(next, projects, amount);
        }

        /** What it binds of the envelope, in CAD: nothing once it is withdrawn. */
        public BigDecimal contribution() {
            return status == Status.WITHDRAWN ? BigDecimal.ZERO
                    : amount.filter(money -> money.kind() == Money.Kind.CONTRIBUTION).map(Money::amount).orElse(BigDecimal.ZERO);
        }
    }

    static RegisteredProgram of(ProgramRegistered registered) {
        return new RegisteredProgram(registered.names(), registered.formerNames(), registered.standing(),
                registered.streams().stream().map(Stream::key).collect(Collectors.toUnmodifiableSet()), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), BigDecimal.ZERO, HashTreePMap.empty(), HashTreePMap.empty(), HashTreePSet.empty());
    }

    RegisteredProgram launched(PartialDate on) {
        return new RegisteredProgram(names, formerNames, standing, streams, Optional.of(on), endedOn, successor, envelope,
                committed, calls, projects, outputs);
    }

    RegisteredProgram ended(PartialDate on, Optional<String> by) {
        return new RegisteredProgram(names, formerNames, standing, streams, launchedOn, Optional.of(on), by, envelope,
                committed, calls, projects, outputs);
    }

    RegisteredProgram renamed(Names next) {
        var former = new ArrayList<>(formerNames);
        former.add(names);
        return new RegisteredProgram(next, List.copyOf(former), standing, streams, launchedOn, endedOn, successor, envelope,
                committed, calls, projects, outputs);
    }

    RegisteredProgram withEnvelope(Money next) {
        return new RegisteredProgram(names, formerNames, standing, streams, launchedOn, endedOn, successor, Optional.of(next),
                committed, calls, projects, outputs);
    }

    RegisteredProgram with(String key, Call call) {
        return new RegisteredProgram(names, formerNames, standing, streams, launchedOn, endedOn, successor, envelope, committed,
                calls.plus(key, call), projects, outputs);
    }

    /** The same after something happened to a call; what happened to one that there is not changes nothing. */
    RegisteredProgram closed(String key, PartialDate on) {
        Call call = calls.get(key);
        return call == null ? this : with(key, call.closed(on));
    }

    RegisteredProgram approved(ProjectApproved approved) {
        return projects.containsKey(approved.project()) ? this : with(approved.project(), Project.of(approved), BigDecimal.ZERO);
    }

    /** The same after something happened to a project; what happened to one that there is not changes nothing. */
    RegisteredProgram changed(String key, UnaryOperator<Project> change) {
        Project before = projects.get(key);
        return before == null ? this : with(key, change.apply(before), before.contribution());
    }

    private RegisteredProgram with(String key, Project project, BigDecimal released) {
        return new RegisteredProgram(names, formerNames, standing, streams, launchedOn, endedOn, successor, envelope,
                committed.subtract(released).add(project.contribution()), calls, projects.plus(key, project), outputs);
    }

    RegisteredProgram withOutput(String output) {
        return new RegisteredProgram(names, formerNames, standing, streams, launchedOn, endedOn, successor, envelope, committed,
                calls, projects, outputs.plus(output));
    }
}
