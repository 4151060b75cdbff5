package sitrep.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sitrep.core.Attention;
import sitrep.core.Event;
import sitrep.core.Expected;
import sitrep.core.Fact;
import sitrep.core.Task;

/**
 * The tasks that take far longer than those like them: noticed once each, of those in memory. Who waits for a person is
 * not asked after. How long those like it took is asked again after ten minutes, for a few sorts of task in each look.
 */
final class Laggards {
    /** How often it is looked: being slow is nothing of a second. */
    private static final Duration EVERY = Duration.ofMinutes(1);

    /** How long it is remembered what those like a task took. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    /** Most sorts of task that are asked about in one look; the others have their turn in the next. */
    static final int ASKED = 100;

    private record Peers(Optional<Expected> expected, Instant asked) {}

    private final Board board;
    private final Map<String, Peers> peers = new HashMap<>();
    private Instant looked = Instant.MIN;

    Laggards(Board board) {
        this.board = board;
    }

    /** A remark on a task. */
    record Noticed(Task.Id task, Fact.SlowNoticed fact) {}

    /** What is to be said of them now. Once it is said it is not found again. */
    List<Noticed> look(Instant now) {
        if (now.isBefore(looked.plus(EVERY)) && !now.isBefore(looked)) return List.of();
        looked = now;
        var alike = board.goingOn(List.of()).stream()
                .filter(known -> isInQuestion(known, now))
                .collect(Collectors.groupingBy(Known::like));
        peers.keySet().retainAll(alike.keySet());
        ask(alike, now);
        var noticed = new ArrayList<Noticed>();
        alike.forEach((like, tasks) -> Optional.ofNullable(peers.get(like))
                .flatMap(Peers::expected)
                .ifPresent(expected -> tasks.forEach(known -> expected.slow(begun(known), now)
                        .ifPresent(fact -> noticed.add(new Noticed(known.task().id(), fact))))));
        return noticed;
    }

    private void ask(Map<String, List<Known>> alike, Instant now) {
        alike.entrySet().stream()
                .filter(each -> asked(each.getKey()).isBefore(now.minus(FRESH)))
                .sorted(Comparator.comparing(each -> asked(each.getKey())))
                .limit(ASKED)
                .forEach(each -> peers.put(
                        each.getKey(), new Peers(board.expected(each.getValue().getFirst()), now)));
    }

    private Instant asked(String like) {
        var known = peers.get(like);
        return known == null ? Instant.EPOCH : known.asked();
    }

    private static boolean isInQuestion(Known known, Instant now) {
        return known.task().slow().isEmpty()
                && begun(known).isBefore(now.minus(EVERY))
                && known.sitrep().attention().value() != Attention.NEEDS_YOU;
    }

    private static Instant begun(Known known) {
        return known.sitrep().created().value();
    }

    /** As an event of ours. */
    static Event event(Noticed noticed, String id, Instant now) {
        return new Event(new Event.Key(Event.OURS, id), Optional.of(noticed.task()), now, now, noticed.fact());
    }
}
