package sitrep.core.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sitrep.core.text.ForeignText;

/**
 * Every text of an event, made fit to be kept. Ids are clean from the start ({@code Check#id}); that no other text is
 * forgotten is seen by CleaningTest, which fills every text that an event can hold.
 */
public final class EventCleaning {
    private EventCleaning() {}

    public static Event of(Event event) {
        var clean = of(event.fact());
        return clean.equals(event.fact())
                ? event
                : new Event(event.key(), event.task(), event.at(), event.heard(), clean);
    }

    private static Fact of(Fact fact) {
        return switch (fact) {
            case Fact.TaskOpened it ->
                new Fact.TaskOpened(
                        line(it.name()),
                        it.owner().flatMap(EventCleaning::owner),
                        text(it.goal()),
                        it.parent(),
                        texts(it.labels()),
                        it.links().stream().map(EventCleaning::link).toList());
            case Fact.RunOpened it ->
                new Fact.RunOpened(
                        it.run(),
                        line(it.slot()),
                        it.attempt(),
                        it.parent(),
                        it.worker().map(EventCleaning::worker),
                        line(it.label()),
                        it.phase(),
                        it.pulse());
            case Fact.RunAdvanced it ->
                new Fact.RunAdvanced(
                        it.run(),
                        it.phase(),
                        line(it.update()),
                        it.progress(),
                        it.open()
                                .map(acts ->
                                        acts.stream().map(EventCleaning::act).toList()),
                        it.condition().map(seen -> new Condition(seen.kind(), line(seen.text()), seen.until())),
                        it.did().stream()
                                .map(deed -> new PastCall(deed.id(), deed.kind(), line(deed.title()), deed.digest()))
                                .toList(),
                        it.voice());
            case Fact.RunPrinted it -> new Fact.RunPrinted(it.run(), lines(it.output()));
            case Fact.RunBlocked it -> blocked(it);
            case Fact.RunUnblocked it ->
                new Fact.RunUnblocked(
                        it.run(), it.block(), text(it.how()), it.opener().map(ForeignText::clean));
            case Fact.RunStopping it -> new Fact.RunStopping(it.run(), line(it.by()), line(it.how()));
            case Fact.RunPaused it -> new Fact.RunPaused(it.run(), line(it.by()), line(it.why()), it.until());
            case Fact.RunEnded it -> new Fact.RunEnded(it.run(), end(it.end()));
            case Fact.TaskEnded it -> new Fact.TaskEnded(end(it.end()));
            case Fact.TaskReported it -> new Fact.TaskReported(report(it.report()));
            case Fact.TaskNoted it -> new Fact.TaskNoted(note(it.note()), line(it.by()));
            case ActFact it -> act(it);
            case Fact.SourceSeen it -> new Fact.SourceSeen(line(it.name()), it.every());
            case Fact.SourceLost it -> new Fact.SourceLost(text(it.why()));
            case Fact.TaskAlias _, Fact.SourceListed _ -> fact;
            case Fact.StallSuspected it ->
                new Fact.StallSuspected(
                        it.run(),
                        it.verdict(),
                        it.since(),
                        it.limit(),
                        line(Optional.of(it.rule())).orElse("a rule without a name"),
                        texts(it.numbers()));
            case Fact.StallCleared _, Fact.RunReturned _, Fact.SlowNoticed _ -> fact;
        };
    }

    private static Fact blocked(Fact.RunBlocked it) {
        return new Fact.RunBlocked(
                it.run(),
                it.block(),
                it.reason(),
                text(it.text()),
                line(it.waitingOn()),
                it.action().flatMap(EventCleaning::action),
                it.expires().map(expiry -> new Expiry(expiry.at(), line(expiry.then()))),
                it.on().map(EventCleaning::awaited),
                it.options().stream()
                        .flatMap(option -> line(Optional.of(option)).stream())
                        .toList());
    }

    private static ActFact act(ActFact fact) {
        return switch (fact) {
            case ActFact.Asked it ->
                new ActFact.Asked(
                        it.act(),
                        it.verb(),
                        it.run(),
                        it.block(),
                        text(it.text()),
                        line(it.by()),
                        it.from(),
                        line(it.where()),
                        line(it.seen()),
                        it.key());
            case ActFact.Answered it -> new ActFact.Answered(it.act(), it.stage(), text(it.how()));
        };
    }

    private static End end(End end) {
        return new End(end.outcome(), text(end.summary()), end.known(), line(end.by()), end.empty(), end.retry());
    }

    private static Report report(Report report) {
        return switch (report) {
            case Report.Delivered(var to, var how) ->
                new Report.Delivered(line(Optional.of(to)).orElse("somebody"), text(how));
            case Report.Undelivered(var to, var why, var retry) ->
                new Report.Undelivered(line(to), text(Optional.of(why)).orElse("no reason was given"), retry);
            case Report.NotOwed(var why) ->
                new Report.NotOwed(text(Optional.of(why)).orElse("no reason was given"));
        };
    }

    private static Awaited awaited(Awaited on) {
        return on instanceof Awaited.OfLock(var lock)
                ? new Awaited.OfLock(line(Optional.of(lock)).orElse("unnamed"))
                : on;
    }

    private static OpenCall act(OpenCall act) {
        return new OpenCall(
                act.id(), act.kind(), line(act.title()), act.since(), act.limit(), act.prompts(), act.asked());
    }

    private static OperatorNote note(OperatorNote note) {
        return switch (note) {
            case OperatorNote.Renamed(var name) ->
                new OperatorNote.Renamed(name.map(it -> line(Optional.of(it)).orElse("unnamed")));
            case OperatorNote.Labelled(var labels, var removed) ->
                new OperatorNote.Labelled(texts(labels), lines(removed));
            case OperatorNote.Remarked(var text) ->
                new OperatorNote.Remarked(text(Optional.of(text)).orElse("nothing that could be shown"));
            case OperatorNote.Acknowledged _,
                    OperatorNote.Snoozed _,
                    OperatorNote.Dismissed _,
                    OperatorNote.Restored _,
                    OperatorNote.Withdrawn _ -> note;
        };
    }

    private static Optional<Owner> owner(Owner owner) {
        return line(Optional.of(owner.name())).map(name -> new Owner(name, line(owner.where())));
    }

    private static WorkerSeen worker(WorkerSeen worker) {
        return new WorkerSeen(
                worker.id(),
                worker.kind(),
                line(worker.name()),
                line(worker.where()),
                worker.parent(),
                line(worker.command()),
                worker.session());
    }

    private static Optional<Action> action(Action action) {
        return line(Optional.of(action.text()))
                .map(text -> new Action(text, line(action.who()), line(action.command()), line(action.link())));
    }

    private static Link link(Link link) {
        return new Link(line(Optional.of(link.rel())).orElse("link"), ForeignText.line(link.href()));
    }

    private static SortedSet<String> lines(SortedSet<String> keys) {
        return keys.stream()
                .flatMap(key -> line(Optional.of(key)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> texts(Map<String, String> labels) {
        if (labels.isEmpty()) return labels;
        var clean = new LinkedHashMap<String, String>();
        labels.forEach((key, value) -> line(Optional.of(key))
                .ifPresent(name -> line(Optional.of(value)).ifPresent(it -> clean.put(name, it))));
        return clean;
    }

    /** A text of which nothing is left says nothing. */
    private static Optional<String> line(Optional<String> text) {
        return text.map(ForeignText::line).filter(line -> !line.isBlank());
    }

    /** Lines that stay where they are, also indented ones. */
    private static String lines(String text) {
        var clean = ForeignText.output(text);
        return clean.isBlank() ? "nothing that could be shown" : clean;
    }

    private static Optional<String> text(Optional<String> text) {
        return text.map(ForeignText::clean).map(String::strip).filter(clean -> !clean.isBlank());
    }
}
