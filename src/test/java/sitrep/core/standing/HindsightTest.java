package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.rule.Shown;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** What is told only when it is over: it counts where nobody saw the work, and never goes on. */
class HindsightTest {
    private static final String SPANS = Event.HINDSIGHT + "claude-code";

    private static Optional<Outcome> outcome(Story story) {
        return story.sitrep().outcome().map(Shown::value);
    }

    /** As spans tell it, whenever they are heard: a run that began, did something and failed. */
    private static Story failed(Story story, double from, double to) {
        story.from(SPANS).at(from).task("By its spans").opens("span").at(to);
        story.tell(new Fact.RunEnded(Story.run("span"), Outcome.FAILED, Optional.of("it broke")));
        return story.tell(new Fact.TaskReported("its caller", Optional.empty()));
    }

    @Test
    void alone_it_is_what_is_known() {
        var story = failed(new Story(), 1, 2);
        assertEquals("By its spans", story.sitrep().name().value());
        assertEquals(Optional.of(Outcome.FAILED), outcome(story));
        assertTrue(story.sitrep().reported().isPresent());
    }

    @Test
    void beside_what_somebody_sees_it_changes_nothing_but_the_list() {
        var seen =
                new Story().from("hooks").task("As it was asked").opens("turn").does("turn", Phase.EDITING);
        var story = failed(seen, 1, 2);
        assertEquals("As it was asked", story.sitrep().name().value());
        assertEquals(Phase.EDITING, story.sitrep().phase().value());
        assertEquals(Optional.empty(), outcome(story));
        assertEquals(2, story.detail().runs().size());
        story.from("hooks").at(3).tell(new Fact.RunEnded(Story.run("turn"), Outcome.SUCCEEDED, Optional.of("Mended")));
        assertEquals(Optional.of(Outcome.SUCCEEDED), outcome(story));
        assertEquals("Mended", story.sitrep().update().orElseThrow().value().text());
        assertTrue(story.sitrep().reported().isEmpty(), "that spans came back says nothing of who was told");
    }

    @Test
    void a_late_batch_does_not_wake_what_is_done() {
        var seen = new Story()
                .from("hooks")
                .task("As it was asked")
                .opens("turn")
                .does("turn", Phase.EDITING)
                .at(1);
        seen.tell(new Fact.RunEnded(Story.run("turn"), Outcome.SUCCEEDED, Optional.of("Mended")));
        var story = failed(seen, 5, 50);
        assertEquals(Phase.DONE, story.sitrep().phase().value());
        assertEquals(Optional.of(Outcome.SUCCEEDED), outcome(story));
        assertEquals("Mended", story.sitrep().update().orElseThrow().value().text());
    }

    /** Nor does its beginning alone, as where its end was let go of with what is old. */
    @Test
    void what_has_no_end_does_not_go_on() {
        var story = new Story().from(SPANS).task("By its spans").opens("span").does("span", Phase.EDITING);
        assertEquals(Phase.QUEUED, story.sitrep().phase().value());
        assertEquals(1, story.detail().runs().size());
    }
}
