package sitrep.core.sitrep;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sitrep.core.event.Link;
import sitrep.core.rule.Rule;
import sitrep.core.standing.Obstacle;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.task.Worker;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/**
 * The usual next step for every situation that wants somebody: of the rows that fit, the first counts. The docs' table
 * (docs/next-actions.md) is made of it.
 */
public final class NextTable {
    private NextTable() {}

    /** How it is known what a task is in. */
    public enum Ground {
        SAID("its source said so"),
        PROBABLY("it looks like it"),
        GONE("a child was lost"),
        UNTAKEN("nobody took up a result"),
        SILENT("it is silent"),
        LOOPING("it goes round in circles"),
        GOES_ON("it ended, and goes on"),
        EMPTY("it ended with nothing to show"),
        IN_VAIN("a second try failed"),
        UNDELIVERED("its result could not be delivered"),
        RETRIED("it is tried again by itself"),
        ENDED("it ended"),
        LOST("nobody saw it end");

        private final String spoken;

        Ground(String spoken) {
            this.spoken = spoken;
        }

        /** As people read it. */
        public String spoken() {
            return spoken;
        }

        /** Whether a remark by that rule is what it goes by. */
        boolean follows(Rule rule) {
            return switch (this) {
                case GOES_ON -> rule == Rule.GOES_ON;
                case EMPTY -> rule == Rule.NOTHING_TO_SHOW;
                case IN_VAIN -> rule == Rule.SECOND_TRY;
                case RETRIED -> rule == Rule.RETRIED;
                case SAID, PROBABLY, GONE, UNTAKEN, SILENT, LOOPING, UNDELIVERED, ENDED, LOST -> false;
            };
        }

        private static Ground ofEnded(NextStep step, Outcome outcome) {
            return Stream.of(IN_VAIN, GOES_ON, EMPTY, RETRIED)
                    .filter(ground -> step.remarks().items().stream().anyMatch(item -> ground.follows(item.rule())))
                    .findFirst()
                    .or(() -> step.failed().map(_ -> UNDELIVERED))
                    .orElse(outcome == Outcome.LOST ? LOST : ENDED);
        }

        static Ground of(NextStep step) {
            var standing = step.standing();
            if (standing.end().isPresent()) {
                return ofEnded(step, standing.end().get().value().outcome());
            }
            var rule = standing.because().rule();
            if (rule == Rule.PROBABLY_WAITING) return PROBABLY;
            if (rule == Rule.CHILD_GONE) return GONE;
            if (rule == Rule.RESULT_UNTAKEN) return UNTAKEN;
            if (rule == Rule.STALLED) return SILENT;
            return rule == Rule.LOOPING ? LOOPING : SAID;
        }
    }

    /** What gets somebody at whatever the phase is about: what its source can do, as far as it said. */
    public enum Reach {
        COMMAND("a command of its source's"),
        PAGE("a page of its session"),
        TERMINAL("where it was started"),
        UNKNOWN("no way that its source gave");

        private final String spoken;

        Reach(String spoken) {
            this.spoken = spoken;
        }

        /** As people read it. */
        public String spoken() {
            return spoken;
        }

        static Reach of(Task task, Optional<Worker> worker) {
            if (worker.flatMap(Worker::command).isPresent()) return COMMAND;
            if (page(task).isPresent()) return PAGE;
            var isProcess = worker.map(it -> it.kindOrOther() == WorkerKind.PROCESS);
            return isProcess.orElse(false) ? TERMINAL : UNKNOWN;
        }
    }

    /** The page of a session in which it can be looked at and answered. */
    static Optional<String> page(Task task) {
        return task.intent().links().values().stream()
                .map(Said::value)
                .filter(link -> link.rel().equals("session"))
                .map(Link::href)
                .findFirst();
    }

    /** Whose step it is. */
    public enum Who {
        WAITED_FOR("whom it waits for, else the owner"),
        OWNER("the owner"),
        NOBODY("whoever looks");

        private final String spoken;

        Who(String spoken) {
            this.spoken = spoken;
        }

        /** As people read it. */
        public String spoken() {
            return spoken;
        }
    }

    /** What can be typed for it; {@code TASK}, {@code OWNER} and {@code COMMAND} stand for themselves. */
    public enum Typed {
        SHOW("sitrep show TASK"),
        /** The command that its source gave. */
        GET_AT("COMMAND"),
        /** The same, or else what is known here. */
        LOOK("COMMAND, else sitrep show TASK"),
        WHY("sitrep why TASK phase"),
        REPORT("sitrep report --task TASK --reported OWNER");

        private final String pattern;

        Typed(String pattern) {
            this.pattern = pattern;
        }

        /** With its placeholders. */
        public String pattern() {
            return pattern;
        }
    }

    /**
     * One row.
     *
     * @param reason any, if absent
     * @param ground any, if absent
     * @param executors any, if empty
     * @param reach any, if absent
     * @param text {@code OWNER} stands for who asked
     */
    public record Row(
            Phase phase,
            Optional<BlockReason> reason,
            Optional<Ground> ground,
            Set<WorkerKind> executors,
            Optional<Reach> reach,
            String text,
            Who who,
            Typed typed) {

        boolean fits(Situation in) {
            return phase == in.phase()
                    && (reason.isEmpty() || reason.equals(in.reason()))
                    && ground.map(it -> it == in.ground()).orElse(true)
                    && (executors.isEmpty() || executors.contains(in.executor()))
                    && reach.map(it -> it == in.reach()).orElse(true);
        }

        private Row on(WorkerKind... kinds) {
            return new Row(phase, reason, ground, Set.of(kinds), reach, text, who, typed);
        }

        private Row typing(Typed other) {
            return new Row(phase, reason, ground, executors, reach, text, who, other);
        }

        private Row by(Reach way) {
            return new Row(phase, reason, ground, executors, Optional.of(way), text, who, typed);
        }
    }

    /** All that a next step goes by. */
    record Situation(Phase phase, Optional<BlockReason> reason, Ground ground, WorkerKind executor, Reach reach) {

        static Situation of(NextStep step) {
            var standing = step.standing();
            var worker = standing.run().flatMap(step.lineage()::worker);
            return new Situation(
                    standing.phase(),
                    standing.obstacle().map(Obstacle::reason),
                    Ground.of(step),
                    worker.map(Worker::kindOrOther).orElse(WorkerKind.OTHER),
                    Reach.of(step.task(), worker));
        }
    }

    private static final List<Row> ROWS = Stream.of(
                    answered(BlockReason.USER_INPUT, "Answer the question", "Type its answer"),
                    answered(BlockReason.CONFIRMATION, "Confirm or decline", "Type yes or no"),
                    answered(BlockReason.APPROVAL, "Approve or deny", "Approve or deny it"),
                    answered(BlockReason.AUTH, "Sign in", "Sign in"),
                    guessed(),
                    lostChild(),
                    circling(),
                    silent(),
                    ended())
            .flatMap(List::stream)
            .toList();

    /** What its source said that a person has to do, and where. */
    private static List<Row> answered(BlockReason reason, String what, String typing) {
        return List.of(
                row(reason, Ground.SAID, what + " there", Who.WAITED_FOR, Typed.GET_AT)
                        .by(Reach.COMMAND),
                row(reason, Ground.SAID, what + " on its page", Who.WAITED_FOR, Typed.SHOW)
                        .by(Reach.PAGE),
                row(reason, Ground.SAID, typing + " where it runs", Who.WAITED_FOR, Typed.SHOW)
                        .by(Reach.TERMINAL),
                row(reason, Ground.SAID, what + " with the client that drives it", Who.WAITED_FOR, Typed.SHOW)
                        .on(WorkerKind.ACP),
                row(reason, Ground.SAID, what + " where it asked", Who.WAITED_FOR, Typed.SHOW));
    }

    private static List<Row> guessed() {
        return List.of(
                row(
                        BlockReason.USER_INPUT,
                        Ground.PROBABLY,
                        "See whether it waits for input, then answer it or end its input",
                        Who.OWNER,
                        Typed.LOOK),
                row(
                                BlockReason.APPROVAL,
                                Ground.PROBABLY,
                                "See there whether it asks for approval, and answer it",
                                Who.OWNER,
                                Typed.GET_AT)
                        .by(Reach.COMMAND),
                row(
                        BlockReason.APPROVAL,
                        Ground.PROBABLY,
                        "See where it runs whether it asks for approval, and answer it",
                        Who.OWNER,
                        Typed.WHY));
    }

    private static List<Row> lostChild() {
        return List.of(
                row(
                        BlockReason.SUBAGENT,
                        Ground.GONE,
                        "See what became of the child, then start it again or let the parent go on without it",
                        Who.OWNER,
                        Typed.LOOK),
                row(
                        BlockReason.SUBAGENT,
                        Ground.UNTAKEN,
                        "Take the result from the child, or wake the parent",
                        Who.OWNER,
                        Typed.LOOK));
    }

    private static List<Row> circling() {
        return List.of(
                row(BlockReason.SUSPECTED_STALL, Ground.LOOPING, "Stop it where it runs", Who.OWNER, Typed.WHY)
                        .on(WorkerKind.PROCESS),
                row(
                                BlockReason.SUSPECTED_STALL,
                                Ground.LOOPING,
                                "Stop it, or tell it there what to do",
                                Who.OWNER,
                                Typed.GET_AT)
                        .by(Reach.COMMAND),
                row(
                        BlockReason.SUSPECTED_STALL,
                        Ground.LOOPING,
                        "Stop it, or tell it what to do",
                        Who.OWNER,
                        Typed.WHY));
    }

    private static List<Row> silent() {
        return List.of(
                row(
                                BlockReason.SUSPECTED_STALL,
                                Ground.SILENT,
                                "Look at its last output, then wait for it or stop it",
                                Who.OWNER,
                                Typed.LOOK)
                        .on(WorkerKind.PROCESS),
                row(
                                BlockReason.SUSPECTED_STALL,
                                Ground.SILENT,
                                "See whether its parent still waits for it, then cancel it or start it again",
                                Who.OWNER,
                                Typed.LOOK)
                        .on(WorkerKind.SUBAGENT),
                row(
                                BlockReason.SUSPECTED_STALL,
                                Ground.SILENT,
                                "See whether the schedule still runs it, then run it again",
                                Who.OWNER,
                                Typed.LOOK)
                        .on(WorkerKind.CRON),
                row(
                        BlockReason.SUSPECTED_STALL,
                        Ground.SILENT,
                        "Look at its last news, then nudge it or cancel it",
                        Who.OWNER,
                        Typed.LOOK),
                row(BlockReason.SUSPECTED_STALL, Ground.SAID, "See what holds it up", Who.OWNER, Typed.LOOK));
    }

    private static List<Row> ended() {
        return List.of(
                end(Phase.DONE, Ground.IN_VAIN, "See why it failed. WHAT").typing(Typed.SHOW),
                end(Phase.DONE, Ground.GOES_ON, "See whether it still goes on before telling OWNER the result. WHAT")
                        .typing(Typed.SHOW),
                end(
                                Phase.FAILED,
                                Ground.GOES_ON,
                                "See whether it still goes on before telling OWNER how it ended. WHAT")
                        .typing(Typed.SHOW),
                end(Phase.DONE, Ground.EMPTY, "See what came of it before telling OWNER. WHAT")
                        .typing(Typed.SHOW),
                end(Phase.FAILED, Ground.RETRIED, "Wait for the next try, or see why it failed. WHAT")
                        .typing(Typed.SHOW),
                end(Phase.DONE, Ground.UNDELIVERED, "Tell OWNER the result, for it could not be delivered: WHAT"),
                end(Phase.FAILED, Ground.UNDELIVERED, "Tell OWNER how it ended, for that could not be delivered: WHAT"),
                end(Phase.DONE, Ground.ENDED, "Tell OWNER the result"),
                end(Phase.FAILED, Ground.LOST, "See on its machine whether it still runs, then tell OWNER how it ended")
                        .on(WorkerKind.PROCESS),
                end(Phase.FAILED, Ground.LOST, "See whether it still runs, then tell OWNER how it ended"),
                end(Phase.FAILED, Ground.ENDED, "Tell OWNER how it ended"));
    }

    /** All of it, in order. */
    public static List<Row> rows() {
        return ROWS;
    }

    static Optional<Row> of(Situation situation) {
        return ROWS.stream().filter(row -> row.fits(situation)).findFirst();
    }

    private static Row row(BlockReason reason, Ground ground, String text, Who who, Typed typed) {
        return new Row(
                reason.phase(), Optional.of(reason), Optional.of(ground), Set.of(), Optional.empty(), text, who, typed);
    }

    private static Row end(Phase phase, Ground ground, String text) {
        return new Row(
                phase,
                Optional.empty(),
                Optional.of(ground),
                Set.of(),
                Optional.empty(),
                text,
                Who.NOBODY,
                Typed.REPORT);
    }
}
