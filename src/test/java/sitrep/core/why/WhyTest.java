package sitrep.core.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sitrep.core.event.Condition;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OperatorNote;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.standing.EndedTest;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verdict;

/** What the reasons hold: evidence, rule, numbers, what would change it, and whose doing it is. */
class WhyTest {

    private static Because why(Story story, String field) {
        return Optional.ofNullable(Why.of(story.known()).get(field)).orElseThrow();
    }

    private static Story seen(Condition.Kind kind) {
        return new Story().opens("r").at(1).seen("r", new Condition(kind, Optional.of("as seen"), Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void each_verdict_tells_since_when_which_limit_by_which_rule_and_what_takes_it_back(Verdict verdict) {
        var story = seen(
                switch (verdict) {
                    case WAITING_INPUT -> Condition.Kind.READING;
                    case WAITING_NETWORK -> Condition.Kind.NETWORK;
                    case LOOPING -> Condition.Kind.REPEATING;
                    case WAITING_APPROVAL, SILENT, UNTAKEN -> Condition.Kind.QUIET;
                });
        var limit = Duration.ofMinutes(5);
        story.at(9).ours(new Fact.StallSuspected(Story.run("r"), verdict, Story.minute(1), limit, "so long", Map.of()));
        for (var field : List.of("phase", "block", "attention", "runs.r.phase")) {
            var because = why(story, field);
            assertTrue(
                    because.numbers().keySet().containsAll(List.of("silentSince", "limit", "rule", "clears")),
                    () -> field + ": " + because);
            assertEquals(Event.OURS, because.evidence().getFirst().event().source(), field);
        }
        assertEquals("so long", why(story, "phase").numbers().get("rule"));
    }

    @Test
    void what_was_given_up_tells_what_was_promised_what_was_found_and_what_would_replace_it() {
        var story = new Story().opensWithPulse("r", Duration.ofSeconds(5)).at(3).ours(EndedTest.lost("r"));
        assertEquals(Rule.GIVEN_UP, why(story, "runs.r.outcome").rule());
        for (var field : List.of("runs.r.outcome", "runs.r.phase", "outcome", "phase")) {
            var numbers = why(story, field).numbers();
            assertEquals("5s", numbers.get("pulse"), field);
            assertTrue(numbers.containsKey("found"), field);
            assertTrue(numbers.containsKey("clears"), field);
        }
    }

    @Test
    void what_an_operator_set_is_said_to_be_his() {
        var story = new Story().task("Build").at(1).notes(new OperatorNote.Renamed("Release 2.4"));
        assertEquals(Rule.SET_BY_OPERATOR, why(story, "name").rule());
        assertEquals(
                Rule.SET_BY_OPERATOR,
                why(story.at(2).task("Build again"), "name").rule());
        assertEquals("Release 2.4", story.sitrep().name().value());
        assertEquals("Build again", story.sitrep().givenName().orElseThrow().value());
        assertEquals(Rule.SAID, why(story, "givenName").rule());
        story.at(3).notes(new OperatorNote.Renamed(Optional.empty()));
        assertEquals(Rule.SAID, why(story, "name").rule());
        assertEquals("Build again", story.sitrep().name().value());
    }

    @Test
    void since_names_the_event_that_began_it_and_not_the_newest_that_said_so() {
        var story = new Story().opens("r").at(1).does("r", Phase.TESTING).at(2).does("r", Phase.TESTING);
        var first = story.known()
                .runs()
                .get(Story.run("r"))
                .marks()
                .inOrder()
                .get(1)
                .stamp();
        assertEquals(List.of(first), why(story, "since").evidence());
        assertEquals(List.of(first), why(story, "runs.r.since").evidence());
    }

    @Test
    void an_attempt_that_was_replaced_names_the_one_that_replaced_it() {
        var story = new Story().attempts("a", "s", 1).at(5).attempts("b", "s", 2);
        var because = why(story, "runs.a.phase");
        assertEquals(Rule.SUPERSEDED, because.rule());
        assertEquals(Story.minute(5), because.evidence().getFirst().at());
    }

    @Test
    void whatever_may_change_by_itself_tells_what_would_change_it() {
        var story = new Story().task("Build");
        assertTrue(why(story, "phase").numbers().get("clears").contains("opened"));
        story.opens("r").at(1).does("r", Phase.TESTING);
        assertTrue(why(story, "phase").numbers().containsKey("clears"));
        assertTrue(why(story, "attention").numbers().containsKey("clears"));
        story.at(2).blocks("r", "b", BlockReason.APPROVAL);
        assertTrue(why(story, "phase").numbers().get("clears").contains("wait is over"));
        story.at(3).ends("r", Outcome.SUCCEEDED);
        assertTrue(why(story, "attention").numbers().get("clears").contains("reported"));
    }
}
