package sitrep.core.outlook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sitrep.core.event.RunId;
import sitrep.core.patience.Stamina;
import sitrep.core.silence.Watch;
import sitrep.core.task.Story;
import sitrep.core.usual.Lasted;
import sitrep.core.usual.Usuals;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** How old a run is, in each way that matters. */
class RunAgesTest {

    private static RunAges ages(Story story, double now, Map<RunId, Instant> pulses, Usuals usuals) {
        var heard = new Watch.Heard(pulses, Set.of(), Instant.EPOCH, Stamina.NONE, usuals);
        return RunAges.of(story.known(), heard, Story.minute(now)).get(Story.run("r"));
    }

    private static RunAges ages(Story story, double now) {
        return ages(story, now, Map.of(), Usuals.NONE);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Story testing() {
        return new Story().queues("r").at(2).does("r", Phase.TESTING);
    }

    @Test
    void queued_in_phase_total_and_silent_count_from_what_they_are_about() {
        var ages = ages(testing().at(5).says("r", "halfway"), 9);
        assertEquals(Optional.of(minutes(2)), ages.queued().map(RunAges.Age::time));
        assertEquals(Optional.of(minutes(7)), ages.phase().map(RunAges.Age::time));
        assertEquals(minutes(9), ages.total().time());
        assertEquals(Optional.of(minutes(4)), ages.silent().map(RunAges.Age::time));
        assertEquals(Optional.of(minutes(4)), ages.alive());
    }

    @Test
    void a_heartbeat_is_life_and_no_progress() {
        var ages = ages(testing(), 9, Map.of(Story.run("r"), Story.minute(8.9)), Usuals.NONE);
        assertEquals(Optional.of(minutes(7)), ages.silent().map(RunAges.Age::time));
        assertEquals(Optional.of(Duration.ofSeconds(6)), ages.alive());
        assertTrue(ages.spoken().contains(" · alive 6s ago"), ages.spoken());
    }

    @Test
    void what_ended_is_only_as_old_as_it_got() {
        var ages = ages(testing().at(6).ends("r", Outcome.SUCCEEDED), 60);
        assertEquals(minutes(6), ages.total().time());
        assertEquals(Optional.empty(), ages.silent());
        assertEquals(Optional.empty(), ages.phase());
    }

    @Test
    void each_stands_beside_what_is_usual_here() {
        var silences = new Lasted.What(Lasted.Sort.SILENCE, WorkerKind.OTHER, "testing");
        var usuals = Usuals.NONE.with(Collections.nCopies(40, new Lasted(silences, minutes(1), Story.TEN)));
        var ages = ages(testing(), 9, Map.of(), usuals);
        assertEquals(40, ages.silent().orElseThrow().usual().orElseThrow().n());
        assertEquals(Optional.empty(), ages.phase().orElseThrow().usual());
        assertEquals(
                "testing for 7m · quiet for 7m, longer than 99.9 % of them here, n = 40 · queued for 2m · at it for 9m",
                ages.spoken());
    }

    @Test
    void who_waits_for_a_person_is_compared_with_nobodys_silence() {
        var silences = new Lasted.What(Lasted.Sort.SILENCE, WorkerKind.OTHER, "waiting_approval");
        var usuals = Usuals.NONE.with(Collections.nCopies(40, new Lasted(silences, minutes(1), Story.TEN)));
        var ages = ages(testing().blocks("r", "b", BlockReason.APPROVAL), 9, Map.of(), usuals);
        assertEquals(Optional.empty(), ages.silent().orElseThrow().usual());
    }

    @Test
    void a_clock_that_is_ahead_makes_nothing_younger_than_new() {
        assertEquals(Duration.ZERO, ages(testing(), 1).phase().orElseThrow().time());
    }
}
