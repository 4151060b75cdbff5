package sitrep.engine.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.standing.WorkerAtWork;
import sitrep.core.task.Said;
import sitrep.core.task.Worker;
import sitrep.core.vocabulary.WorkerKind;
import sitrep.engine.contact.Pulse;
import sitrep.engine.known.KnownTask;
import sitrep.store.Facet;
import sitrep.store.TaskQuery;

/**
 * Who is at work: the workers of every run that lives. They are taken from the tasks in memory; those that nothing was
 * heard of since the start are read from the log when they are asked for, some each time, so that nobody waits long.
 */
public final class WorkersAtWork {
    /** Most tasks looked at for it after a start, the most pressing first. */
    static final int READ = 5_000;

    /** Tasks read from the log each time. */
    static final int AT_ONCE = 500;

    private static final List<Attention> GO_ON =
            List.of(Attention.NEEDS_YOU, Attention.STUCK, Attention.WORKING, Attention.QUEUED);

    private static final List<String> KINDS = WorkerKind.words();

    /**
     * One worker with what it has in hand, the most pressing first.
     *
     * @param place where it stands in the list, as a text to go on after
     */
    public record AtWork(Worker worker, String place, List<WorkerAtWork> hands) {}

    /** What else is told of a worker: the names of its tasks, and its last sign of life, heartbeats included. */
    public record Told(Map<TaskId, String> names, Instant lastSign) {}

    private final Board board;
    private final Pulse pulse;
    private final Map<TaskId, KnownTask> read = new ConcurrentHashMap<>();
    private int left = READ;
    private int group;
    private Optional<BoardPlace> last = Optional.empty();

    public WorkersAtWork(Board board, Pulse pulse) {
        this.board = board;
        this.pulse = pulse;
    }

    private List<KnownTask> goingOn() {
        readSome();
        read.keySet()
                .removeIf(task ->
                        board.cached(task).isPresent() || !board.idOf(task).equals(task));
        return board.goingOn(read.values());
    }

    /** How many tasks go on of which each source told. */
    public Map<String, Long> openBySource() {
        return goingOn().stream()
                .flatMap(known -> known.task().sources().stream())
                .collect(Collectors.groupingBy(source -> source, Collectors.counting()));
    }

    /** All that are at work, by where they are, their kind, and their id. */
    public List<AtWork> atWork() {
        var hands = new HashMap<WorkerId, List<WorkerAtWork>>();
        for (var known : goingOn()) {
            known.hands()
                    .forEach(hand -> hands.computeIfAbsent(hand.worker().id(), _ -> new ArrayList<>())
                            .add(hand));
        }
        return hands.values().stream()
                .map(WorkersAtWork::atWork)
                .sorted(Comparator.comparing(AtWork::place))
                .toList();
    }

    private static AtWork atWork(List<WorkerAtWork> hands) {
        hands.sort(WorkerAtWork.MOST_PRESSING);
        var worker = hands.getFirst().worker();
        var where = worker.where().map(Said::value).orElse("");
        var kind = KINDS.indexOf(worker.kindOrOther().word());
        return new AtWork(worker, where + "\n" + kind + "\n" + worker.id().text(), List.copyOf(hands));
    }

    /** What else there is to tell of one of them. */
    public Told told(AtWork one) {
        var names = new HashMap<TaskId, String>();
        var last = Instant.MIN;
        for (var hand : one.hands()) {
            var known = board.cached(hand.task()).or(() -> Optional.ofNullable(read.get(hand.task())));
            known.ifPresent(it -> names.put(hand.task(), it.sitrep().name().value()));
            var beat =
                    known.flatMap(it -> Optional.ofNullable(pulse.of(it.task()).get(hand.run())));
            for (var sign : List.of(hand.lastSign(), beat.orElse(Instant.MIN))) {
                if (sign.isAfter(last)) last = sign;
            }
        }
        return new Told(Map.copyOf(names), last);
    }

    /**
     * Of one all of whose runs are told of by sources out of contact: since when nothing is known of it.
     *
     * @param lost when contact with each such source was lost
     */
    public static Optional<Instant> unseenSince(AtWork one, Map<String, Instant> lost) {
        var tellers =
                one.hands().stream().flatMap(hand -> hand.tellers().stream()).toList();
        if (tellers.isEmpty() || !lost.keySet().containsAll(tellers)) return Optional.empty();
        return tellers.stream().map(lost::get).max(Comparator.naturalOrder());
    }

    /** Whether all there are to read have been read. */
    public synchronized boolean isComplete() {
        return left <= 0 || group == GO_ON.size();
    }

    private synchronized void readSome() {
        for (var some = 0; some < AT_ONCE && !isComplete(); ) {
            var page = board.page(going(GO_ON.get(group)).behind(last));
            page.forEach(listed -> read(listed.place().task()));
            some += page.size();
            left -= page.size();
            last = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.getLast().place());
            if (page.isEmpty()) group++;
        }
    }

    private static TaskQuery going(Attention attention) {
        return new TaskQuery(
                Set.of(new Facet("attention", attention.word())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AT_ONCE);
    }

    private void read(TaskId task) {
        if (board.cached(task).isEmpty()) board.atHand(task).ifPresent(known -> read.put(task, known));
    }
}
