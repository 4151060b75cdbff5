package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Event;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Histories;
import sitrep.core.task.Story;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** A task's life as one line. */
class RibbonTest {

    private static List<String> line(Story story) {
        return Ribbon.of(story.known()).parts().stream()
                .map(part -> part.phase().word() + " "
                        + Duration.between(Story.TEN, part.from()).toMinutes())
                .toList();
    }

    @Test
    void ofOneRunItIsThatRunsLife() {
        var story = new Story().at(0).task("Ship it").at(1).opens("a").at(2).does("a", Phase.EDITING);
        story.at(5).blocks("a", "push", BlockReason.APPROVAL).at(9).unblocks("a", "push");
        assertEquals(List.of("queued 0", "starting 1", "editing 2", "waiting_approval 5", "editing 9"), line(story));
        story.at(12).ends("a", Outcome.SUCCEEDED);
        assertEquals("done 12", line(story).getLast());
    }

    @Test
    void aChildIsTheNewsNotTheParentThatWaitsForIt() {
        var story = new Story().at(0).opens("a").at(1).does("a", Phase.PLANNING);
        story.at(2).opensFor("a", "b").at(3).does("b", Phase.RESEARCHING).at(4).does("a", Phase.EDITING);
        story.at(7).ends("b", Outcome.SUCCEEDED);
        assertEquals(List.of("starting 0", "planning 1", "starting 2", "researching 3", "summarizing 7"), line(story));
    }

    @Test
    void aPersonWhoIsWaitedForComesFirst() {
        var story = new Story().at(0).opens("a").at(0).opens("b").at(1).does("a", Phase.EDITING);
        story.at(2).blocks("b", "which", BlockReason.USER_INPUT).at(5).does("a", Phase.TESTING);
        story.at(8).unblocks("b", "which").at(9).does("b", Phase.PLANNING);
        assertEquals(List.of("starting 0", "editing 1", "waiting_user 2", "starting 8", "planning 9"), line(story));
    }

    @Test
    void betweenAttemptsItShowsHowTheLastOneEnded() {
        var story = new Story().at(0).attempts("a", "verify", 1).at(1).does("a", Phase.TESTING);
        story.at(4)
                .ends("a", Outcome.FAILED)
                .at(6)
                .attempts("b", "verify", 2)
                .at(7)
                .does("b", Phase.TESTING);
        assertEquals(List.of("starting 0", "testing 1", "failed 4", "starting 6", "testing 7"), line(story));
    }

    @Test
    void silenceThatIsSuspectedIsInIt() {
        var story = new Story()
                .at(0)
                .opens("a")
                .at(1)
                .does("a", Phase.TESTING)
                .at(14)
                .suspects("a", 1);
        assertEquals(List.of("starting 0", "testing 1", "stalled 14"), line(story));
    }

    @Test
    void ofManyPartsTheLongOnesStay() {
        var story = new Story().at(0).opens("a");
        for (var i = 1; i <= 60; i++) {
            story.at(i).does("a", i % 2 == 0 ? Phase.EDITING : Phase.TESTING);
        }
        story.at(61).blocks("a", "push", BlockReason.APPROVAL).at(100).unblocks("a", "push");
        story.at(101).does("a", Phase.SUMMARIZING);
        var line = line(story);
        assertTrue(line.size() <= Limits.RIBBON, line.toString());
        assertTrue(line.getFirst().endsWith(" 0"), line.toString());
        assertTrue(line.contains("waiting_approval 61"), line.toString());
        assertEquals("summarizing 101", line.getLast());
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Histories.within(30);
    }

    @Property
    void itEndsWithHowTheTaskStandsAndFlowsOneWay(@ForAll("histories") List<Event> history) {
        var task = Story.fold(history);
        var parts = Ribbon.of(task).parts();
        if (task.signs().isEmpty()) return;
        assertEquals(Sitrep.of(task).phase().value(), parts.getLast().phase());
        assertEquals(task.signs().orElseThrow().first().at(), parts.getFirst().from());
        assertTrue(parts.size() <= Limits.RIBBON);
        for (var i = 1; i < parts.size(); i++) {
            assertTrue(parts.get(i).from().isAfter(parts.get(i - 1).from()));
            assertTrue(parts.get(i).phase() != parts.get(i - 1).phase());
        }
    }
}
