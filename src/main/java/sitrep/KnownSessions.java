package sitrep;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.commands.ShellMeaning;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.engine.board.Board;

/** What the board knows of sessions of agents by all that was told of them before. */
record KnownSessions(Board board) implements Recollection {

    /** The runs of the session itself and of what it began; others may be parts of the same task. */
    @Override
    public Optional<List<KnownRun>> of(TaskId session) {
        return board.atHand(session)
                .filter(known -> known.task().signs().isPresent())
                .map(known -> live(known.task(), session.text()));
    }

    private static List<KnownRun> live(Task task, String session) {
        var runs = task.runs().values().stream()
                .filter(run -> run.isLive() && isOf(run, session))
                .sorted(Comparator.comparing(run -> run.signs().orElseThrow().first()))
                .toList();
        return runs.stream()
                .map(run -> new KnownRun(run.id().text(), parent(run, runs), waits(run)))
                .toList();
    }

    private static List<KnownWait> waits(Run run) {
        return run.openHolds()
                .map(hold -> new KnownWait(
                        hold.block().id().text(), hold.said().value().text().orElse(""), hold.since()))
                .toList();
    }

    private static boolean isOf(Run run, String session) {
        return run.about()
                .worker()
                .map(said -> said.value().text())
                .filter(worker -> worker.equals(session) || worker.startsWith(session + "/"))
                .isPresent();
    }

    private static Optional<String> parent(Run run, List<Run> runs) {
        var parent = run.about().parent().map(Said::value);
        return runs.stream()
                .map(Run::id)
                .filter(id -> parent.filter(id::equals).isPresent())
                .findFirst()
                .map(RunId::text);
    }

    @Override
    public boolean isOwn(TaskId task, RunId run, String program, String source) {
        if (!task.text().equals(run.text())) return false;
        var known = board.atHand(task).map(it -> it.task());
        var label = known.map(it -> it.runs().get(run)).flatMap(it -> it.about().label());
        var name = known.flatMap(it -> it.intent().name());
        if (label.isEmpty()
                || name.isEmpty()
                || !isStartedBy(program, label.get().value())) return false;
        return name.get().value().equals(label.get().value())
                || name.get().stamp().event().source().equals(source);
    }

    /** Of a command line that was cut off, its beginning tells. */
    private static boolean isStartedBy(String program, String command) {
        return Pattern.matches("(?s)([^\\s]*/)?" + Pattern.quote(program) + "(\\s.*)?", command)
                || ShellMeaning.agent(command).filter(program::equals).isPresent();
    }
}
