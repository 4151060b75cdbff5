package sitrep.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.json.EventJson;

/** Events and rows to try stores with. */
public final class Samples {
    public static final int WORKING = Attention.WORKING.rank();

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final List<String> WORDS =
            List.of("deploy", "deploying", "build", "release", "test", "tests", "login", "flaky", "near", "and");
    static final List<Facet> FACETS = List.of(
            new Facet("phase", "testing"),
            new Facet("phase", "done"),
            new Facet("owner", "Dana"),
            new Facet("owner", "Sam"),
            new Facet("kind", "process"),
            new Facet("label", "team:core"),
            new Facet("label", "release:2.4"));

    private Samples() {}

    /** The log's real way of writing events down. */
    public static EventCodec codec() {
        return new EventCodec() {
            @Override
            public byte[] encode(Event event) {
                return EventJson.encodeContent(event);
            }

            @Override
            public Event decode(Event.Key key, Optional<TaskId> task, byte[] bytes) {
                return EventJson.decodeContent(key, task, bytes);
            }
        };
    }

    public static Event event(String source, String id, String task) {
        var fact = new Fact.RunAdvanced(
                new RunId("main"), Optional.of(Phase.TESTING), Optional.of("news of " + id), Optional.empty());
        return new Event(new Event.Key(source, id), Optional.of(new TaskId(task)), START, START, fact);
    }

    public static Event seen(String source, String id) {
        return new Event(
                new Event.Key(source, id), Optional.empty(), START, START, new Fact.SourceSeen(Optional.empty()));
    }

    /** Events of one source with ids that count up, about ten tasks in turn. */
    public static List<Event> events(String source, int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(i -> event(source, "e" + i, "task" + i % 10))
                .toList();
    }

    public static TaskRow row(String task, int rank, long order) {
        return row(task, rank, order, "");
    }

    public static TaskRow row(String task, int rank, long order, String text, Facet... facets) {
        var place = new BoardPlace(rank, order, new TaskId(task));
        var none = Optional.<Instant>empty();
        var json = "{\"id\":\"x\"}";
        return new TaskRow(place, START, new HashSet<>(List.of(facets)), text, none, Optional.empty(), json, 1);
    }

    /** A task with few different values of everything, so that many tasks share a place, a facet or a word. */
    static TaskRow random(Random random, int task) {
        var ending = random.nextInt(3) == 0 ? Optional.of(ending(random)) : Optional.<TaskEnding>empty();
        var place = ending.map(it -> place(random, it, task))
                .orElseGet(() -> new BoardPlace(random.nextInt(7), random.nextInt(5), id(task)));
        var facets = new HashSet<Facet>();
        FACETS.stream().filter(_ -> random.nextInt(3) == 0).forEach(facets::add);
        var text = new ArrayList<String>();
        WORDS.stream().filter(_ -> random.nextInt(3) == 0).forEach(text::add);
        return new TaskRow(
                place,
                START.plusMillis(random.nextInt(20)),
                facets,
                String.join(" ", text),
                random.nextBoolean() ? Optional.of(START.plusMillis(random.nextInt(50))) : Optional.empty(),
                ending,
                "{\"n\":" + random.nextInt(1_000) + "}",
                random.nextLong(1_000));
    }

    /** An ended task is unreported or settled, and stands there by when it ended. */
    private static BoardPlace place(Random random, TaskEnding ending, int task) {
        var rank = BoardPlace.ENDED.get(random.nextInt(BoardPlace.ENDED.size()));
        return new BoardPlace(rank, -ending.at().toEpochMilli(), id(task));
    }

    /** An ending on one of five days, with few different lengths of anything. */
    static TaskEnding ending(Random random) {
        var phases = new EnumMap<Phase, Duration>(Phase.class);
        List.of(Phase.TESTING, Phase.EDITING, Phase.WAITING_USER).stream()
                .filter(_ -> random.nextBoolean())
                .forEach(phase -> phases.put(phase, Duration.ofSeconds(random.nextInt(20))));
        var waits = random.nextBoolean()
                ? Map.of(BlockReason.USER_INPUT, Duration.ofSeconds(random.nextInt(20)))
                : Map.<BlockReason, Duration>of();
        var at = START.plus(Duration.ofHours(12L * random.nextInt(10))).plusMillis(random.nextInt(3));
        var outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
        return new TaskEnding(at, Duration.ofSeconds(random.nextInt(20)), outcome, phases, waits);
    }

    /** Ids that sort differently by UTF-16 units, by bytes and by numbers. */
    static TaskId id(int task) {
        var mark = List.of("", "é", "\uFF5E", "😀").get(task % 4);
        return new TaskId("task" + mark + task);
    }
}
