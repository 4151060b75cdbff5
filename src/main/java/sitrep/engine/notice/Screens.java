package sitrep.engine.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tasks somebody has before them, as pages say. It is known for a while only: who closes a lid says nothing more.
 */
public final class Screens {
    /** How long a page's word holds unless it is renewed. */
    public static final Duration HOLDS = Duration.ofSeconds(45);

    /** How long it is remembered that a task was on a screen. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** Most tasks that one page may name, and most pages; past it the page that was silent for longest is forgotten. */
    public static final int TASKS = 50;

    static final int VIEWS = 200;

    private record View(Set<String> tasks, Instant until) {}

    private final Map<String, View> views = new HashMap<>();
    private final Map<String, Instant> left = new HashMap<>();

    /** A page says all that it shows now; nothing, when it is hidden. */
    public synchronized void shows(String view, List<String> tasks, Instant now) {
        var before = views.remove(view);
        if (before != null) {
            var until = before.until().isBefore(now) ? before.until() : now;
            before.tasks().forEach(task -> left.merge(task, until, Screens::later));
        }
        if (!tasks.isEmpty()) views.put(view, new View(Set.copyOf(tasks), now.plus(HOLDS)));
        while (views.size() > VIEWS) forgetOldest();
    }

    private void forgetOldest() {
        views.entrySet().stream()
                .min(Map.Entry.comparingByValue(java.util.Comparator.comparing(View::until)))
                .ifPresent(oldest -> views.remove(oldest.getKey()));
    }

    /** Until when each task was, or is, on a screen. */
    synchronized Map<String, Instant> seen(Instant now) {
        left.values().removeIf(until -> until.plus(REMEMBERED).isBefore(now));
        views.values().removeIf(view -> {
            var isOver = view.until().isBefore(now);
            if (isOver) view.tasks().forEach(task -> left.merge(task, view.until(), Screens::later));
            return isOver;
        });
        var seen = new HashMap<>(left);
        views.values().forEach(view -> view.tasks().forEach(task -> seen.merge(task, view.until(), Screens::later)));
        return seen;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
