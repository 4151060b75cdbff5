package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Progress;
import sitrep.core.rule.Rule;
import sitrep.core.rule.Shown;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** Many children at a time: how many are through, and who stands for them. */
class CrowdTest {
    private static Story crowd(int children) {
        var story = new Story().at(0).opensOn(WorkerKind.MAIN, "boss");
        for (var child = 1; child <= children; child++) {
            story.at(1 + child * 0.01).opensFor("boss", "c" + child).does("c" + child, Phase.RESEARCHING);
        }
        return story;
    }

    private static Optional<Progress> progress(Story story) {
        return story.sitrep().progress().map(Shown::value);
    }

    @Test
    void aTaskOfTwentyChildrenSaysHowManyAreThrough() {
        var story = crowd(20);
        assertEquals(Optional.of(new Progress(0, 20)), progress(story));
        for (var child = 1; child <= 8; child++) story.at(2).ends("c" + child, Outcome.SUCCEEDED);
        assertEquals(Optional.of(new Progress(8, 20)), progress(story));
        assertEquals(
                Rule.COUNTED, story.sitrep().progress().orElseThrow().because().rule());
    }

    @Test
    void anAttemptThatWasReplacedIsNotCountedTwice() {
        var story = new Story().at(0).opensOn(WorkerKind.MAIN, "boss");
        for (var child = 1; child <= 5; child++) story.at(1).attemptsFor("boss", "c" + child, "s" + child, 1);
        story.at(2).ends("c1", Outcome.FAILED).at(3).attemptsFor("boss", "c1b", "s1", 2);
        assertEquals(Optional.of(new Progress(0, 5)), progress(story));
    }

    @Test
    void threeAreNoCrowd() {
        assertEquals(Optional.empty(), progress(crowd(3)));
    }

    @Test
    void oneStandsForManyUntilItEnds() {
        var story = crowd(20);
        for (var moment = 0; moment < 100; moment++) {
            var speaker = 1 + (moment * 7) % 20;
            story.at(2 + moment * 0.01).says("c" + speaker, "line " + moment);
            assertEquals("c1", about(story));
        }
        story.at(4).ends("c1", Outcome.SUCCEEDED);
        assertEquals("c2", about(story));
    }

    @Test
    void ofFewTheOneThatSpokeLastIsTheNews() {
        var story = crowd(3).at(2).says("c2", "here");
        assertEquals("c2", about(story));
    }

    private static String about(Story story) {
        var task = story.known();
        return Standing.of(task, Lineage.of(task)).run().orElseThrow().id().text();
    }
}
