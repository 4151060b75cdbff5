package sitrep.core.sitrep;

import java.util.Map;
import java.util.Optional;
import sitrep.core.event.Action;
import sitrep.core.event.Report;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.rule.Shown;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Obstacle;
import sitrep.core.standing.Standing;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.task.Worker;
import sitrep.core.text.ForeignText;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/**
 * The next step that somebody can take for a task: the one its source named, or else the one of {@link NextTable}.
 *
 * @param failed that bringing the result to whoever asked failed
 */
record NextStep(
        Task task, Lineage lineage, Standing standing, Remarks remarks, Optional<Said<Report.Undelivered>> failed) {

    Optional<Shown<Action>> of(Attention attention) {
        return switch (attention) {
            case NEEDS_YOU, STUCK, UNREPORTED ->
                named(standing).or(() -> unresolved(standing)).or(this::usual);
            case SETTLED -> unresolved(standing);
            case WORKING, QUEUED -> Optional.empty();
        };
    }

    private static Optional<Shown<Action>> named(Standing standing) {
        return standing.obstacle().flatMap(NextStep::named);
    }

    private static Optional<Shown<Action>> named(Obstacle obstacle) {
        return obstacle.action()
                .map(action -> new Shown<>(
                        action.with(told(action.text(), obstacle)),
                        Because.of(Rule.NEXT_FROM_SOURCE, obstacle.stamp())));
    }

    /** What is to be known before it is taken: that it is perhaps too late, by when, and how many more there are. */
    private static String told(String text, Obstacle obstacle) {
        var by = obstacle.expires().map(expiry -> ", " + expiry.spoken()).orElse("");
        var first = obstacle.perhaps().map(why -> why + ". If it still asks: ").orElse("");
        return ForeignText.withEnds(first + text + by + obstacle.andMore(), Limits.TEXT);
    }

    /** What a run was blocked by when it ended in vain still has to be cleared by somebody. */
    private static Optional<Shown<Action>> unresolved(Standing standing) {
        if (standing.phase() != Phase.FAILED) return Optional.empty();
        return standing.run()
                .flatMap(run -> run.holds()
                        .filter(BlockedSpan::isOpen)
                        .sorted(BlockedSpan.MOST_PRESSING)
                        .flatMap(hold -> named(Obstacle.of(hold, run)).stream())
                        .findFirst());
    }

    private Optional<Shown<Action>> usual() {
        var in = NextTable.Situation.of(this);
        return NextTable.of(in).map(row -> usual(in, row));
    }

    /** What the advice is about, in words. */
    private String what(NextTable.Ground ground) {
        return switch (ground) {
            case UNDELIVERED ->
                failed.map(said -> said.value().why()
                                + said.value()
                                        .retry()
                                        .map(at -> "; tried again at " + at)
                                        .orElse(""))
                        .orElse("");
            case GOES_ON, EMPTY, IN_VAIN, RETRIED ->
                remarks.items().stream()
                        .filter(item -> ground.follows(item.rule()))
                        .findFirst()
                        .map(Remarks.Item::text)
                        .orElse("");
            case SAID, PROBABLY, GONE, UNTAKEN, SILENT, LOOPING, ENDED, LOST -> "";
        };
    }

    private Shown<Action> usual(NextTable.Situation in, NextTable.Row row) {
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
        var text = row.text().replace("OWNER", owner.orElse("whoever asked")).replace("WHAT", what(in.ground()));
        var action = new Action(
                standing.obstacle().map(it -> told(text, it)).orElse(text), who, Optional.of(typed(row, owner)), link);
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
                        row.executors().stream().map(WorkerKind::word).sorted().toList());
    }

    private String typed(NextTable.Row row, Optional<String> owner) {
        var given = standing.run()
                .flatMap(run -> run.about().worker())
                .map(said -> task.workers().get(said.value()))
                .flatMap(Worker::command)
                .map(Said::value);
        return switch (row.typed()) {
            case GET_AT, LOOK -> given.orElseGet(() -> filled(NextTable.Typed.SHOW, owner));
            case SHOW, WHY, REPORT -> filled(row.typed(), owner);
        };
    }

    private String filled(NextTable.Typed typed, Optional<String> owner) {
        return typed.pattern()
                .replace("OWNER", quoted(owner.orElse("whoever asked")))
                .replace("TASK", quoted(task.id().text()));
    }

    /** As a POSIX shell takes it for one word. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._:/@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
