package sitrep.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.rule.Rule;
import sitrep.core.silence.Watched;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verdict;

/** Going round in circles: the same few things with the same results again and again, and nothing else. */
class LoopTest {

    /** One turn after another, half a minute between two things that it does. */
    private static Story turns(int times, String... turn) {
        var story = new Story().opens("r").does("r", Phase.TESTING);
        var now = 0.5;
        for (var i = 0; i < times; i++) {
            for (var what : turn) {
                story.at(now).did("r", what, "failed");
                now += 0.5;
            }
        }
        return story;
    }

    private static Optional<Verdict> verdict(Story story, double minutes) {
        return new Watched().hears(story).until(minutes).verdict();
    }

    private static final Optional<Verdict> LOOPING = Optional.of(Verdict.LOOPING);

    @Test
    void five_times_the_same_over_two_minutes_is_a_circle() {
        assertEquals(Optional.empty(), verdict(turns(4, "mvn test"), 2.2));
        assertEquals(LOOPING, verdict(turns(5, "mvn test"), 2.7));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void a_turn_may_take_up_to_four_things(int length) {
        var turn = java.util.Arrays.copyOf(new String[] {"read", "edit", "test", "look"}, length);
        assertEquals(LOOPING, verdict(turns(5, turn), 2.5 * length + 0.2));
        assertEquals(Optional.empty(), verdict(turns(4, turn), 2 * length + 0.2));
    }

    @Test
    void it_stalls_with_its_turn_its_numbers_and_its_events() {
        var seen = new Watched().hears(turns(5, "read pom.xml", "mvn test")).until(5.2);
        assertEquals(Phase.STALLED, seen.phase());
        var because = seen.sitrep().phase().because();
        assertEquals(Rule.LOOPING, because.rule());
        assertEquals("read pom.xml, then mvn test", because.numbers().get("turn"));
        assertEquals("5", because.numbers().get("times"));
        assertEquals("4m 30s", because.numbers().get("over"));
        assertEquals(1 + 10, because.evidence().size());
    }

    @Test
    void it_is_said_once_though_it_goes_on() {
        var seen = new Watched().hears(turns(60, "mvn test")).until(30.2);
        assertEquals(LOOPING, seen.verdict());
        var said = seen.task().runs().get(Story.run("r")).doubt().suspected().orElseThrow();
        assertTrue(said.stamp().at().isBefore(Story.minute(3)), said::toString);
    }

    @Test
    void anything_else_takes_it_back_at_once_and_for_good() {
        var story = turns(5, "mvn test").at(3).did("r", "read pom.xml", "ok");
        var seen = new Watched().hears(story);
        assertEquals(Phase.TESTING, seen.phase());
        assertEquals(Optional.empty(), seen.until(3.2).verdict());
        assertEquals(
                Optional.empty(), seen.task().runs().get(Story.run("r")).doubt().open());
    }

    @Test
    void another_result_is_something_else() {
        var story = turns(4, "mvn test").at(2.5).did("r", "mvn test", "passed");
        assertEquals(Optional.empty(), verdict(story, 3));
    }

    @Test
    void many_of_them_need_no_two_minutes() {
        var story = new Story().opens("r").does("r", Phase.TESTING);
        for (var i = 0; i < 23; i++) story.at(i * 0.01).did("r", "ls", "nothing");
        assertEquals(Optional.empty(), verdict(story, 0.5));
        assertEquals(LOOPING, verdict(story.at(0.6).did("r", "ls", "nothing"), 0.7));
    }

    @ParameterizedTest
    @EnumSource(names = {"SHELL_POLL", "SHELL_SLEEP", "SUBAGENT", "ASK"})
    void what_is_meant_to_be_repeated_makes_no_circle(OpenCall.Kind kind) {
        var story = new Story().opens("r").does("r", Phase.TESTING);
        for (var i = 0; i < 40; i++) {
            story.at(i).did("r", kind, "look", "still running").did("r", "curl status", "pending");
        }
        assertEquals(Optional.empty(), verdict(story, 40.1));
    }

    @Test
    void who_counts_on_gets_on() {
        var story = turns(5, "next page").counts("r", 5, 100);
        assertEquals(Optional.empty(), verdict(story, 2.7));
    }

    @Test
    void two_witnesses_of_the_same_do_not_make_it_twice() {
        var story = turns(3, "mvn test");
        for (var event : turns(3, "mvn test").from("other").events()) {
            if (event.fact() instanceof Fact.RunAdvanced it && !it.did().isEmpty()) {
                story.from("other").tell(it);
            }
        }
        assertEquals(Optional.empty(), verdict(story, 3));
    }
}
