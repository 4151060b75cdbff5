package sitrep.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sitrep.connect.acp.meaning.AcpFacts;
import sitrep.connect.acp.meaning.AcpPair;
import sitrep.connect.foreign.Around;
import sitrep.connect.openclaw.meaning.AcpSessions;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.replay.GatewayRecording;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.Owner;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.Phase;

/**
 * One work that a gateway had an agent do over ACP, recorded at both places: what the gateway told, and what passed
 * between it and the agent. Whoever hears the gateway or the tee, both or a part of either, late, doubled and in any
 * order, comes to what happened or to less, and never to the contrary.
 */
class JointMatrixTest {
    private static final Path STORY = Path.of("src/test/resources/recorded/openclaw/acp-tee");
    private static final String ASKED = "Have the minutes written";
    private static final TaskId TASK = new TaskId("one");
    private static final int SEEDS = 60;

    /** What the agent does, as it is seen between the two: once it may edit it is still where it was for a moment. */
    private static final List<Phase> WORK = List.of(
            Phase.PLANNING, Phase.READING_CONTEXT, Phase.WAITING_APPROVAL, Phase.READING_CONTEXT, Phase.EDITING);

    /** What is heard of one of the two. */
    private enum Part {
        NOTHING,
        BEGINNING,
        ALL,
        END
    }

    private final List<Signal> signals;
    private final List<Event> tee;

    JointMatrixTest() throws IOException {
        signals = GatewayRecording.read(Files.readAllLines(STORY.resolve("in.jsonl")), Set.of())
                .signals();
        tee = tee();
    }

    private static List<Event> tee() throws IOException {
        var owner = Optional.of(new Owner("root", Optional.empty()));
        var facts = new AcpFacts(new AcpPair("recorded", "acp@office", "office", "agent", owner, Around.NONE));
        var events = new ArrayList<Event>();
        for (var line :
                AcpReplay.read(Files.readAllLines(STORY.resolve("acp.jsonl"))).lines()) {
            switch (line) {
                case AcpReplay.Said(var at, var side, var frame) -> events.addAll(facts.heard(side, frame, at));
                case AcpReplay.Ended(var at, var end) -> events.addAll(facts.ended(end, at));
            }
        }
        return events;
    }

    private static List<Event> gateway(List<Signal> heard) {
        var events = new ArrayList<Event>();
        RecordingReplay.play(heard, new Gateway("office", Optional.empty()), _ -> {}, events::add);
        return events.stream().filter(event -> event.task().isPresent()).toList();
    }

    private List<Event> gateway(Part part, Random random) {
        var cut = 1 + random.nextInt(signals.size() - 1);
        return switch (part) {
            case NOTHING -> List.of();
            case BEGINNING -> gateway(signals.subList(0, cut));
            case ALL -> gateway(signals);
            case END -> gateway(Late.joins(signals.subList(0, cut), lookedAgain(cut)));
        };
    }

    /** Who joins late looks for itself what is kept of the session. */
    private List<Signal> lookedAgain(int cut) {
        var after = new ArrayList<>(signals.subList(cut, signals.size()));
        var at = signals.get(cut).at();
        signals.subList(0, cut).stream()
                .filter(signal -> signal instanceof Signal.Answer answer
                        && answer.method().equals(AcpSessions.KEPT))
                .map(Signal.Answer.class::cast)
                .forEach(kept -> after.addFirst(new Signal.Answer(at, kept.method(), kept.params(), kept.payload())));
        return after;
    }

    /** What was said before somebody looked on is lost to the tee; what it told is not. */
    private List<Event> tee(Part part, Random random) {
        return switch (part) {
            case NOTHING -> List.of();
            case BEGINNING -> tee.subList(0, random.nextInt(tee.size()));
            case ALL, END -> tee;
        };
    }

    @Test
    void whoeverHearsLessKnowsLessAndNeverTheContrary() {
        for (var seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var ofGateway = Part.values()[seed % 4];
            var ofTee = Part.values()[seed / 4 % 3];
            var told = gateway(ofGateway, random);
            var where = "seed " + seed + ": " + ofGateway + " of the gateway, " + ofTee + " of the tee";
            var tasks = tasks(shuffled(told, tee(ofTee, random), random));
            for (var sitrep : tasks) check(sitrep, where);
            if (ofGateway != Part.ALL) continue;
            assertEquals(1, tasks.size(), where);
            whole(tasks.getFirst(), where);
        }
    }

    private static void check(Sitrep sitrep, String where) {
        var outcome = sitrep.outcome().map(it -> it.value().word()).orElse("none");
        assertTrue(Set.of("none", "lost", "succeeded").contains(outcome), where + ": " + outcome);
        var isAsked = sitrep.name().value().equals(ASKED);
        if (isAsked) assertEquals(Optional.empty(), sitrep.reported(), where);
        if (outcome.equals("succeeded")) assertEquals(Optional.empty(), sitrep.block(), where);
    }

    /** What OpenClaw's client was shown reached nobody who asked. */
    private static void whole(Sitrep sitrep, String where) {
        assertEquals(ASKED, sitrep.name().value(), where);
        assertEquals("owner", sitrep.owner().orElseThrow().value().name(), where);
        assertEquals("succeeded", sitrep.outcome().orElseThrow().value().word(), where);
        assertEquals(
                "minutes.md is written and reads well.",
                sitrep.update().orElseThrow().value().text(),
                where);
        assertEquals(Attention.UNREPORTED, sitrep.attention().value(), where);
    }

    /** Each in its own order, some of it twice. */
    private static List<Event> shuffled(List<Event> one, List<Event> other, Random random) {
        var left = new ArrayList<>(List.of(new ArrayList<>(one), new ArrayList<>(other)));
        var all = new ArrayList<Event>();
        while (left.stream().anyMatch(events -> !events.isEmpty())) {
            var from = left.get(random.nextInt(left.size()));
            if (from.isEmpty()) continue;
            all.add(random.nextInt(5) == 0 ? from.getFirst() : from.removeFirst());
        }
        return all;
    }

    /** What they come to: two names that were said to be of one task are. */
    private static List<Sitrep> tasks(List<Event> events) {
        var ids = new HashMap<TaskId, TaskId>();
        for (var event : events)
            ids.putIfAbsent(event.task().orElseThrow(), event.task().orElseThrow());
        for (var event : events) {
            if (!(event.fact() instanceof Fact.TaskAlias(var alias)) || !ids.containsKey(alias)) continue;
            var joined = ids.get(alias);
            var into = ids.get(event.task().orElseThrow());
            ids.replaceAll((_, id) -> id.equals(joined) ? into : id);
        }
        var tasks = new HashMap<TaskId, Task>();
        for (var event : events) {
            var id = ids.get(event.task().orElseThrow());
            var task = tasks.computeIfAbsent(id, Task::unheard);
            tasks.put(id, Fold.apply(task, named(event, id)));
        }
        return tasks.values().stream().map(Sitrep::of).toList();
    }

    private static Event named(Event event, TaskId id) {
        return new Event(event.key(), Optional.of(id), event.at(), event.heard(), event.fact());
    }

    /** What only the tee sees is seen when it happens, and nothing is over sooner than the gateway says. */
    @Test
    void togetherTheyTellMoreThanEither() {
        var ofGateway = gateway(signals);
        var all = new ArrayList<>(ofGateway);
        all.addAll(tee);
        var alone = shown(ofGateway);
        var together = shown(all);
        var phases = together.stream().map(Shown::phase).toList();
        assertTrue(Collections.indexOfSubList(phases, WORK) >= 0, phases::toString);
        assertFalse(alone.stream().map(Shown::phase).toList().contains(Phase.WAITING_APPROVAL));
        assertEquals(first(alone, Phase.DONE), first(together, Phase.DONE));
    }

    private record Shown(Phase phase, Instant at) {}

    private static Optional<Shown> first(List<Shown> shown, Phase phase) {
        return shown.stream().filter(it -> it.phase() == phase).findFirst();
    }

    /** The phases of the one task that they come to, as they change. */
    private static List<Shown> shown(List<Event> events) {
        var sorted = events.stream().sorted(Comparator.comparing(Event::at)).toList();
        var task = Task.unheard(TASK);
        var shown = new ArrayList<Shown>();
        for (var event : sorted) {
            task = Fold.apply(task, named(event, TASK));
            if (task.signs().isEmpty()) continue;
            var phase = Sitrep.of(task).phase().value();
            if (shown.isEmpty() || shown.getLast().phase() != phase) shown.add(new Shown(phase, event.at()));
        }
        return shown;
    }
}
