package sitrep.engine.act;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import sitrep.core.act.Act;
import sitrep.core.act.Hand;
import sitrep.core.act.Target;
import sitrep.core.event.ActId;
import sitrep.core.event.BlockId;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.vocabulary.Verb;
import sitrep.engine.board.Board;

/**
 * A hand at the other end of the line: whoever runs something elsewhere asks here, again and again, whether there are
 * orders for it, and says what became of them. It is within reach for as long as it asks.
 */
public final class Orders implements Hand {
    /** Most that may be waited for at once. */
    private static final int MOST = 2_000;

    /** How long whoever asked is still within reach: by then it has asked again. */
    private static final Duration REACH = Duration.ofSeconds(5);

    /** Orders that may wait for one run. */
    private static final int WAITING = 20;

    /**
     * Who asks.
     *
     * @param source who tells of the run
     * @param can what it can do about it
     * @param block the wait that an answer is for
     */
    public record Post(TaskId task, RunId run, String source, Set<Verb> can, Optional<BlockId> block) {}

    /** What became of an order. */
    public record Word(ActId act, Hand.Answer answer) {}

    private record Place(TaskId task, RunId run) {}

    /** One who asks, with what waits for it and what it has been given. */
    private static final class Line {
        private Post post;
        private final Queue<Act> waiting = new ArrayDeque<>();
        private int asking;
        private long last = System.nanoTime();

        private Line(Post post) {
            this.post = post;
        }

        private boolean isWithinReach() {
            return asking > 0 || System.nanoTime() - last < REACH.toNanos();
        }
    }

    private final Board board;
    private final Consumer<TaskId> changed;
    private final Map<Place, Line> lines = new HashMap<>();
    private final Map<ActId, Consumer<Answer>> given = new HashMap<>();
    private boolean isClosed;

    /** @param changed is told of tasks of which something else can be asked than before */
    public Orders(Board board, Consumer<TaskId> changed) {
        this.board = board;
        this.changed = changed;
    }

    /** Takes down what became of earlier orders. What nobody gave, or was told of before, counts for nothing. */
    public void heard(List<Word> words) {
        for (var word : words) {
            taken(word.act()).ifPresent(told -> told.accept(word.answer()));
        }
    }

    private synchronized Optional<Consumer<Answer>> taken(ActId act) {
        return Optional.ofNullable(given.remove(act));
    }

    /** The orders for whoever asks, waiting for one as long as given; nothing when too many ask. */
    public Optional<List<Act>> next(Post post, Duration atMost) throws InterruptedException {
        var place = new Place(board.idOf(post.task()), post.run());
        if (isFull(place)) return Optional.empty();
        if (begin(place, post)) changed.accept(place.task());
        try {
            return Optional.of(await(place, atMost));
        } finally {
            end(place);
        }
    }

    private synchronized boolean isFull(Place place) {
        return lines.size() >= MOST && !lines.containsKey(place);
    }

    /** Whether something else can be done then than before. */
    private synchronized boolean begin(Place place, Post post) {
        var known = Optional.ofNullable(lines.get(place));
        var line = known.orElseGet(() -> new Line(post));
        lines.put(place, line);
        var isNew = known.isEmpty() || !line.post.equals(post);
        line.post = post;
        line.asking++;
        return isNew;
    }

    private synchronized List<Act> await(Place place, Duration atMost) throws InterruptedException {
        var until = System.nanoTime() + atMost.toNanos();
        var line = Optional.ofNullable(lines.get(place));
        if (line.isEmpty()) return List.of();
        while (line.get().waiting.isEmpty() && !isClosed) {
            var left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) break;
            wait(left);
        }
        var orders = new ArrayList<>(line.get().waiting);
        line.get().waiting.clear();
        return List.copyOf(orders);
    }

    private synchronized void end(Place place) {
        Optional.ofNullable(lines.get(place)).ifPresent(line -> {
            line.asking--;
            line.last = System.nanoTime();
        });
        var later = CompletableFuture.delayedExecutor(REACH.toMillis() + 100, TimeUnit.MILLISECONDS);
        later.execute(() -> {
            if (isGone(place)) changed.accept(place.task());
        });
    }

    /** Whether it has not asked again; what waited for it was not sent then. */
    private boolean isGone(Place place) {
        var undone = new ArrayList<Act>();
        synchronized (this) {
            var line = Optional.ofNullable(lines.get(place)).filter(it -> !it.isWithinReach());
            if (line.isEmpty() || isClosed) return false;
            lines.remove(place);
            undone.addAll(line.get().waiting);
        }
        undone.forEach(act -> taken(act.id())
                .ifPresent(told -> told.accept(new Answer.Unreached("whoever runs it is out of reach"))));
        return true;
    }

    @Override
    public synchronized Set<Verb> verbs(Target target) {
        if (target.run().isEmpty()) return Set.of();
        var line = Optional.ofNullable(
                        lines.get(new Place(target.task(), target.run().get())))
                .filter(Line::isWithinReach)
                .filter(it -> it.post.source().equals(target.source()));
        if (line.isEmpty()) return Set.of();
        var post = line.get().post;
        if (target.block().isPresent()) {
            return post.can().contains(Verb.ANSWER) && post.block().equals(target.block())
                    ? Set.of(Verb.ANSWER)
                    : Set.of();
        }
        return post.can();
    }

    @Override
    public void act(Act act, Consumer<Answer> told) {
        if (!put(act, told)) told.accept(new Answer.Unreached("whoever runs it is out of reach"));
    }

    private synchronized boolean put(Act act, Consumer<Answer> told) {
        var place = new Place(act.target().task(), act.target().run().orElseThrow());
        var line = Optional.ofNullable(lines.get(place)).filter(Line::isWithinReach);
        if (line.isEmpty() || line.get().waiting.size() >= WAITING) return false;
        if (given.putIfAbsent(act.id(), told) == null) line.get().waiting.add(act);
        notifyAll();
        return true;
    }

    /** Whoever waits is let go. */
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }
}
