package sitrep.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is suggested when a task wants somebody. */
class NextStepTest {

    private static Action next(Story story) {
        return story.sitrep().next().orElseThrow().value();
    }

    @Test
    void what_its_source_named_comes_first() {
        var own = new Action(
                "Approve it on the page", Optional.empty(), Optional.empty(), Optional.of("https://x.test/"));
        var story = new Story().opens("r");
        story.tell(Story.blocked("r", new Block.Id("b"), BlockReason.APPROVAL, Optional.of(own)));
        assertEquals(own, next(story));
        assertEquals(
                Rule.NEXT_FROM_SOURCE,
                story.sitrep().next().orElseThrow().because().rule());
    }

    @Test
    void a_stall_is_met_according_to_what_executes_it() {
        assertEquals(
                "Look at its last output, then wait for it or stop it",
                next(new Story().opensOn(Worker.Kind.PROCESS, "r").at(9).suspects("r", 0))
                        .text());
        assertEquals(
                "Look at its last news, then nudge it or cancel it",
                next(new Story().opensOn(Worker.Kind.MAIN, "r").at(9).suspects("r", 0))
                        .text());
    }

    @Test
    void a_link_of_the_task_is_offered_with_it() {
        var link = new Link("session", "https://example.test/s/1");
        var story = new Story().owned("Dana").opens("r").blocks("r", BlockReason.USER_INPUT);
        story.tell(new Fact.TaskOpened(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), List.of(link)));
        assertEquals(Optional.of(link.href()), next(story).link());
        assertEquals(Optional.of("Dana"), next(story).who());
    }

    @Test
    void an_end_that_nobody_saw_is_looked_into_first() {
        var story = new Story().owned("Dana").opens("r").ends("r", Outcome.LOST);
        assertTrue(next(story).text().startsWith("See whether it still runs, then tell Dana"), next(story)::text);
    }

    @Test
    void every_situation_that_wants_somebody_has_a_row() {
        for (var reason : BlockReason.values()) {
            var story = new Story().opens("r").blocks("r", reason);
            var wants = story.attention() == Attention.NEEDS_YOU || story.attention() == Attention.STUCK;
            assertEquals(wants, story.sitrep().next().isPresent(), reason::word);
        }
    }
}
