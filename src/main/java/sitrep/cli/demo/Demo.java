package sitrep.cli.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import sitrep.cli.client.ApiClient;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.config.Config;
import sitrep.core.event.Event;
import sitrep.core.event.EventCleaning;
import sitrep.core.event.Fact;
import sitrep.json.EventJson;

/** Tells a server a recorded day of work, and has real commands run beside it, until somebody stops it. */
public final class Demo {
    /** Most events sent at once. */
    private static final int AT_ONCE = 200;

    /** How long to wait before it is looked again what is due. */
    private static final long LOOK_MILLIS = 100;

    private final CommandLineSurroundings surroundings;
    private final CatchingUpClock clock;
    private final Instant begins;
    private final List<Event> told;

    public Demo(CommandLineSurroundings surroundings) {
        this.surroundings = surroundings;
        this.clock = new CatchingUpClock(surroundings.clock());
        this.begins = clock.instant();
        this.told = RecordedDay.shipped().told(begins);
    }

    /** The clock by which the day is told, which is the server's too. */
    public InstantSource clock() {
        return clock;
    }

    /** The same clock as one that only goes forward. */
    public long nanos() {
        return clock.nanos();
    }

    /** What is over when the telling begins, as it stands in the log of a server that heard it when it happened. */
    public List<Event> past() {
        return told.stream()
                .filter(event -> !event.at().isAfter(begins) && !isHeartbeat(event))
                .map(EventCleaning::of)
                .toList();
    }

    private static boolean isHeartbeat(Event event) {
        return event.fact() instanceof Fact.RunAdvanced advanced && advanced.isHeartbeat();
    }

    /**
     * Plays until the thread is interrupted, or the server refuses or goes away: then it says so.
     *
     * @param data the folder of the demo's server, which is removed with it
     */
    public void play(String url, Path data) throws InterruptedException {
        greet(url);
        var talk = new CommandTalk(surroundings, new ApiClient(url, Config.token(surroundings.environment())), false);
        var work = RealWork.start(url, data);
        try {
            tell(told.stream().filter(event -> event.at().isAfter(begins)).toList(), talk);
        } finally {
            work.forEach(Process::destroy);
        }
    }

    private void greet(String url) {
        var out = surroundings.out();
        out.println("A board full of work is at " + url);
        out.println("In another terminal: " + (url.endsWith(":" + Config.PORT) ? "" : "SITREP_URL=" + url + " ")
                + "sitrep ls");
        out.println("Stop it with Ctrl-C; nothing of it is kept.");
    }

    private void tell(List<Event> events, CommandTalk talk) throws InterruptedException {
        var never = new CountDownLatch(1);
        clock.hurry();
        for (var from = 0; from < events.size(); ) {
            var due = due(events, from);
            if (due == from) {
                if (never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) return;
            } else if (tell(talk, events.subList(from, due)) != ExitCode.OK) {
                return;
            }
            from = due;
        }
        surroundings
                .out()
                .println("The recorded day is told to its end, and the board stays as it was then. To watch"
                        + " it once more, stop the demo and start it again.");
        never.await();
    }

    /** The index behind the last event that is due, though not more than can be sent at once. */
    private int due(List<Event> events, int from) {
        var now = clock.instant();
        var due = from;
        while (due < events.size()
                && due < from + AT_ONCE
                && !events.get(due).at().isAfter(now)) {
            due++;
        }
        return due;
    }

    private static int tell(CommandTalk talk, List<Event> events) {
        var json = events.stream()
                .map(event -> new String(EventJson.encode(event), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
        return talk.with(talk.client().post("/api/v1/events", json), _ -> ExitCode.OK);
    }
}
