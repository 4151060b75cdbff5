package sitrep.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        SILENT("it is silent"),
        LOOPING("it goes round in circles"),
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

        static Ground of(Standing standing) {
            if (standing.end().isPresent()) {
                return standing.end().get().value().outcome() == Outcome.LOST ? LOST : ENDED;
            }
            var rule = standing.because().rule();
            if (rule == Rule.PROBABLY_WAITING) return PROBABLY;
            if (rule == Rule.CHILD_GONE) return GONE;
            if (rule == Rule.STALLED) return SILENT;
            return rule == Rule.LOOPING ? LOOPING : SAID;
        }
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

    /** What can be typed for it; {@code TASK} and {@code OWNER} stand for themselves. */
    public enum Typed {
        NOTHING(""),
        SHOW("sitrep show TASK"),
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
     * @param text {@code OWNER} stands for who asked
     */
    public record Row(
            Phase phase,
            Optional<BlockReason> reason,
            Optional<Ground> ground,
            Set<Worker.Kind> executors,
            String text,
            Who who,
            Typed typed) {

        boolean fits(Phase isIn, Optional<BlockReason> held, Ground known, Worker.Kind on) {
            return phase == isIn
                    && (reason.isEmpty() || reason.equals(held))
                    && ground.map(it -> it == known).orElse(true)
                    && (executors.isEmpty() || executors.contains(on));
        }

        private Row on(Worker.Kind... kinds) {
            return new Row(phase, reason, ground, Set.of(kinds), text, who, typed);
        }
    }

    private static final List<Row> ROWS = List.of(
            row(BlockReason.USER_INPUT, Ground.SAID, "Type its answer where it runs", Who.WAITED_FOR, Typed.SHOW)
                    .on(Worker.Kind.PROCESS),
            row(BlockReason.USER_INPUT, Ground.SAID, "Answer the question", Who.WAITED_FOR, Typed.NOTHING),
            row(
                    BlockReason.USER_INPUT,
                    Ground.PROBABLY,
                    "See whether it waits for input, then answer it or end its input",
                    Who.OWNER,
                    Typed.SHOW),
            row(BlockReason.CONFIRMATION, Ground.SAID, "Confirm or decline", Who.WAITED_FOR, Typed.NOTHING),
            row(BlockReason.APPROVAL, Ground.SAID, "Approve or deny", Who.WAITED_FOR, Typed.NOTHING),
            row(
                    BlockReason.APPROVAL,
                    Ground.PROBABLY,
                    "See whether it asks for approval, and answer it there",
                    Who.OWNER,
                    Typed.WHY),
            row(BlockReason.AUTH, Ground.SAID, "Sign in", Who.WAITED_FOR, Typed.NOTHING),
            row(
                    BlockReason.SUBAGENT,
                    Ground.GONE,
                    "See what became of the child, then start it again or let the parent go on without it",
                    Who.OWNER,
                    Typed.SHOW),
            row(BlockReason.SUSPECTED_STALL, Ground.LOOPING, "Stop it, or tell it what to do", Who.OWNER, Typed.WHY),
            row(
                            BlockReason.SUSPECTED_STALL,
                            Ground.SILENT,
                            "Look at its last output, then wait for it or stop it",
                            Who.OWNER,
                            Typed.SHOW)
                    .on(Worker.Kind.PROCESS),
            row(
                            BlockReason.SUSPECTED_STALL,
                            Ground.SILENT,
                            "See whether its parent still waits for it, then cancel it or start it again",
                            Who.OWNER,
                            Typed.SHOW)
                    .on(Worker.Kind.SUBAGENT),
            row(
                            BlockReason.SUSPECTED_STALL,
                            Ground.SILENT,
                            "See whether the schedule still runs it, then run it again",
                            Who.OWNER,
                            Typed.SHOW)
                    .on(Worker.Kind.CRON),
            row(
                    BlockReason.SUSPECTED_STALL,
                    Ground.SILENT,
                    "Look at its last news, then nudge it or cancel it",
                    Who.OWNER,
                    Typed.SHOW),
            row(BlockReason.SUSPECTED_STALL, Ground.SAID, "See what holds it up", Who.OWNER, Typed.SHOW),
            end(Phase.DONE, Ground.ENDED, "Tell OWNER the result"),
            end(Phase.FAILED, Ground.LOST, "See whether it still runs, then tell OWNER how it ended"),
            end(Phase.FAILED, Ground.ENDED, "Tell OWNER how it ended"));

    /** All of it, in order. */
    public static List<Row> rows() {
        return ROWS;
    }

    static Optional<Row> of(Standing standing, Worker.Kind executor) {
        var reason = standing.obstacle().map(Obstacle::reason);
        var ground = Ground.of(standing);
        return ROWS.stream()
                .filter(row -> row.fits(standing.phase(), reason, ground, executor))
                .findFirst();
    }

    private static Row row(BlockReason reason, Ground ground, String text, Who who, Typed typed) {
        return new Row(reason.phase(), Optional.of(reason), Optional.of(ground), Set.of(), text, who, typed);
    }

    private static Row end(Phase phase, Ground ground, String text) {
        return new Row(phase, Optional.empty(), Optional.of(ground), Set.of(), text, Who.NOBODY, Typed.REPORT);
    }
}
