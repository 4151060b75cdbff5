package sitrep.core.silence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.patience.Patience;
import sitrep.core.patience.Stamina;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Fold;
import sitrep.core.task.Story;
import sitrep.core.task.Task;
import sitrep.core.usual.Usuals;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verdict;

/** A story told to the fold and looked at by the watch: what it would say at a time, and what it says meanwhile. */
public final class Watched {
    private static final Instant BEFORE = Story.TEN.minusSeconds(86_400);

    private final Patience patience;
    private Instant from = BEFORE;
    private Task task = Task.unheard(Story.TASK);
    private Stamina stamina = Stamina.NONE;
    private int verdicts;

    Watched(Patience patience) {
        this.patience = patience;
    }

    public Watched() {
        this(Patience.USUAL);
    }

    /** Takes in what was told, with whatever the watch says in between. */
    public Watched hears(Story story) {
        for (var event : story.events()) {
            sayUntil(event.heard());
            fold(event);
        }
        return this;
    }

    /** What the watch has to say up to then is said. */
    public Watched until(double minutes) {
        sayUntil(Story.minute(minutes));
        return this;
    }

    /** We were away, and are back since then. */
    Watched listensFrom(double minutes) {
        from = Story.minute(minutes);
        return this;
    }

    private void sayUntil(Instant end) {
        for (var due = due(); due.isPresent() && due.get().isBefore(end); due = due()) {
            var now = due.get().plusMillis(1);
            var facts = look(now);
            if (facts.isEmpty()) return;
            for (var fact : facts) {
                fold(new Event(new Event.Key(Event.OURS, "v" + verdicts++), Optional.of(Story.TASK), now, now, fact));
            }
        }
    }

    private Optional<Instant> due() {
        return Watch.due(task, heard(), patience);
    }

    List<Fact.OfTask> look(Instant now) {
        return Watch.look(task, heard(), patience, now);
    }

    private Watch.Heard heard() {
        return new Watch.Heard(Map.of(), Set.of(), from, stamina, Usuals.NONE);
    }

    private void fold(Event event) {
        stamina = stamina.with(task, event);
        task = Fold.apply(task, event);
    }

    public Task task() {
        return task;
    }

    public Sitrep sitrep() {
        return Sitrep.of(task);
    }

    public Phase phase() {
        return sitrep().phase().value();
    }

    public Attention attention() {
        return sitrep().attention().value();
    }

    Optional<Outcome> outcome(String run) {
        return task.runs().get(Story.run(run)).end().map(said -> said.value().outcome());
    }

    public Optional<Verdict> verdict() {
        return task.runs().values().stream()
                .flatMap(run -> run.doubted().stream())
                .map(said -> said.value().verdict())
                .findFirst();
    }

    /** The numbers behind what is suspected now. */
    Map<String, String> numbers() {
        return sitrep().phase().because().numbers();
    }
}
