package sitrep.core.silence;

import java.time.Duration;
import java.time.Instant;
import sitrep.core.event.OpenCall;
import sitrep.core.patience.Patience;
import sitrep.core.patience.RunState;
import sitrep.core.patience.Stamina;
import sitrep.core.standing.Lineage;
import sitrep.core.task.Run;
import sitrep.core.task.SignsOfLife;
import sitrep.core.task.Task;
import sitrep.core.task.Worker;
import sitrep.core.usual.Lasted;
import sitrep.core.vocabulary.WorkerKind;

/**
 * Everything that the silence of one run is judged by.
 *
 * @param state what it has open, or else its phase
 */
public record RunSilence(Task task, Run run, Lineage lineage, Watch.Heard heard, Patience patience, RunState state) {

    public RunSilence(Task task, Run run, Lineage lineage, Watch.Heard heard, Patience patience) {
        this(task, run, lineage, heard, patience, RunState.of(run));
    }

    /** When it was last heard to live, or when we began to listen: what its silence is judged by. */
    Instant alive() {
        return later(lastHeard(), heard.from());
    }

    /** When it was last heard to live. */
    public Instant lastHeard() {
        return lastHeard(run);
    }

    private Instant lastHeard(Run any) {
        var said = any.signs().orElseThrow().heard();
        var pulse = heard.pulses().get(any.id());
        return pulse == null ? said : later(said, pulse);
    }

    /**
     * When it last got on; of a run that says no more than that it lives, when it last lived. While others served it
     * that was not its own silence.
     */
    Instant sign() {
        var own = run.present().isKnown() ? later(run.lastSign(), heard.from()) : alive();
        var waited = OverdueWaits.ended(run).orElse(own);
        return later(later(own, waited), task.lastSign(run));
    }

    /** When it, or any run that serves it, was last heard to live. */
    Instant heardOfIt() {
        return lineage.runs().stream()
                .filter(child -> lineage.serves(child, run))
                .map(this::lastHeard)
                .reduce(lastHeard(), RunSilence::later);
    }

    /** Whether it got on since its model was asked, whose answer is not over: its words are seen as they come. */
    boolean isAnswering() {
        var asked = run.present().open();
        return state.act().filter(act -> act.kind() == OpenCall.Kind.MODEL).isPresent()
                && asked.filter(said -> run.lastSign().isAfter(said.value().heard()))
                        .isPresent();
    }

    /** What a silence of it is compared with. */
    public Lasted.What silence() {
        return new Lasted.What(Lasted.Sort.SILENCE, kind(), state.word());
    }

    public WorkerKind kind() {
        return lineage.worker(run).map(Worker::kindOrOther).orElse(WorkerKind.OTHER);
    }

    /** What its worker came out of before in the same state. */
    Stamina.Lived lived() {
        return heard.stamina().of(run);
    }

    /** How late its last word reached us: what was on its way cannot have been heard. */
    Duration lag() {
        var late = Duration.between(signs().last().at(), signs().heard());
        if (late.compareTo(Duration.ofSeconds(5)) < 0) return Duration.ZERO;
        return late.compareTo(Patience.LAG) > 0 ? Patience.LAG : late;
    }

    private SignsOfLife signs() {
        return run.signs().orElseThrow();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
