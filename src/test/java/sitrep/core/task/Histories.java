package sitrep.core.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import sitrep.core.event.ActFact;
import sitrep.core.event.ActId;
import sitrep.core.event.Awaited;
import sitrep.core.event.BlockId;
import sitrep.core.event.Condition;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import sitrep.core.event.Expiry;
import sitrep.core.event.Fact;
import sitrep.core.event.Link;
import sitrep.core.event.OpenCall;
import sitrep.core.event.OperatorNote;
import sitrep.core.event.Owner;
import sitrep.core.event.PastCall;
import sitrep.core.event.Progress;
import sitrep.core.event.Report;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.vocabulary.ActStage;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Channel;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verb;
import sitrep.core.vocabulary.Verdict;
import sitrep.core.vocabulary.Voice;
import sitrep.core.vocabulary.WorkerKind;

/**
 * Histories about one task as networks deliver them: several witnesses with clocks of their own, many things said at
 * the very same time, runs that are each other's parents, blocks opened, closed and opened again, ends that are taken
 * back.
 */
public final class Histories {
    private Histories() {}

    private static final List<String> SOURCES = List.of("a", Event.HINDSIGHT + "b", Event.GATEWAY + "c", Event.OURS);
    private static final List<String> BLOCKS = List.of(BlockId.UNNAMED.text(), "ask", "push");
    private static final List<Phase> DOING =
            List.of(Phase.values()).stream().filter(Phase::isDoing).toList();

    /** What one event is made of: small numbers, so that a failing history shrinks to a short one. */
    private record Draft(int kind, int run, int minute, int source, int choice) {}

    /** Histories of up to so many events, within every limit. */
    public static Arbitrary<List<Event>> within(int events) {
        var draft = Combinators.combine(
                        Arbitraries.integers().between(0, 35),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 23),
                        Arbitraries.integers().between(0, 999))
                .as(Draft::new);
        return draft.list()
                .ofMaxSize(events)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(Histories::events)
                .withoutEdgeCases();
    }

    /**
     * One long history: thousands of marks, updates, ends, labels and sources, far beyond what is kept of each, but few
     * runs and blocks.
     */
    public static List<Event> beyond(Random random, int events) {
        var spread = 1L << (7 + random.nextInt(30));
        var history = new ArrayList<Event>(events);
        for (var i = 0; i < events; i++) {
            var draft = new Draft(
                    random.nextInt(4) == 0 ? random.nextInt(36) : 8,
                    random.nextInt(5),
                    0,
                    random.nextInt(24),
                    random.nextInt(1000));
            var at = Story.TEN.plusMillis(random.nextLong(spread));
            var source = draft.source() % 4 == 3 ? Event.OURS : "s" + random.nextInt(60);
            var key = new Event.Key(source, "" + i);
            history.add(new Event(key, Optional.of(Story.TASK), at, at.plusMillis(draft.choice()), fact(draft)));
        }
        return history;
    }

    /** The same events in another order, some of them more than once. */
    static List<Event> shuffled(List<Event> events, Random random) {
        var delivered = new ArrayList<>(events);
        for (var event : events) {
            if (random.nextInt(3) == 0) delivered.add(event);
        }
        Collections.shuffle(delivered, random);
        return delivered;
    }

    private static List<Event> events(List<Draft> drafts) {
        var events = new ArrayList<Event>(drafts.size());
        for (var draft : drafts) {
            var at = Story.minute(draft.minute()).plusNanos(draft.source() / 8);
            var heard = at.plusSeconds(draft.choice() % 7 * 20L - lead(draft.source()));
            var key = new Event.Key(SOURCES.get(draft.source() % 4), "" + (events.size() * 7 % 31) + events.size());
            events.add(new Event(key, Optional.of(Story.TASK), at, heard, fact(draft)));
        }
        return List.copyOf(events);
    }

    /** By how many seconds the clock of a source is ahead: one of them lives in another time zone. */
    private static long lead(int source) {
        return source % 4 == 2 ? 3_600 : 0;
    }

    private static Fact.RunBlocked blocked(RunId run, int choice) {
        return new Fact.RunBlocked(
                run,
                block(choice),
                reason(choice),
                text(choice),
                text(choice / 10),
                Optional.empty(),
                Optional.of(new Expiry(at(choice), text(choice / 7))).filter(_ -> choice % 5 == 0),
                awaited(choice),
                choice % 9 == 0 ? List.of("yes", "no") : List.of());
    }

    private static ActFact.Answered answered(int choice) {
        return new ActFact.Answered(
                new ActId("act-" + choice % 30),
                pick(ActStage.values(), choice / 30).orElse(ActStage.SENT),
                text(choice / 10));
    }

    private static ActFact.Asked asked(RunId run, int choice) {
        return new ActFact.Asked(
                new ActId("act-" + choice % 30),
                pick(Verb.values(), choice / 3).orElse(Verb.STOP),
                Optional.of(run).filter(_ -> choice % 7 > 0),
                Optional.of(block(choice)).filter(_ -> choice % 3 > 0),
                text(choice),
                text(choice / 10),
                Channel.API,
                Optional.empty(),
                text(choice / 5),
                text(choice / 2));
    }

    private static Fact fact(Draft draft) {
        var run = Story.run("r" + draft.run());
        var choice = draft.choice();
        return switch (draft.kind()) {
            case 0, 1 -> taskOpened(choice);
            case 2, 3, 4, 5 -> runOpened(run, choice);
            case 6, 7, 8, 9 ->
                new Fact.RunAdvanced(
                        run,
                        phase(choice),
                        text(choice / 10),
                        progress(choice),
                        open(choice),
                        condition(choice),
                        did(choice),
                        pick(Voice.values(), choice / 2).orElse(Voice.NARRATIVE));
            case 10 ->
                choice % 2 == 0
                        ? new Fact.RunPrinted(run, "line " + choice)
                        : new Fact.RunAdvanced(run, Optional.empty(), Optional.empty(), Optional.empty());
            case 11, 12, 13, 14 -> blocked(run, choice);
            case 15, 16 -> new Fact.RunUnblocked(run, block(choice), text(choice));
            case 17, 18, 19 -> new Fact.RunEnded(run, end(choice));
            case 20 -> new Fact.TaskEnded(end(choice));
            case 21 -> new Fact.TaskReported(report(choice));
            case 29 -> new Fact.RunStopping(run, text(choice), text(choice / 10));
            case 30 -> new Fact.RunPaused(run, text(choice), text(choice / 10), Optional.of(at(choice)));
            case 31 -> new Fact.TaskAlias(new TaskId("alias-" + choice % 40));
            case 32 ->
                new Fact.RunOpened(
                        run,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Phase.QUEUED),
                        Optional.empty());
            case 33 -> new Fact.RunEnded(run, new End(Outcome.LOST, text(choice)));
            case 34 -> asked(run, choice);
            case 35 -> answered(choice);
            case 22, 23 -> new Fact.TaskNoted(note(choice), text(choice / 10));
            case 24 ->
                new Fact.StallSuspected(
                        run,
                        pick(Verdict.values(), choice / 2).orElse(Verdict.SILENT),
                        at(choice).plusSeconds(300),
                        Duration.ofSeconds(1 + choice),
                        "limit " + choice % 3,
                        labels(choice));
            case 25 ->
                new Fact.SlowNoticed(
                        Duration.ofSeconds(choice), Duration.ofSeconds(choice / 4), Duration.ofSeconds(choice / 2), 8);
            case 26, 27 -> new Fact.RunReturned(run, Duration.ofSeconds(choice));
            default -> new Fact.StallCleared(run);
        };
    }

    private static Fact.TaskOpened taskOpened(int choice) {
        var links = choice % 3 == 0 ? List.of(new Link("pr", "https://example.test/" + choice)) : List.<Link>of();
        return new Fact.TaskOpened(
                text(choice),
                text(choice / 10).map(name -> new Owner(name, text(choice))),
                text(choice / 3).map(line -> "\n  " + line + "\nand more"),
                text(choice / 7).map(TaskId::new),
                labels(choice),
                links);
    }

    private static Fact.RunOpened runOpened(RunId run, int choice) {
        var worker = new WorkerSeen(
                new WorkerId("w" + choice % 3),
                pick(WorkerKind.values(), choice),
                text(choice),
                text(choice / 10),
                text(choice / 7).map(WorkerId::new),
                Optional.empty(),
                Optional.of(new WorkerId("w" + choice % 4)).filter(_ -> choice % 5 == 0));
        return new Fact.RunOpened(
                run,
                choice % 2 == 0 ? Optional.of("slot-" + choice % 4) : Optional.empty(),
                choice % 3 == 0 ? OptionalInt.empty() : OptionalInt.of(1 + choice / 4 % 3),
                choice % 5 > 2 ? Optional.empty() : Optional.of(Story.run("r" + choice / 5 % 4)),
                choice % 7 == 0 ? Optional.empty() : Optional.of(worker),
                text(choice),
                phase(choice),
                choice % 11 == 0 ? Optional.of(Duration.ofSeconds(1 + choice)) : Optional.empty());
    }

    private static OperatorNote note(int choice) {
        return switch (choice % 8) {
            case 0 -> new OperatorNote.Acknowledged();
            case 1, 2 -> new OperatorNote.Dismissed();
            case 3 -> new OperatorNote.Restored();
            case 4 -> new OperatorNote.Snoozed(Optional.of(at(choice / 8)));
            case 5 -> new OperatorNote.Snoozed(Optional.empty());
            case 6 -> new OperatorNote.Renamed("renamed " + choice);
            default -> new OperatorNote.Labelled(labels(choice));
        };
    }

    private static Map<String, String> labels(int choice) {
        return choice % 2 == 0 ? Map.of() : Map.of("key-" + choice % 50, "value " + choice);
    }

    private static Instant at(int choice) {
        return Story.minute(choice % 15);
    }

    private static BlockId block(int choice) {
        return new BlockId(BLOCKS.get(choice / 3 % 3));
    }

    private static BlockReason reason(int choice) {
        return pick(BlockReason.values(), choice).orElse(BlockReason.SUBAGENT);
    }

    private static End end(int choice) {
        return new End(
                outcome(choice),
                text(choice),
                pick(Certainty.values(), choice / 3),
                text(choice / 10),
                choice % 9 == 0,
                Optional.of(at(choice)).filter(_ -> choice % 8 == 0));
    }

    private static Report report(int choice) {
        return switch (choice % 3) {
            case 0 -> new Report.Undelivered(text(choice), "no such channel", Optional.of(at(choice)));
            case 1 -> new Report.NotOwed("delivery was not requested");
            default -> new Report.Delivered("#place-" + choice % 5, text(choice));
        };
    }

    private static Optional<Awaited> awaited(int choice) {
        return switch (choice % 11) {
            case 0 -> Optional.of(new Awaited.OfRun(Story.run("r" + choice % 4)));
            case 1 -> Optional.of(new Awaited.OfTime(at(choice)));
            default -> Optional.empty();
        };
    }

    private static Outcome outcome(int choice) {
        return pick(Outcome.values(), choice).orElse(Outcome.LOST);
    }

    private static Optional<Phase> phase(int choice) {
        return pick(DOING.toArray(new Phase[0]), choice);
    }

    private static Optional<List<OpenCall>> open(int choice) {
        if (choice % 3 == 0) return Optional.empty();
        var act = new OpenCall(
                "call-" + choice % 5,
                pick(OpenCall.Kind.values(), choice).orElse(OpenCall.Kind.OTHER),
                text(choice),
                Optional.of(at(choice)),
                choice % 4 == 0 ? Optional.of(Duration.ofSeconds(choice)) : Optional.empty(),
                choice % 2 == 0);
        return Optional.of(choice % 5 == 0 ? List.of() : List.of(act));
    }

    private static List<PastCall> did(int choice) {
        if (choice % 3 == 2) return List.of();
        var deed = new PastCall("call-" + choice % 50, OpenCall.Kind.OTHER, text(choice), "same-" + choice % 2);
        return choice % 5 == 0 ? List.of(deed, deed) : List.of(deed);
    }

    private static Optional<Condition> condition(int choice) {
        return pick(Condition.Kind.values(), choice / 4)
                .filter(_ -> choice % 3 != 1)
                .map(kind -> new Condition(
                        kind, text(choice), Optional.of(at(choice)).filter(_ -> choice % 2 == 0)));
    }

    private static Optional<Progress> progress(int choice) {
        return choice % 4 == 0 ? Optional.of(new Progress(choice % 10, 10)) : Optional.empty();
    }

    private static Optional<String> text(int choice) {
        return choice % 3 == 0 ? Optional.empty() : Optional.of("text " + choice % 10);
    }

    private static <T> Optional<T> pick(T[] values, int choice) {
        var index = choice % (values.length + 1);
        return index == values.length ? Optional.empty() : Optional.of(values[index]);
    }
}
