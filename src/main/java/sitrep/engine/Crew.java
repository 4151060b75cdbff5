package sitrep.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import sitrep.core.Attention;
import sitrep.core.Hand;
import sitrep.core.Task;
import sitrep.core.Worker;
import sitrep.store.Facet;
import sitrep.store.Query;

/**
 * Who is at work: the workers of every run that lives. They are taken from the tasks in memory; those that nothing was
 * heard of since the start are read from the log once, when they are first asked for.
 */
public final class Crew {
    /** Most tasks read for it after a start, the most pressing first. */
    static final int READ = 5_000;

    private static final List<Attention> GO_ON =
            List.of(Attention.NEEDS_YOU, Attention.STUCK, Attention.WORKING, Attention.QUEUED);

    /** What one worker has in hand, the most pressing first; {@code names} are those of the tasks. */
    public record AtWork(Worker worker, List<Hand> hands, Map<Task.Id, String> names, Instant lastSign) {}

    private final Board board;
    private final Pulse pulse;
    private final Map<Task.Id, Known> read = new ConcurrentHashMap<>();
    private boolean isRead;

    public Crew(Board board, Pulse pulse) {
        this.board = board;
        this.pulse = pulse;
    }

    /** All that are at work, by where they are, their kind, and their id. */
    public List<AtWork> atWork() {
        readOnce();
        var hands = new HashMap<Worker.Id, List<Hand>>();
        var tasks = new HashMap<Task.Id, Known>();
        read.keySet().removeIf(task -> board.cached(task).isPresent());
        for (var known : board.goingOn(read.values())) {
            if (known.hands().isEmpty()) continue;
            tasks.put(known.task().id(), known);
            known.hands()
                    .forEach(hand -> hands.computeIfAbsent(hand.worker().id(), _ -> new ArrayList<>())
                            .add(hand));
        }
        return hands.values().stream()
                .map(all -> atWork(all, tasks))
                .sorted(Comparator.comparing(Crew::place))
                .toList();
    }

    /** Where a worker stands in the list, as a text to go on after. */
    public static String place(AtWork one) {
        var worker = one.worker();
        var where = worker.where().map(said -> said.value()).orElse("");
        var kind = Worker.Kind.words().indexOf(worker.kindOrOther().word());
        return where + "\n" + kind + "\n" + worker.id().text();
    }

    private AtWork atWork(List<Hand> all, Map<Task.Id, Known> tasks) {
        all.sort(Hand.MOST_PRESSING);
        var names = new TreeMap<Task.Id, String>(Comparator.comparing(Task.Id::text));
        var last = Instant.MIN;
        for (var hand : all) {
            var known = tasks.get(hand.task());
            if (known == null) continue;
            names.put(hand.task(), known.sitrep().name().value());
            var beat =
                    Optional.ofNullable(pulse.of(known.task()).get(hand.run())).orElse(Instant.MIN);
            for (var sign : List.of(hand.lastSign(), beat)) {
                if (sign.isAfter(last)) last = sign;
            }
        }
        return new AtWork(all.getFirst().worker(), List.copyOf(all), names, last);
    }

    private synchronized void readOnce() {
        if (isRead) return;
        for (var attention : GO_ON) {
            var query = new Query(
                    Set.of(new Facet("attention", attention.word())),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Query.LIMIT);
            for (var page = board.page(query); !page.isEmpty() && read.size() < READ; ) {
                page.forEach(listed -> read(listed.place().task()));
                page = board.page(query.behind(Optional.of(page.getLast().place())));
            }
        }
        isRead = true;
    }

    private void read(Task.Id task) {
        if (board.cached(task).isEmpty()) board.known(task).ifPresent(known -> read.put(task, known));
    }
}
