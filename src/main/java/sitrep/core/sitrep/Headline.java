package sitrep.core.sitrep;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.core.event.End;
import sitrep.core.event.Stamp;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.rule.Shown;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Standing;
import sitrep.core.task.Noise;
import sitrep.core.task.Run;
import sitrep.core.task.RunEnd;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.task.Timeline;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Voice;
import sitrep.core.vocabulary.WorkerKind;

/**
 * Which line of news is shown of a task. It follows from the lines that are kept and their times, and so is the same
 * whatever the order in which they came.
 *
 * <p>News fits what is shown: what an attempt said that was replaced or came to nothing, the summary of an end that
 * does not stand, and whatever is told well after the end that is shown, stay in the list of updates.
 *
 * <p>A newer line takes the place of an older one, save that for {@link #HOLD} a run's own words are not replaced by
 * the title of what it does, nor either by a line of output, and that output replaces output only every {@link #CALM}.
 * None of that holds once the run's phase changed or it ended, or if another run speaks; but what a process prints is
 * held back likewise by the words of the session that runs in it. The same words again are not
 * news, and pictures without words are only while there are no words.
 */
record Headline(Task task, Lineage lineage, Standing standing) {

    /** How long a line stands against one that tells less. */
    static final Duration HOLD = Duration.ofSeconds(30);

    /** How long a line of output stands against the next. */
    static final Duration CALM = Duration.ofSeconds(3);

    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    /** As in {@code 6/8}, {@code 6 of 8} and {@code 45%}. */
    private static final Pattern COUNT = Pattern.compile("\\d\\s?(?:/|of)\\s?\\d|\\d\\s?%");

    Optional<Shown<Sitrep.Latest>> shown() {
        return line().map(said -> {
            var update = said.value();
            var text = said.value().text() + though(said);
            var latest = new Sitrep.Latest(text, said.stamp().at(), update.run());
            var because = Because.of(Rule.LATEST_NEWS, said.stamp())
                    .with(Map.of("voice", update.voice().word()));
            return new Shown<>(latest, because);
        });
    }

    private Optional<Said<Task.Update>> line() {
        var shown = Optional.<Said<Task.Update>>empty();
        for (var next : task.updates()) {
            if (!fits(next)) continue;
            if (shown.isEmpty() || replaces(next, shown.get())) shown = Optional.of(next);
        }
        return shown.or(this::newestOfCurrent);
    }

    /** The list of updates is short; of each run the newest line is kept beside it. */
    private Optional<Said<Task.Update>> newestOfCurrent() {
        return lineage.current()
                .flatMap(run -> run.news().update().stream()
                        .filter(said -> !Noise.is(said.value()))
                        .map(said -> new Said<>(
                                new Task.Update(said.value(), Optional.of(run.id()), Voice.NARRATIVE), said.stamp())))
                .filter(this::fits)
                .max(Comparator.comparing(Said::stamp));
    }

    private boolean fits(Said<Task.Update> said) {
        var isLate = standing.end()
                .filter(end -> said.stamp().isWellAfter(end.stamp()))
                .isPresent();
        if (isLate) return false;
        return runOf(said)
                .filter(run -> run.signs().isPresent())
                .map(run -> fits(said, run))
                .orElseGet(() -> fitsTask(said));
    }

    private boolean fits(Said<Task.Update> said, Run run) {
        if (lineage.superseded().contains(run.id()) || lineage.idle().contains(run.id())) return false;
        if (lineage.hindsight().contains(run)) return false;
        if (lineage.end(run)
                .filter(end -> said.stamp().isWellAfter(end.stamp()))
                .isPresent()) return false;
        var told = Optional.ofNullable(run.ends().told().get(said.stamp()));
        return told.isEmpty() || (stands(said, run) && agrees(told.get()));
    }

    private static boolean stands(Said<Task.Update> said, Run run) {
        return run.end().filter(end -> end.stamp().equals(said.stamp())).isPresent();
    }

    private boolean fitsTask(Said<Task.Update> said) {
        var told = Optional.ofNullable(task.ends().get(said.stamp()));
        return told.isEmpty()
                || lineage.end().filter(end -> end.stamp().equals(said.stamp())).isPresent();
    }

    /** What broke because it was cancelled is no news of what was cancelled. */
    private boolean agrees(End end) {
        var isCancelled = standing.end()
                .filter(shown -> shown.value().outcome() == Outcome.CANCELLED)
                .isPresent();
        return !isCancelled || !RunEnd.canBreak(end.outcome());
    }

    /** A result that came although the run had been given up says so. */
    private String though(Said<Task.Update> said) {
        return runOf(said)
                .flatMap(run -> run.end()
                        .filter(end -> end.stamp().equals(said.stamp()))
                        .flatMap(end -> contrary(run, end)))
                .map(end -> ", though " + end.stamp().source() + " had said that it "
                        + end.value().outcome().spoken())
                .orElse("");
    }

    /** Another end that was told before the one that stands. */
    private static Optional<Said<End>> contrary(Run run, Said<End> stands) {
        return RunEnd.others(run)
                .filter(end -> stands.stamp().isAfter(end.stamp()))
                .filter(end -> end.value().outcome() != stands.value().outcome())
                .findFirst();
    }

    private Optional<Run> runOf(Said<Task.Update> said) {
        return said.value().run().map(task.runs()::get);
    }

    private boolean replaces(Said<Task.Update> next, Said<Task.Update> shown) {
        var isWordless = Noise.isWordless(next.value().text());
        if (isWordless != Noise.isWordless(shown.value().text())) return !isWordless;
        var run = next.value().run();
        if (!run.equals(shown.value().run())) return !isPrintedAround(next, shown) || isPast(HOLD, next, shown);
        if (next.value().text().equals(shown.value().text())) return false;
        var hold = hold(shown.value().voice(), next.value().voice());
        return isPast(hold, next, shown)
                || isSameCount(shown.value(), next.value())
                || run.map(it -> task.runs().get(it))
                        .filter(it -> changed(it, shown.stamp(), next.stamp()))
                        .isPresent();
    }

    private static boolean isPast(Duration hold, Said<Task.Update> next, Said<Task.Update> shown) {
        return Duration.between(shown.stamp().at(), next.stamp().at()).compareTo(hold) >= 0;
    }

    /** What the process prints in which an agent runs, beside what is told of the agent's session. */
    private boolean isPrintedAround(Said<Task.Update> next, Said<Task.Update> shown) {
        return next.value().voice() == Voice.OUTPUT
                && shown.value().voice() != Voice.OUTPUT
                && runOf(shown)
                        .filter(run -> lineage.worker(run)
                                .filter(worker -> worker.kindOrOther() == WorkerKind.MAIN)
                                .isPresent())
                        .flatMap(run -> run.about().parent())
                        .map(Said::value)
                        .equals(next.value().run());
    }

    /** A line of output that counts on: the one before would contradict the progress beside it. */
    private static boolean isSameCount(Task.Update shown, Task.Update next) {
        return shown.voice() == Voice.OUTPUT
                && next.voice() == Voice.OUTPUT
                && COUNT.matcher(next.text()).find()
                && withoutNumbers(shown.text()).equals(withoutNumbers(next.text()));
    }

    private static String withoutNumbers(String text) {
        return NUMBERS.matcher(text).replaceAll("0");
    }

    private static Duration hold(Voice shown, Voice next) {
        if (next.compareTo(shown) > 0) return HOLD;
        return next == Voice.OUTPUT ? CALM : Duration.ZERO;
    }

    /** Whether it ended, or its phase is another than it was: that may be told after the line that it began with. */
    private static boolean changed(Run run, Stamp before, Stamp after) {
        return run.end().isPresent()
                || !phase(run, before.at()).equals(phase(run, after.at().plus(CALM)));
    }

    private static Optional<Phase> phase(Run run, Instant until) {
        return run.marks().inOrder().stream()
                .filter(mark -> !mark.stamp().at().isAfter(until))
                .reduce((_, later) -> later)
                .map(Timeline.Mark::value);
    }
}
