package sitrep.core.sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.rule.Rule;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** Who tries for the sixtieth time is at work, and that is no good news. */
class RetriesTest {
    private static Story tries(int times, Outcome outcome) {
        var story = new Story();
        for (var i = 1; i <= times; i++) {
            story.at(i).attempts("t" + i, "verify", i).does("t" + i, Phase.TESTING);
            if (i < times) story.at(i + 0.5).ends("t" + i, outcome, "expected 12.50 but was 12.49");
        }
        return story;
    }

    private static Optional<String> remark(Story story) {
        return story.sitrep().remark().map(shown -> shown.value().text());
    }

    @Test
    void the_sixtieth_try_is_told_with_how_many_failed() {
        var story = tries(60, Outcome.FAILED);
        assertEquals(Phase.TESTING, story.phase());
        assertEquals(Optional.of("60th try, 59 failed"), remark(story));
        var shown = story.sitrep().remark().orElseThrow();
        assertEquals(List.of(RemarkKind.RETRYING), shown.value().kinds());
        assertEquals(Rule.RETRYING, shown.because().rule());
        assertEquals(Story.minute(1.5), shown.value().since());
    }

    @Test
    void one_failure_is_no_series() {
        assertEquals(Optional.empty(), remark(tries(2, Outcome.FAILED)));
        assertEquals(Optional.of("3rd try, 2 failed"), remark(tries(3, Outcome.TIMED_OUT)));
    }

    @Test
    void what_was_stopped_did_not_fail() {
        assertEquals(Optional.empty(), remark(tries(9, Outcome.CANCELLED)));
    }

    @Test
    void a_try_that_ended_well_begins_the_count_anew() {
        var story = tries(4, Outcome.FAILED).at(4.5).ends("t4", Outcome.SUCCEEDED);
        for (var i = 5; i <= 7; i++) {
            story.at(i).attempts("t" + i, "verify", i).does("t" + i, Phase.TESTING);
            if (i < 7) story.at(i + 0.5).ends("t" + i, Outcome.FAILED);
        }
        assertEquals(Optional.of("7th try, 2 failed"), remark(story));
    }

    /** The first attempts were made before anybody listened. */
    @Test
    void a_number_that_its_source_tells_counts() {
        var story = new Story();
        for (var i = 41; i <= 43; i++) {
            story.at(i).attempts("t" + i, "verify", i).does("t" + i, Phase.TESTING);
            if (i < 43) story.at(i + 0.5).ends("t" + i, Outcome.FAILED);
        }
        assertEquals(Optional.of("43rd try, 2 failed"), remark(story));
    }

    @Test
    void different_things_done_one_after_the_other_are_no_tries() {
        var story = new Story();
        for (var i = 1; i <= 4; i++) {
            story.at(i).opens("r" + i).does("r" + i, Phase.TESTING);
            if (i < 4) story.at(i + 0.5).ends("r" + i, Outcome.FAILED);
        }
        assertEquals(Optional.empty(), remark(story));
    }

    @Test
    void what_has_ended_is_tried_no_more() {
        var story = tries(5, Outcome.FAILED).at(9).ends("t5", Outcome.FAILED);
        assertEquals(
                List.of(), story.sitrep().remark().map(it -> it.value().kinds()).orElse(List.of()));
    }

    @Test
    void numbers_are_spoken_as_people_do() {
        var spoken = List.of(1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111).stream()
                .map(Retries::ordinal)
                .toList();
        assertEquals(
                List.of("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "103rd", "111th"), spoken);
    }
}
