package sitrep.core.task;

import java.util.Optional;
import sitrep.core.event.ActFact;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Voice;

/** The line of news in what was said: an update, how something ended, or that it is back. */
public final class NewsLine {
    private NewsLine() {}

    public static Optional<Task.Update> of(Fact fact) {
        return switch (fact) {
            case Fact.RunAdvanced it ->
                it.update()
                        .filter(line -> !Noise.is(line))
                        .map(line -> new Task.Update(onOneLine(line), Optional.of(it.run()), it.voice()));
            case Fact.RunEnded it -> told(it.summary(), Optional.of(it.run()));
            case Fact.RunReturned it -> told(Optional.of(it.spoken()), Optional.of(it.run()));
            case Fact.TaskEnded it -> told(it.summary(), Optional.empty());
            case Fact.RunOpened _, Fact.RunBlocked _, Fact.RunUnblocked _, Fact.RunPrinted _ -> Optional.empty();
            case Fact.RunStopping _, Fact.RunPaused _, Fact.StallSuspected _, Fact.StallCleared _ -> Optional.empty();
            case Fact.TaskOpened _, Fact.TaskReported _, Fact.TaskAlias _, Fact.TaskNoted _ -> Optional.empty();
            case ActFact _ -> Optional.empty();
            case Fact.SlowNoticed _, Fact.SourceSeen _, Fact.SourceLost _, Fact.SourceListed _ -> Optional.empty();
        };
    }

    private static Optional<Task.Update> told(Optional<String> text, Optional<RunId> run) {
        return text.map(it -> new Task.Update(onOneLine(it), run, Voice.NARRATIVE));
    }

    /** News is a line; a summary may have several. */
    private static String onOneLine(String text) {
        var line = text.indexOf('\n') < 0
                ? text
                : String.join(" · ", text.strip().lines().map(String::strip).toList());
        return line.length() > Limits.TEXT ? line.substring(0, Limits.TEXT - 1) + "…" : line;
    }
}
