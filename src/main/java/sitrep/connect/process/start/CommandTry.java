package sitrep.connect.process.start;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import sitrep.connect.child.Signals;
import sitrep.connect.process.command.CommandEnding;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.connect.process.command.NotStarted;
import sitrep.connect.process.command.RunFlag;
import sitrep.connect.process.command.RunReport;
import sitrep.connect.process.command.TaskAssignment;
import sitrep.connect.process.command.WrappedCommand;
import sitrep.connect.process.observe.CommandObservation;
import sitrep.connect.process.orders.OrderLine;
import sitrep.connect.process.orders.OrderLines;
import sitrep.core.event.RunId;
import sitrep.json.Ids;

/** A command from its start to its end, as one run: the only one, or one of those that an operator asked for. */
final class CommandTry {
    private final Setting setting;
    private final ExactWords words;
    private final TaskAssignment assignment;
    private final RunReport report;
    private final CommandObservation observation;
    private final AtomicBoolean again = new AtomicBoolean();

    /** What is the same for every try. */
    record Setting(
            WrappedCommand what,
            CommandSurroundings surroundings,
            ProcessWrapper.Streams streams,
            ProcessWrapper.Line line,
            InstantSource clock) {

        private RunId newRun() {
            return new RunId("run-" + new Ids(clock).get());
        }

        private boolean isToBe(RunFlag flag) {
            return what.flags().contains(flag);
        }
    }

    private CommandTry(Setting setting, TaskAssignment assignment) {
        var what = setting.what();
        this.setting = setting;
        this.words = ExactWords.of(what.command());
        this.assignment = assignment;
        this.report = new RunReport(
                assignment,
                setting.surroundings().host(),
                setting.clock(),
                setting.line().outbox());
        var shown =
                new WrappedCommand(words.shown(), what.task(), what.name(), what.owner(), what.labels(), what.flags());
        this.observation = new CommandObservation(shown, setting.surroundings(), assignment, report);
    }

    static CommandTry first(Setting setting) {
        var environment = setting.surroundings().environment();
        return new CommandTry(
                setting, TaskAssignment.of(setting.what(), environment, setting.newRun(), new SecureRandom()));
    }

    CommandTry next() {
        return new CommandTry(setting, assignment.again(setting.newRun()));
    }

    /** Whether an operator wants it to be started again, and nobody wants us to end. */
    boolean isToBeRunAgain(Signals signals) {
        return again.get() && !signals.isOver();
    }

    /** Runs it, and answers its exit status. */
    int run(Signals signals) throws InterruptedException {
        StartedCommand command;
        try {
            command = StartedCommand.start(words.started(), assignment, signals, setting.streams(), shape());
        } catch (IOException e) {
            return notStarted(NotStarted.of(words.shown().getFirst(), e));
        }
        signals.passTo(command.process());
        return observe(command, signals);
    }

    private StartedCommand.Shape shape() {
        return new StartedCommand.Shape(setting.surroundings().outputTogether(), setting.isToBe(RunFlag.ANSWERABLE));
    }

    private OrderLines.Open orders(StartedCommand command) {
        var line = setting.line();
        var of = new OrderLine.Of(assignment.task().text(), assignment.run().text(), report.source());
        var restart = Optional.of(again).filter(_ -> setting.isToBe(RunFlag.RESTARTABLE));
        return line.orders().open(line.server(), line.token(), of, new StartedOrders(command, restart));
    }

    /** The command matters more than our word about it: if observing fails, it is left to run to its end. */
    private int observe(StartedCommand command, Signals signals) throws InterruptedException {
        try (var _ = orders(command)) {
            var ended = observation.follow(command, report.now());
            if (isToBeRunAgain(signals)) observation.endOfTry(ended, report.now());
            else observation.end(ended, report.now());
        } catch (RuntimeException e) {
            command.process().waitFor();
            command.awaitOutput();
            setting.streams().say("could not go on observing: " + e);
        }
        return command.process().exitValue();
    }

    private int notStarted(NotStarted failure) {
        setting.streams().say(failure.message());
        observation.notStarted(
                ProcessHandle.current().pid(),
                report.now(),
                CommandEnding.notStarted(assignment.run(), failure.status(), failure.message()));
        return failure.status();
    }
}
