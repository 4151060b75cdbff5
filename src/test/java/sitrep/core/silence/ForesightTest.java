package sitrep.core.silence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.patience.Patience;
import sitrep.core.patience.Stamina;
import sitrep.core.task.Story;
import sitrep.core.task.Task;
import sitrep.core.usual.Usuals;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** What is ahead of a run if nothing more is heard, and that it then comes true. */
class ForesightTest {
    private static final OpenCall MODEL = OpenCall.of("m", OpenCall.Kind.MODEL);

    private static Story working() {
        return new Story().opensOn(WorkerKind.MAIN, "r");
    }

    private static Foresight foresee(Task task, Set<String> blind) {
        var heard = new Watch.Heard(Map.of(), blind, Instant.EPOCH, Stamina.NONE, Usuals.NONE);
        return Optional.ofNullable(Watch.foresee(task, heard, Patience.USUAL).get(Story.run("r")))
                .orElseThrow();
    }

    private static Foresight foresee(Task task) {
        return foresee(task, Set.of());
    }

    @Test
    void a_run_that_nobody_suspects_is_told_when_it_would_be() {
        var step = foresee(working().opening("r", MODEL).known()).ahead().getFirst();
        assertEquals("silent", step.becomes());
        assertEquals(Story.TEN, step.since());
        assertEquals(step.since().plus(step.limit()), step.at());
        assertEquals("the limit for the model to answer", step.rule());
    }

    @ParameterizedTest
    @EnumSource(names = {"MODEL", "EDIT", "WEB", "SHELL_TEST", "SHELL_OTHER"})
    void what_is_foretold_comes_true_then_and_not_before(OpenCall.Kind kind) {
        var run = new Watched().hears(working().opening("r", OpenCall.of("1", kind)));
        var step = foresee(run.task()).ahead().getFirst();
        assertEquals(List.of(), run.look(step.at()));
        var said = run.look(step.at().plusMillis(1)).getFirst();
        assertEquals(step.becomes(), ((Fact.StallSuspected) said).verdict().word());
    }

    @Test
    void what_is_suspected_already_is_not_ahead() {
        var run = new Watched().hears(working().opening("r", MODEL)).until(60);
        assertEquals(Phase.STALLED, run.phase());
        assertEquals(Foresight.spared("it is suspected already, and comes to nothing more"), foresee(run.task()));
    }

    @Test
    void who_waits_for_a_person_is_spared() {
        var foresight = foresee(working().blocks("r", BlockReason.APPROVAL).known());
        assertEquals(List.of(), foresight.ahead());
        assertTrue(foresight.spared().orElseThrow().contains("person"), foresight::toString);
    }

    @Test
    void a_source_out_of_contact_accuses_nobody() {
        var task = working().opening("r", MODEL).known();
        var source = task.runs()
                .get(Story.run("r"))
                .signs()
                .orElseThrow()
                .last()
                .event()
                .source();
        assertTrue(foresee(task, Set.of(source)).spared().orElseThrow().contains("out of contact"));
    }

    @Test
    void no_wait_for_a_person_of_an_hour_comes_to_anything() {
        var asks = new Watched().hears(working().opening("r", OpenCall.of("q", OpenCall.Kind.ASK)));
        assertEquals(Foresight.spared("no silence of such a run is too long"), foresee(asks.task()));
        assertEquals(Phase.STARTING, asks.until(Duration.ofHours(1).toMinutes()).phase());
    }
}
