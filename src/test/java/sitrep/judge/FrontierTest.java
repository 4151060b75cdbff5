package sitrep.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sitrep.core.text.Invalid;

/** Limits that are chosen: by what they cost, and without those whom they are judged on. */
class FrontierTest {

    private static TimelineRow signal(double at, String kind) {
        return new TimelineRow(at, kind, "", Optional.empty(), OptionalDouble.empty(), "", "never");
    }

    /** A session that waits for its model so many times as long as this, each by itself, a moment apart. */
    private static List<Session> waits(String source, int seconds, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> new Session(
                        source + i, "claude", source, List.of(signal(0, "prompt"), signal(seconds, "model"))))
                .toList();
    }

    private static Frontier frontier(List<Session> slow, List<Session> quick) {
        var all = new ArrayList<>(slow);
        all.addAll(quick);
        return Frontier.of(all);
    }

    private static Frontier.Point dearest(Frontier frontier) {
        return frontier.points().getLast();
    }

    @Test
    void the_dearer_a_false_stall_the_gentler_the_limits() {
        var points = frontier(waits("one/a", 130, 3), waits("two/b", 20, 20)).points();
        var limits = points.stream()
                .map(point -> point.limits().getOrDefault("model", 0))
                .toList();
        assertEquals(limits.stream().sorted().toList(), limits);
        assertEquals(150, points.getLast().limits().get("model"));
    }

    @Test
    void who_is_left_out_has_no_part_in_the_choice() {
        var dearest = dearest(frontier(waits("one/a", 130, 3), waits("two/b", 20, 20)));
        assertEquals(0, dearest.same().hidden().falseAlarms());
        assertEquals(3, dearest.leftOut().hidden().falseAlarms(), "the others were never so slow");
    }

    @Test
    void sources_of_one_owner_are_left_out_together() {
        var owners = frontier(waits("one/a", 9, 1), waits("two", 9, 1)).owners();
        assertEquals(List.of("one", "two"), owners);
        assertThrows(Invalid.class, () -> frontier(waits("one/a", 130, 3), waits("one/b", 9, 3)));
    }

    @Test
    void of_what_is_a_wait_for_others_nothing_is_chosen() {
        assertEquals(
                List.of("model", "compaction", "quick", "net", "calls", "watching"),
                List.copyOf(dearest(frontier(waits("one/a", 9, 1), waits("two", 9, 1)))
                        .limits()
                        .sequencedKeySet()));
    }
}
