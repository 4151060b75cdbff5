package sitrep.connect.process.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.connect.commands.CommandRules;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.connect.process.command.ObservedCommand;
import sitrep.connect.process.command.RunFlag;
import sitrep.connect.process.command.RunReport;
import sitrep.connect.process.command.TaskAssignment;
import sitrep.connect.process.command.WrappedCommand;
import sitrep.connect.process.condition.ConditionExamination;
import sitrep.connect.process.look.Glance;
import sitrep.connect.process.look.ProcessTable;
import sitrep.connect.process.look.ProgramActivity;
import sitrep.connect.process.output.AgentReport;
import sitrep.core.event.Fact;
import sitrep.core.vocabulary.Phase;

/** Tells what can be seen of one command, from its beginning to its end. */
public final class CommandObservation {
    /** How often the command is looked at. */
    private static final long LOOK_MILLIS = 250;

    private final WrappedCommand what;
    private final CommandSurroundings surroundings;
    private final TaskAssignment assignment;
    private final RunReport report;
    private final CommandRules rules = CommandRules.shipped();
    private final ProgramActivity activity = new ProgramActivity(rules, ProcessTable.here());
    private boolean saidStopping;

    /** Made before the command starts: on a slow machine a first look takes as long as a short command. */
    public CommandObservation(
            WrappedCommand what, CommandSurroundings surroundings, TaskAssignment assignment, RunReport report) {
        this.what = what;
        this.surroundings = surroundings;
        this.assignment = assignment;
        this.report = report;
        activity.now(ProcessHandle.current().pid());
    }

    /**
     * Says that it began, and all that is seen until its end.
     *
     * @return how it ended, which is not yet said
     */
    public Fact.RunEnded follow(ObservedCommand command, Instant began) throws InterruptedException {
        var first = rules.first(what.command());
        report.say(opening(command.pid(), began).facts(first), began);
        var glance = new Glance(activity, command.pid());
        var facts = new ProcessFacts(assignment.run(), rules.otherwise());
        var state = ProcessFacts.State.opened(first.orElse(Phase.STARTING), began);
        var isAgent = rules.agent(what.command()).isPresent();
        var examination = new ConditionExamination(assignment.run(), isAgent, command, report.now());
        var agent = new AgentFacts(assignment.run());
        var showing = new ScreenTelling(assignment.run(), began, !what.flags().contains(RunFlag.NO_OUTPUT));
        var reported = Optional.<AgentReport>empty();
        while (!command.awaitEnd(LOOK_MILLIS)) {
            var spoke = command.look();
            var seen = new ArrayList<Fact.OfRun>(agent.next(reported, command.reported()));
            reported = command.reported();
            var doing = glance.now();
            var step = facts.next(state, new ProcessFacts.Look(report.now(), spoke, command.news(false), doing));
            seen.addAll(step.facts());
            state = step.state();
            seen.addAll(examination.look(report.now(), spoke));
            say(seen, showing, command);
        }
        command.look();
        sayStopping(command);
        var at = command.ended().orElseGet(report::now);
        report.say(facts.last(state, command.news(true)), at);
        report.say(showing.look(at, command.screen(), true), at);
        return command.ending().fact(assignment.run());
    }

    /** Whoever is waited for wants to see what stands before the question. */
    private void say(List<Fact.OfRun> seen, ScreenTelling showing, ObservedCommand command) {
        report.say(seen);
        var waits = seen.stream().anyMatch(Fact.RunBlocked.class::isInstance);
        report.say(showing.look(report.now(), command.screen(), waits));
        if (waits) surroundings.bell(what).ring();
        sayStopping(command);
    }

    /** For a command that could not be started. */
    public void notStarted(long pid, Instant at, Fact.RunEnded ended) {
        report.say(opening(pid, at).facts(Optional.empty()), at);
        end(ended, at);
    }

    /** Whoever asked at a terminal has seen how it ended. That is not so for a piece of a larger task. */
    public void end(Fact.RunEnded ended, Instant at) {
        var facts = new ArrayList<Fact.OfTask>(List.of(ended));
        if (assignment.own() && surroundings.atTerminal()) {
            facts.add(new Fact.TaskReported("terminal", Optional.of("its output was on the screen")));
        }
        report.say(facts, at);
    }

    /** It ended, and is started again: nobody is told of that as of a result. */
    public void endOfTry(Fact.RunEnded ended, Instant at) {
        report.say(List.of(ended), at);
    }

    private void sayStopping(ObservedCommand command) {
        if (saidStopping || command.told().isEmpty()) return;
        saidStopping = true;
        var stopping = new Fact.RunStopping(assignment.run(), Optional.empty(), command.told());
        report.say(List.of(stopping), command.ended().orElseGet(report::now));
    }

    private OpeningFacts opening(long pid, Instant at) {
        var command = OpeningFacts.shown(what.command(), rules);
        return new OpeningFacts(what, command, assignment, surroundings, pid, at);
    }
}
