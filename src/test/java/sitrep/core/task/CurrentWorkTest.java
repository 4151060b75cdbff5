package sitrep.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Condition;
import sitrep.core.event.OpenCall;
import sitrep.core.text.Invalid;
import sitrep.core.text.Limits;

/** What a run has open now, and the two clocks: alive and getting on. */
class CurrentWorkTest {
    private static final OpenCall READ = OpenCall.of("1", OpenCall.Kind.READ);
    private static final OpenCall EDIT = OpenCall.of("2", OpenCall.Kind.EDIT);

    private static List<OpenCall> open(Story story) {
        return story.known()
                .run(Story.run("r"))
                .present()
                .open()
                .orElseThrow()
                .value()
                .value();
    }

    @Test
    void what_is_no_longer_named_has_ended() {
        var story = new Story().opens("r").at(1).opening("r", READ, EDIT).at(2).opening("r", EDIT);
        assertEquals(List.of(EDIT), open(story));
        assertEquals(List.of(), open(story.at(3).opening("r")));
    }

    @Test
    void a_late_word_of_something_that_ended_does_not_bring_it_back() {
        var events = new Story()
                .opens("r")
                .at(1)
                .opening("r", READ)
                .at(2)
                .opening("r")
                .events();
        var late = new java.util.ArrayList<>(events);
        Collections.reverse(late);
        assertEquals(Story.fold(events), Story.fold(late));
    }

    @Test
    void a_heartbeat_and_a_look_from_outside_show_that_it_lives_and_not_that_it_gets_on() {
        var busy = new Condition(Condition.Kind.BUSY, Optional.of("98 % of a core"), Optional.empty());
        var story = new Story()
                .opens("r")
                .at(1)
                .says("r", "on it")
                .at(2)
                .beats("r")
                .at(3)
                .seen("r", busy);
        var signs = story.known().run(Story.run("r")).signs().orElseThrow();
        assertEquals(Story.minute(3), signs.heard());
        assertEquals(Optional.<Instant>of(Story.minute(1)), signs.progressed());
    }

    @Test
    void more_acts_than_can_be_kept_are_refused() {
        var many = Collections.nCopies(Limits.ACTS + 1, READ);
        assertThrows(Invalid.class, () -> new Story().opening("r", many.toArray(new OpenCall[0])));
    }
}
