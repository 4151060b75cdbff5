package sitrep.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which line of news is shown of a task. It follows from the lines that are kept and their times, and so is the same
 * whatever the order in which they came.
 *
 * <p>A newer line takes the place of an older one, save that for {@link #HOLD} a run's own words are not replaced by
 * the title of what it does, nor either by a line of output, and that output replaces output only every {@link #CALM}.
 * None of that holds once the run's phase changed or it ended, or if another run speaks. The same words again are not
 * news.
 */
final class Headline {
    private Headline() {}

    /** How long a line stands against one that tells less. */
    static final Duration HOLD = Duration.ofSeconds(30);

    /** How long a line of output stands against the next. */
    static final Duration CALM = Duration.ofSeconds(3);

    static Optional<Said<Task.Update>> of(Task task) {
        var shown = Optional.<Said<Task.Update>>empty();
        for (var next : task.updates()) {
            if (shown.isEmpty() || replaces(next, shown.get(), task)) shown = Optional.of(next);
        }
        return shown;
    }

    private static boolean replaces(Said<Task.Update> next, Said<Task.Update> shown, Task task) {
        var run = next.value().run();
        if (!run.equals(shown.value().run())) return true;
        if (next.value().text().equals(shown.value().text())) return false;
        var hold = hold(shown.value().voice(), next.value().voice());
        var stood = Duration.between(shown.stamp().at(), next.stamp().at());
        return stood.compareTo(hold) >= 0
                || run.map(it -> task.runs().get(it))
                        .filter(it -> changed(it, shown.stamp(), next.stamp()))
                        .isPresent();
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
                .map(Marks.Mark::value);
    }
}
