package sitrep.core;

import java.util.Map;
import java.util.Optional;

/** The next step that somebody can take for a task: the one its source named, or else the one of {@link NextTable}. */
final class NextStep {
    private NextStep() {}

    static Optional<Shown<Action>> of(Task task, Standing standing, Attention attention, Worker.Kind executor) {
        return switch (attention) {
            case NEEDS_YOU, STUCK, UNREPORTED ->
                named(standing)
                        .or(() -> unresolved(standing))
                        .or(() -> usual(task, standing, NextTable.Situation.of(task, standing, executor)));
            case SETTLED -> unresolved(standing);
            case WORKING, QUEUED -> Optional.empty();
        };
    }

    private static Optional<Shown<Action>> named(Standing standing) {
        return standing.obstacle().flatMap(NextStep::named);
    }

    private static Optional<Shown<Action>> named(Obstacle obstacle) {
        return obstacle.action()
                .map(action -> new Shown<>(action, Because.of(Rule.NEXT_FROM_SOURCE, obstacle.stamp())));
    }

    /** What a run was blocked by when it ended in vain still has to be cleared by somebody. */
    private static Optional<Shown<Action>> unresolved(Standing standing) {
        if (standing.phase() != Phase.FAILED) return Optional.empty();
        return standing.run().stream()
                .flatMap(Run::holds)
                .filter(Hold::isOpen)
                .sorted(Hold.MOST_PRESSING)
                .flatMap(hold -> named(Obstacle.of(hold)).stream())
                .findFirst();
    }

    private static Optional<Shown<Action>> usual(Task task, Standing standing, NextTable.Situation in) {
        return NextTable.of(in).map(row -> usual(task, standing, in, row));
    }

    private static Shown<Action> usual(Task task, Standing standing, NextTable.Situation in, NextTable.Row row) {
        var owner = task.intent().owner().map(said -> said.value().name());
        var who = switch (row.who()) {
            case WAITED_FOR -> standing.obstacle().flatMap(Obstacle::waitingOn).or(() -> owner);
            case OWNER -> owner;
            case NOBODY -> Optional.<String>empty();
        };
        var link = standing.end().isPresent()
                ? Optional.<String>empty()
                : NextTable.page(task)
                        .or(() -> task.intent().links().values().stream()
                                .map(said -> said.value().href())
                                .findFirst());
        var action = new Action(
                row.text().replace("OWNER", owner.orElse("whoever asked")),
                who,
                Optional.of(typed(task, standing, row, owner)),
                link);
        var numbers = Map.of(
                "executor",
                executorOf(row),
                "ground",
                in.ground().spoken(),
                "reach",
                in.reach().spoken());
        return new Shown<>(
                action, new Because(Rule.NEXT_FROM_TABLE, standing.because().evidence(), numbers));
    }

    private static String executorOf(NextTable.Row row) {
        return row.executors().isEmpty()
                ? "any"
                : String.join(
                        " ",
                        row.executors().stream().map(Worker.Kind::word).sorted().toList());
    }

    private static String typed(Task task, Standing standing, NextTable.Row row, Optional<String> owner) {
        var given = standing.run()
                .flatMap(run -> run.about().worker())
                .map(said -> task.workers().get(said.value()))
                .flatMap(Worker::command)
                .map(Said::value);
        return switch (row.typed()) {
            case GET_AT, LOOK -> given.orElseGet(() -> filled(NextTable.Typed.SHOW, task, owner));
            case SHOW, WHY, REPORT -> filled(row.typed(), task, owner);
        };
    }

    private static String filled(NextTable.Typed typed, Task task, Optional<String> owner) {
        return typed.pattern()
                .replace("OWNER", quoted(owner.orElse("whoever asked")))
                .replace("TASK", quoted(task.id().text()));
    }

    /** As a POSIX shell takes it for one word. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._:/@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
