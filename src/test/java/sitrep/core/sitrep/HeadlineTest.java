package sitrep.core.sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.rule.Rule;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Voice;
import sitrep.core.vocabulary.WorkerKind;

/** Which line of news is shown: what tells more stands a while against what tells less. */
class HeadlineTest {

    private static Story working() {
        return new Story().opens("r").does("r", Phase.TESTING);
    }

    private static String shown(Story story) {
        return story.sitrep().update().orElseThrow().value().text();
    }

    /** The second line is said so many seconds after the first. */
    @ParameterizedTest
    @CsvSource({
        "NARRATIVE, NARRATIVE, 0.5, second",
        "NARRATIVE, ACT,       29,  first",
        "NARRATIVE, ACT,       30,  second",
        "NARRATIVE, OUTPUT,    29,  first",
        "NARRATIVE, OUTPUT,    30,  second",
        "ACT,       OUTPUT,    29,  first",
        "ACT,       OUTPUT,    30,  second",
        "ACT,       ACT,       0.5, second",
        "ACT,       NARRATIVE, 0.5, second",
        "OUTPUT,    ACT,       0.5, second",
        "OUTPUT,    OUTPUT,    2.9, first",
        "OUTPUT,    OUTPUT,    3,   second"
    })
    void what_tells_more_stands_a_while(Voice first, Voice second, double seconds, String shown) {
        var story = working().says("r", first, "first").at(seconds / 60).says("r", second, "second");
        assertEquals(shown, shown(story));
    }

    @Test
    void aLineOfOutputThatCountsOnNeverStaysBehindTheProgress() {
        var story = working().says("r", Voice.OUTPUT, "[1/8] Building f1.o").at(0.01);
        story = story.says("r", Voice.OUTPUT, "[3/8] Building f3.o");
        assertEquals("[3/8] Building f3.o", shown(story));
        assertEquals("[3/8] Building f3.o", shown(story.says("r", Voice.OUTPUT, "warning: unused")));
    }

    /** As an agent that says how long it took, behind the answer that its session tells. */
    @Test
    void what_a_process_prints_is_held_back_by_its_session() {
        var story = new Story().opensOn(WorkerKind.PROCESS, "cli").opensOn(WorkerKind.MAIN, "turn", "cli");
        story.says("turn", "It is mended").at(0.02).says("cli", Voice.OUTPUT, "Duration 2s");
        assertEquals("It is mended", shown(story));
        assertEquals("Uploading", shown(story.at(0.6).says("cli", Voice.OUTPUT, "Uploading")));
    }

    @Test
    void another_phase_lets_any_line_through() {
        var story = working().says("r", "I run the tests").at(0.1).does("r", Phase.EDITING);
        assertEquals("Edit Main.java", shown(story.says("r", Voice.ACT, "Edit Main.java")));
    }

    @Test
    void the_phase_may_be_told_after_the_line_that_it_began_with() {
        var story = working().says("r", "I run the tests").at(0.1).says("r", Voice.ACT, "Edit Main.java");
        assertEquals("I run the tests", shown(story));
        assertEquals("Edit Main.java", shown(story.at(0.13).does("r", Phase.EDITING)));
    }

    @Test
    void the_same_phase_again_does_not() {
        var story = working().says("r", "I run the tests").at(0.1).does("r", Phase.TESTING);
        assertEquals("I run the tests", shown(story.says("r", Voice.OUTPUT, "[INFO] Scanning")));
    }

    @Test
    void another_run_is_heard_at_once() {
        var story = working().says("r", "I run the tests").opensFor("r", "mvn").at(0.1);
        assertEquals("412 of 913", shown(story.says("mvn", Voice.OUTPUT, "412 of 913")));
    }

    @Test
    void the_last_line_of_a_run_that_ended_is_shown() {
        var story = working().says("r", Voice.OUTPUT, "Linking").at(0.01).says("r", Voice.OUTPUT, "Signing");
        assertEquals("Linking", shown(story));
        assertEquals("Signing", shown(story.ends("r", Outcome.SUCCEEDED)));
    }

    @Test
    void the_same_words_again_are_as_old_as_they_are() {
        var story = working().says("r", "Still on the parser").at(5).says("r", "Still on the parser");
        assertEquals(Story.TEN, story.sitrep().update().orElseThrow().value().at());
    }

    @Test
    void the_order_of_arrival_does_not_matter() {
        var story = working();
        var random = new Random(7);
        for (var i = 0; i < 18; i++) {
            var voice = Voice.values()[random.nextInt(3)];
            story.at(random.nextInt(90) / 60.0).says("r", voice, "line " + i);
        }
        var events = new java.util.ArrayList<>(story.events());
        for (var round = 0; round < 200; round++) {
            Collections.shuffle(events, random);
            assertEquals(story.sitrep(), Sitrep.of(Story.fold(events)));
        }
    }

    /** As where SITREP_TASK was set and nothing else: then its id may be no more than that of a session. */
    @Test
    void a_task_that_nobody_named_goes_by_what_was_asked_first_in_a_session() {
        var story = new Story().tell(labelled(WorkerKind.PROCESS, "mvn verify"));
        assertEquals(story.sitrep().id().text(), story.sitrep().name().value(), "a command is no name");
        story.at(1).tell(labelled(WorkerKind.MAIN, "Ship it"));
        story.at(2).tell(labelled(WorkerKind.MAIN, "And the notes"));
        assertEquals("Ship it", story.sitrep().name().value());
        assertEquals(Rule.NAMED_BY_SESSION, story.sitrep().name().because().rule());
    }

    private static Fact labelled(WorkerKind kind, String label) {
        var none = Optional.<String>empty();
        var worker = new WorkerSeen(new WorkerId("on " + label), Optional.of(kind), none, none, Optional.empty());
        return new Fact.RunOpened(
                new RunId(label),
                none,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(worker),
                Optional.of(label),
                Optional.of(Phase.STARTING),
                Optional.empty());
    }
}
