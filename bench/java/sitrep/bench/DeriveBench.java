package sitrep.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.patience.Patience;
import sitrep.core.patience.Stamina;
import sitrep.core.silence.OverdueWaits;
import sitrep.core.silence.Watch;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.standing.Ribbon;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.usual.Usuals;
import sitrep.engine.known.KnownTask;
import sitrep.json.EventReader;
import sitrep.json.Json;

/**
 * What is derived from a task, each thing on its own: microseconds of one core, and for the fold microseconds an event.
 * There is no floor but nothing.
 */
final class DeriveBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 21);
    private static final int TASKS = 200;
    private static final int TURNS = 4;
    private static final TaskId ID = new TaskId("bench-7");
    private static final Instant BEGAN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant FROM = BEGAN.minusSeconds(60);
    private static final Watch.Heard HEARD = new Watch.Heard(Map.of(), Set.of(), FROM, Stamina.NONE, Usuals.NONE);
    private static final String[] PHASES = {"reading_context", "researching", "planning", "editing", "testing"};
    private static final String[] ACTS = {"model", "read", "edit", "shell_test", "shell_git"};

    private static final Map<String, ToIntFunction<KnownTask>> WAYS = ways();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Whatever is made adds to it, so that nothing is made in vain. */
    private static volatile int made;

    private DeriveBench() {}

    static void run(Path jar) {
        Rounds.line(
                "%n== derive: microseconds for each task; for the fold, for each event (median of %d rounds)", ROUNDS);
        var few = events(1, 5);
        var many = events(3, 50);
        for (var events : List.of(few, many)) measure(events);
        line("1 run, 5 events", measure(few));
        line("3 runs, 50 events", measure(many));
    }

    private static void line(String what, Map<String, double[]> took) {
        var line = new StringBuilder();
        took.forEach((way, times) -> line.append("   %s %.1f".formatted(way, Rounds.median(times))));
        Rounds.line("%-18s%s", what, line);
    }

    /** What each way of deriving took, round by round. */
    private static Map<String, double[]> measure(List<Event> events) {
        var task = fold(events);
        var took = new LinkedHashMap<String, double[]>();
        took.put("fold", new double[ROUNDS]);
        WAYS.keySet().forEach(way -> took.put(way, new double[ROUNDS]));
        for (var round = 0; round < ROUNDS; round++) {
            took.get("fold")[round] = foldTime(events);
            for (var way : WAYS.keySet()) took.get(way)[round] = time(task, WAYS.get(way));
        }
        return took;
    }

    private static Map<String, ToIntFunction<KnownTask>> ways() {
        var ways = new LinkedHashMap<String, ToIntFunction<KnownTask>>();
        ways.put("sitrep", known -> Sitrep.of(known.task()).name().value().length());
        ways.put("facets", known -> known.facets().size());
        ways.put("ribbon", known -> Ribbon.of(known.task()).parts().size());
        ways.put("json", known -> known.utf8().length);
        ways.put("due", known -> Watch.due(known.task(), HEARD, Patience.USUAL).hashCode());
        ways.put("waits", known -> OverdueWaits.due(known.task(), BEGAN).hashCode());
        ways.put("text", known -> known.text().length());
        return ways;
    }

    private static double foldTime(List<Event> events) {
        var times = TASKS * TURNS / 8;
        var began = THREADS.getCurrentThreadCpuTime();
        for (var i = 0; i < times; i++) made += fold(events).runs().size();
        return (THREADS.getCurrentThreadCpuTime() - began) / 1e3 / times / events.size();
    }

    /** Of each task everything is made anew but what is told of it, from which the rest is made. */
    private static double time(Task task, ToIntFunction<KnownTask> way) {
        var took = 0L;
        for (var turn = 0; turn < TURNS; turn++) {
            var tasks = new ArrayList<KnownTask>(TASKS);
            for (var i = 0; i < TASKS; i++) {
                var known = new KnownTask(task, Stamina.NONE, i + 1L);
                made += known.sitrep().name().value().length();
                tasks.add(known);
            }
            var began = THREADS.getCurrentThreadCpuTime();
            for (var known : tasks) made += way.applyAsInt(known);
            took += THREADS.getCurrentThreadCpuTime() - began;
        }
        return took / 1e3 / TASKS / TURNS;
    }

    private static Task fold(List<Event> events) {
        var task = Task.unheard(ID);
        for (var event : events) task = Fold.apply(task, event);
        return task;
    }

    /** An agent and those that serve it, for two minutes: what they do, have open and wait for. */
    private static List<Event> events(int runs, int count) {
        var events = new ArrayList<Event>();
        events.add(event(
                0, "task.opened", "{'name':'Nightly 2026-11-22 of module 7','owner':'ann','labels':{'env':'ci'}}"));
        for (var run = 0; run < runs; run++) events.add(opened(run));
        while (events.size() < count) events.add(advanced(events.size(), events.size() % runs));
        return events;
    }

    private static Event opened(int run) {
        var served = run == 0 ? "" : "'parent':'run-0',";
        return event(
                1 + run,
                "run.opened",
                "{'run':'run-" + run + "'," + served + "'label':'piece " + run + "','worker':{'id':'agent-" + run
                        + "','kind':'" + (run == 0 ? "main" : "subagent") + "'}}");
    }

    private static Event advanced(int n, int run) {
        if (n % 23 == 20) return event(n, "run.blocked", "{'run':'run-" + run + "','block':{'reason':'external_api'}}");
        var open = "[{'id':'act-" + n + "','kind':'" + ACTS[n % ACTS.length] + "','title':'module " + n + "'}]";
        return event(
                n,
                "run.advanced",
                "{'run':'run-" + run + "','phase':'" + PHASES[n / 3 % PHASES.length]
                        + "','update':'Running the integration tests of module " + n + "','open':" + open
                        + ",'progress':{'done':" + n + ",'total':913}}");
    }

    private static Event event(int n, String type, String data) {
        var at = BEGAN.plusMillis(2_400L * n);
        var text = "{'specversion':'1.0','id':'e" + n + "','source':'bench','type':'sitrep." + type + "','subject':'"
                + ID.text() + "','time':'" + at + "','data':" + data + "}";
        return new EventReader(at, () -> "e" + n)
                .read(Json.read(text.replace('\'', '"')))
                .events()
                .getFirst();
    }
}
