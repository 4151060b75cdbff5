package sitrep.http.mcp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Attention;
import sitrep.core.text.SpokenTime;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.known.KnownTask;
import sitrep.json.Json;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The tool that waits for a task to be done, to need somebody, or to change. It listens first and looks then, so that
 * no change falls between the two, and it always answers within the time given: a client that waits for longer than it
 * likes takes a tool for broken.
 */
record WaitTool(Board board, Feed feed, InstantSource clock) {
    /** The longest that is waited, and how long without being asked: below what most clients bear. */
    static final int LONGEST = 600;

    private static final int USUALLY = 50;

    /** From one word of progress to the next when nothing happens. */
    private static final Duration PULSE = Duration.ofSeconds(10);

    private static final String DONE = "done";
    private static final String BLOCKED = "blocked";
    private static final String CHANGED = "changed";
    private static final List<String> CONDITIONS = List.of(DONE, BLOCKED, CHANGED);

    /** Why a wait is over. */
    private enum End {
        MET,
        TIME,
        STOPPING
    }

    /** What is waited for, of a task that stood so when the wait began. */
    private record Wait(String until, KnownTask began, long after, long endNanos) {
        boolean isMet(KnownTask now) {
            return switch (until) {
                case DONE -> isOver(now);
                case BLOCKED -> isOver(now) || wantsSomebody(now);
                default -> now.seq() > after && (after < began.seq() || !isAlike(now));
            };
        }

        private static boolean isOver(KnownTask task) {
            return task.sitrep().ended().isPresent();
        }

        private static boolean wantsSomebody(KnownTask task) {
            var attention = task.sitrep().attention().value();
            return attention == Attention.NEEDS_YOU || attention == Attention.STUCK;
        }

        /** Whether a reader of lists sees no difference: marks of the clock alone are no change. */
        private boolean isAlike(KnownTask now) {
            var before = BriefTask.row(Json.read(began.json()));
            var after = BriefTask.row(Json.read(now.json()));
            before.remove("lastUpdate");
            after.remove("lastUpdate");
            return before.equals(after);
        }

        Duration left() {
            return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
        }
    }

    ToolAnswer call(ToolArguments arguments, CallLine line) throws InterruptedException {
        arguments.only(List.of("task", "until", "seconds", "after"));
        var until = arguments.word("until", DONE, CONDITIONS);
        var seconds = arguments.number("seconds", USUALLY, 1, LONGEST);
        var meant = arguments.requiredText("task");
        try (var subscription = feed.subscribe()) {
            var began = new TaskSought(board).one(meant);
            var after = arguments.number("after", began.seq(), 0, Long.MAX_VALUE);
            var from = System.nanoTime();
            var wait = new Wait(
                    until, began, after, from + Duration.ofSeconds(seconds).toNanos());
            var watching = new Watching(wait, line);
            var end = watching.on(subscription);
            return told(watching.now, wait, end, Duration.ofNanos(System.nanoTime() - from));
        }
    }

    /** The task as it changes. In a class of its own, for the loop has to be in a method of its own. */
    private final class Watching {
        private final Wait wait;
        private final CallLine line;
        private KnownTask now;
        private long said = System.nanoTime();

        Watching(Wait wait, CallLine line) {
            this.wait = wait;
            this.line = line;
            this.now = wait.began();
        }

        End on(Feed.Subscription subscription) throws InterruptedException {
            if (wait.isMet(now)) return End.MET;
            while (true) {
                var left = wait.left();
                if (left.isZero()) return End.TIME;
                var news = subscription.next(left.compareTo(PULSE) < 0 ? left : PULSE);
                if (news.isEmpty()) return End.STOPPING;
                var changed = changed(news.get());
                changed.ifPresent(task -> now = task);
                if (wait.isMet(now)) return End.MET;
                if (changed.isPresent() || isSilentForLong()) say();
            }
        }

        /** A board on which much happens may have no news of this task. */
        private boolean isSilentForLong() {
            return System.nanoTime() - said >= PULSE.toNanos();
        }

        private void say() {
            said = System.nanoTime();
            line.progress(new TaskLines(clock.instant()).line(BriefTask.row(Json.read(now.json()))));
        }

        private Optional<KnownTask> changed(Feed.News news) {
            var id = now.task().id();
            return switch (news) {
                case Feed.News.Changes(var tasks, var gone) -> {
                    var joined = gone.stream()
                            .filter(each -> each.task().equals(id))
                            .map(Feed.Gone::joined)
                            .reduce((_, last) -> last);
                    yield joined.isPresent() ? board.known(joined.get()) : last(tasks, id);
                }
                case Feed.News.Resync _ -> board.known(id);
                case Feed.News.Quiet _ -> Optional.empty();
            };
        }

        private static Optional<KnownTask> last(List<KnownTask> tasks, TaskId id) {
            return tasks.stream().filter(known -> known.task().id().equals(id)).reduce((_, last) -> last);
        }
    }

    private ToolAnswer told(KnownTask known, Wait wait, End end, Duration took) {
        if (end == End.STOPPING) return new ToolAnswer.Wrong("The server is stopping. Ask again in a few seconds.");
        var row = BriefTask.row(Json.read(known.json()));
        var document = JsonNodeFactory.instance.objectNode();
        document.put("met", end == End.MET);
        document.put("until", wait.until());
        document.put("waited", took.toSeconds());
        document.put("seq", known.seq());
        document.set("task", row);
        var how = end == End.MET
                ? "After " + SpokenTime.duration(took) + ": "
                : "Not " + wait.until() + " within " + SpokenTime.duration(took) + "; ask again to wait on. ";
        return new ToolAnswer.Told(how + new TaskLines(clock.instant()).line(row), document);
    }
}
