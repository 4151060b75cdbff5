package sitrep.engine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.patience.Stamina;
import sitrep.core.rule.Rule;
import sitrep.core.sitrep.Attention;
import sitrep.core.standing.Dissent;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.why.TaskDetail;
import sitrep.core.why.Why;
import sitrep.engine.known.KnownTask;
import sitrep.json.Json;
import sitrep.json.SitrepJson;
import sitrep.store.EventLog;
import sitrep.store.Parting;
import sitrep.store.TaskIndex;

/** What must be so at every moment of every world, whatever happened in it. */
final class Invariants {

    private final Map<TaskId, Set<RunId>> ended = new HashMap<>();

    /** What left the log. */
    private final Set<Event.Key> left = new HashSet<>();

    /** Only tasks leave, or details of them, that ended and want nobody. */
    void leaves(Parting parting, List<EventLog.Entry> before) {
        var leaving = new HashSet<>(parting.places());
        var tasks = fold(before.stream().map(EventLog.Entry::event).toList(), new Random(1));
        var stay = new HashSet<TaskId>();
        for (var entry : before) {
            var name = entry.event().task();
            if (!leaving.contains(entry.seq())) name.ifPresent(stay::add);
            else left.add(entry.event().key());
        }
        for (var name : parting.names()) {
            Optional.ofNullable(tasks.get(name)).ifPresent(task -> {
                var detail = TaskDetail.of(task);
                assertEquals(Attention.SETTLED, detail.sitrep().attention().value(), () -> name + " left too early");
            });
            if (!stay.contains(name)) ended.remove(name);
        }
    }

    void check(List<Event> log, Set<Event.Key> acknowledged, SimulatedServer server, Random random) {
        nothingAcknowledgedIsLost(log, acknowledged);
        var tasks = fold(log, random).values();
        pagesAndCountsAgree(tasks, server);
        for (var task : tasks) {
            var detail = TaskDetail.of(task);
            var shown = SitrepJson.full(detail);
            theBoardIsAFoldOfTheLog(task, shown, server);
            everyFieldSaysWhy(task, shown);
            aPersonIsNamedFirst(detail);
            whatEndedStaysEnded(detail);
        }
    }

    private void nothingAcknowledgedIsLost(List<Event> log, Set<Event.Key> acknowledged) {
        var kept = new HashSet<Event.Key>();
        log.forEach(event -> assertTrue(kept.add(event.key()), () -> event.key() + " is in the log twice"));
        var lost = new HashSet<>(acknowledged);
        lost.removeAll(kept);
        lost.removeAll(left);
        assertEquals(Set.of(), lost, "acknowledged, but not in the log");
    }

    /** Folded in an order of its own, under all names that are one: laws 1 to 3 at work. */
    private static Map<TaskId, Task> fold(List<Event> log, Random random) {
        var events = new ArrayList<>(log);
        Collections.shuffle(events, random);
        var names = names(events);
        var tasks = new HashMap<TaskId, Task>();
        for (var event : events) {
            event.task().ifPresent(name -> {
                var all = names.getOrDefault(name, List.of(name));
                var id = all.getFirst();
                var before = tasks.getOrDefault(id, Task.unheard(id, all));
                tasks.put(id, Fold.apply(before, event.about(id)));
            });
        }
        tasks.values().removeIf(task -> task.signs().isEmpty());
        return tasks;
    }

    /** For each name of a task that has several all of them, in the order of the alphabet. */
    private static Map<TaskId, List<TaskId>> names(List<Event> events) {
        var names = new HashMap<TaskId, List<TaskId>>();
        for (var event : events) {
            if (!(event.fact() instanceof Fact.TaskAlias(var alias))) continue;
            var whole = new TreeSet<>(Comparator.comparing(TaskId::text));
            for (var name : List.of(event.task().orElseThrow(), alias)) {
                whole.addAll(names.getOrDefault(name, List.of(name)));
            }
            whole.forEach(name -> names.put(name, List.copyOf(whole)));
        }
        return names;
    }

    private static void theBoardIsAFoldOfTheLog(Task task, String shown, SimulatedServer server) {
        var known = server.board.known(task.id());
        assertTrue(known.isPresent(), () -> task.id() + " is not on the board");
        assertEquals(shown, SitrepJson.full(TaskDetail.of(known.get().task())));
    }

    private static void pagesAndCountsAgree(Collection<Task> tasks, SimulatedServer server) {
        var known = tasks.stream()
                .map(task -> new KnownTask(task, Stamina.NONE, 0))
                .sorted(Comparator.comparing(KnownTask::place))
                .toList();
        assertEquals(
                known.stream().map(KnownTask::json).toList(),
                server.pages().stream().map(TaskIndex.Listed::json).toList(),
                "pages in the board's order");
        var counted = known.stream()
                .collect(Collectors.groupingBy(each -> each.sitrep().attention().value(), Collectors.counting()));
        for (var attention : Attention.values()) {
            assertEquals(
                    counted.getOrDefault(attention, 0L),
                    server.board.tally().of(attention),
                    () -> "tasks counted as " + attention.word());
        }
    }

    private static void everyFieldSaysWhy(Task task, String json) {
        var reasons = Why.of(task);
        var shown = Json.read(json);
        var unexplained = shown.propertyNames().stream()
                .filter(field ->
                        !shown.get(field).isEmpty() || !shown.get(field).isArray())
                .filter(field -> !reasons.containsKey(field))
                .toList();
        assertEquals(List.of(), unexplained, "fields without a reason");
    }

    /** Rules 1 and 2 of the model: while a task goes on, whoever waits for a person is the news, never a stall. */
    private static void aPersonIsNamedFirst(TaskDetail detail) {
        var kind = detail.sitrep().phase().value().kind();
        var waits = detail.runs().stream()
                .filter(run -> run.ended().isEmpty())
                .filter(run -> !isReplaced(run))
                .anyMatch(run -> run.phase().value().kind() == Phase.Kind.HUMAN);
        if (waits) assertEquals(Phase.Kind.HUMAN, kind, "a person is waited for");
    }

    private void whatEndedStaysEnded(TaskDetail detail) {
        var before = ended.computeIfAbsent(detail.sitrep().id(), _ -> new HashSet<>());
        for (var run : detail.runs()) {
            if (before.contains(run.id())) {
                var isSaid = detail.dissent().stream()
                        .anyMatch(it -> it.run().equals(Optional.of(run.id())) && it.of() == Dissent.Of.OUTCOME);
                assertTrue(
                        run.ended().isPresent()
                                || isSaid
                                || isReplaced(run)
                                || detail.dissent().size() == Limits.DISSENTS,
                        () -> run.id() + " had ended and goes on, and nothing says so");
            }
            var really = run.outcome().filter(shown -> shown.because().rule() == Rule.SAID_FIRST);
            if (really.isPresent()) before.add(run.id());
        }
    }

    /** By a newer attempt at the same piece: what is said of it counts for nothing. */
    private static boolean isReplaced(TaskDetail.RunView run) {
        return run.phase().because().rule() == Rule.SUPERSEDED;
    }

    void suspensionAccusesNobody(List<Event> verdicts) {
        var accused = verdicts.stream()
                .filter(event -> event.fact() instanceof Fact.StallSuspected
                        || (event.fact() instanceof Fact.RunEnded end && end.outcome() == Outcome.LOST))
                .toList();
        assertEquals(List.of(), accused, "accused though we were away ourselves");
    }

    /** A run that nobody hears of any more does not work for ever. */
    void silenceWasNoticed(SimulatedServer server) {
        var working = server.pages().stream()
                .map(listed -> Json.read(listed.json()))
                .filter(task -> List.of(
                                "starting",
                                "reading_context",
                                "researching",
                                "planning",
                                "editing",
                                "testing",
                                "summarizing")
                        .contains(task.get("phase").stringValue()))
                .toList();
        assertEquals(List.of(), working, "shown as working after hours of silence");
    }
}
