package sitrep.core.usual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.task.Fold;
import sitrep.core.task.Story;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** What an installation learns to be usual, and what it says of it. */
class UsualsTest {
    private static final Lasted.What MODEL = new Lasted.What(Lasted.Sort.SILENCE, WorkerKind.MAIN, "model");
    private static final Lasted.What TESTING = new Lasted.What(Lasted.Sort.PHASE, WorkerKind.PROCESS, "testing");
    private static final OpenCall ASKED_MODEL = OpenCall.of("a1", OpenCall.Kind.MODEL);

    private static Usuals usuals(Lasted.What what, int times, Duration each) {
        return Usuals.NONE.with(Collections.nCopies(times, new Lasted(what, each, Story.TEN)));
    }

    private static Usual usual(Usuals usuals, Lasted.What what) {
        return usuals.of(what, Story.TEN).orElseThrow();
    }

    @Test
    void a_new_installation_says_what_was_recorded_elsewhere() {
        var usual = usual(Usuals.NONE, MODEL);
        assertEquals(2.0, usual.half().toMillis() / 1000.0, 0.1);
        assertEquals(8.0, usual.most().toMillis() / 1000.0, 0.4);
        assertEquals(
                Optional.of("longer than 99.9 % of them, n = 33612 elsewhere"), usual.rank(Duration.ofSeconds(95)));
    }

    @Test
    void an_old_one_says_its_own() {
        var usual = usual(usuals(MODEL, 5_000, Duration.ofSeconds(30)), MODEL);
        assertEquals(30, usual.half().toMillis() / 1000.0, 1.5);
        assertTrue(usual.spoken().endsWith(" here, n = 5,000"), usual.spoken());
    }

    @Test
    void what_is_shipped_counts_for_fifty() {
        var usual = usual(usuals(MODEL, 50, Duration.ofHours(1)), MODEL);
        assertEquals(0.5, usual.lasted().below(Duration.ofMinutes(30)), 0.01);
    }

    @Test
    void of_what_nothing_is_shipped_fewer_than_eight_say_nothing() {
        assertEquals(Optional.empty(), usuals(TESTING, 7, Duration.ofMinutes(2)).of(TESTING, Story.TEN));
        assertEquals(
                8, usual(usuals(TESTING, 8, Duration.ofMinutes(2)), TESTING).n());
    }

    @Test
    void what_is_long_ago_is_forgotten() {
        var long_ago = Story.TEN.plus(Duration.ofDays(365));
        assertEquals(
                Optional.empty(), usuals(TESTING, 100, Duration.ofMinutes(2)).of(TESTING, long_ago));
    }

    private static List<Lasted> took(Story story, Instant from) {
        var task = Task.unheard(Story.TASK);
        var all = new ArrayList<Lasted>();
        for (var event : story.events()) {
            all.addAll(Lasted.of(task, event, from));
            task = Fold.apply(task, event);
        }
        return all;
    }

    private static List<Lasted> silences(Story story, Instant from) {
        return took(story, from).stream()
                .filter(it -> it.what().sort() == Lasted.Sort.SILENCE)
                .toList();
    }

    @Test
    void a_silence_that_ends_by_itself_is_learnt_by_what_was_open() {
        var story = new Story()
                .opensOn(WorkerKind.MAIN, "r")
                .opening("r", ASKED_MODEL)
                .at(2)
                .says("r", "Found it");
        var last = silences(story, Instant.MIN).getLast();
        assertEquals(new Lasted(MODEL, Duration.ofMinutes(2), Story.minute(2)), last);
    }

    @Test
    void waits_for_people_and_times_when_nobody_listened_are_not() {
        var waits = new Story()
                .opensOn(WorkerKind.MAIN, "r")
                .opening("r", ASKED_MODEL)
                .blocks("r", "b", BlockReason.APPROVAL);
        var before = silences(waits, Instant.MIN).size();
        assertEquals(
                before, silences(waits.at(9).says("r", "On it"), Instant.MIN).size());
        var slept = new Story().opens("r").opening("r", ASKED_MODEL).at(60).says("r", "Good morning");
        assertEquals(List.of(), silences(slept, Story.minute(50)));
    }

    /** A history as an import brings it: all of it is heard within a second, some time after it happened. */
    private static Story heard(Story story, Duration later) {
        var all = story.events().getLast().at().plus(later);
        var imported = new Story();
        for (var event : story.events()) {
            imported.at(Duration.between(Story.TEN, event.at()).toMillis() / 60_000.0)
                    .tell(event.fact(), all.plusMillis(imported.events().size()));
        }
        return imported;
    }

    private static Story talkative() {
        var story = new Story().opensOn(WorkerKind.MAIN, "r").opening("r", ASKED_MODEL);
        for (var i = 1; i <= 100; i++) story.at(0.02 * i + (i > 50 ? 10 : 0)).says("r", "Line " + i);
        return story;
    }

    @Test
    void what_was_heard_in_bulk_is_no_silence_that_was_lived() {
        assertTrue(silences(talkative(), Instant.MIN).size() > 100);
        assertEquals(List.of(), silences(heard(talkative(), Duration.ofHours(5)), Instant.MIN));
        var phases = took(heard(talkative().at(20).ends("r", Outcome.SUCCEEDED), Duration.ofHours(5)), Instant.MIN);
        assertEquals(2, phases.size(), "how long it took by its own clock is known all the same: " + phases);
    }

    private static Fact said(String line) {
        return new Story().says("r", line).events().getFirst().fact();
    }

    /** The connection was lost for ten minutes, and what was kept back came at once. */
    @Test
    void a_lost_connection_is_no_silence_of_the_worker() {
        var story = new Story().opensOn(WorkerKind.MAIN, "r").opening("r", ASKED_MODEL);
        for (var i = 1; i <= 20; i++) {
            story.at(i * 0.5).tell(said("Line " + i), Story.minute(10.1));
        }
        var silences = silences(story, Instant.MIN);
        var longest = silences.stream().map(Lasted::lasted).max(Comparator.naturalOrder());
        assertTrue(longest.orElseThrow().compareTo(Duration.ofMinutes(1)) < 0, silences::toString);
    }

    @Test
    void a_clock_that_is_half_a_minute_behind_is_learnt_from() {
        var story = new Story();
        for (var minute : List.of(0, 2, 4)) {
            var heard = Story.minute(minute + 0.5);
            if (minute == 0)
                story.tell(
                        new Story()
                                .opensOn(WorkerKind.MAIN, "r")
                                .events()
                                .getFirst()
                                .fact(),
                        heard);
            else story.at(minute).tell(said("Line " + minute), heard);
        }
        var lasted = silences(story, Instant.MIN).stream().map(Lasted::lasted).toList();
        assertEquals(List.of(Duration.ofMinutes(2), Duration.ofMinutes(2)), lasted);
    }

    @Test
    void a_run_that_ends_tells_its_phases_and_its_whole() {
        var story = new Story()
                .opensOn(WorkerKind.PROCESS, "r")
                .at(1)
                .does("r", Phase.TESTING)
                .at(4)
                .ends("r", Outcome.SUCCEEDED);
        var all = took(story, Instant.MIN);
        assertTrue(all.contains(new Lasted(TESTING, Duration.ofMinutes(3), Story.minute(4))), all::toString);
        var whole = new Lasted.What(Lasted.Sort.TOTAL, WorkerKind.PROCESS, "");
        assertTrue(all.contains(new Lasted(whole, Duration.ofMinutes(4), Story.minute(4))), all::toString);
    }

    @Test
    void what_was_lost_tells_nothing() {
        var story = new Story().opensOn(WorkerKind.PROCESS, "r").at(4).ends("r", Outcome.LOST);
        assertTrue(took(story, Instant.MIN).stream().noneMatch(it -> it.what().sort() != Lasted.Sort.SILENCE));
    }
}
