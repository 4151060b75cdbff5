package sitrep.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sitrep.config.Config;

/** Tells a server stories of work, and has real commands run beside them, until somebody stops it. */
public final class Demo {

    private static final List<String> STORIES = List.of(
            "release",
            "offsite",
            "crm",
            "parser",
            "support",
            "deploy",
            "billing",
            "checkout",
            "vectors",
            "preview",
            "weekly",
            "queue");

    private final Surroundings surroundings;

    Demo(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The names of the stories. */
    static List<String> stories() {
        return STORIES;
    }

    private record Due(Instant at, int times, Story.Scene scene) {}

    /** Plays until the thread is interrupted, or the server refuses or goes away: then it says so. */
    public void play(String url) throws InterruptedException {
        greet(url);
        var work = RealWork.start(url);
        try {
            tell(url);
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

    private void tell(String url) throws InterruptedException {
        var talk = new Talk(surroundings, new ApiClient(url, Config.token(surroundings.environment())), false);
        var start = surroundings.clock().instant();
        var due = new PriorityQueue<>(Comparator.comparing(Due::at));
        for (var name : STORIES) {
            for (var scene : Story.shipped(name).scenes()) due.add(new Due(start.plus(scene.at()), 0, scene));
        }
        var never = new CountDownLatch(1);
        for (var next = due.poll(); next != null; next = due.poll()) {
            var wait = Duration.between(surroundings.clock().instant(), next.at());
            if (wait.isPositive() && never.await(wait.toMillis(), TimeUnit.MILLISECONDS)) return;
            if (tell(talk, next) != ExitCode.OK) return;
            again(next, start, due);
        }
        never.await();
    }

    private static int tell(Talk talk, Due due) {
        var answer = talk.client().post("/api/v1/events", due.scene().json(due.at(), due.times()));
        return talk.with(answer, _ -> ExitCode.OK);
    }

    private static void again(Due due, Instant start, PriorityQueue<Due> into) {
        due.scene()
                .every()
                .map(due.at()::plus)
                .filter(at -> at.isBefore(start.plus(due.scene().until())))
                .ifPresent(at -> into.add(new Due(at, due.times() + 1, due.scene())));
    }
}
