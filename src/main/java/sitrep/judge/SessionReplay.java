package sitrep.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.patience.Patience;
import sitrep.core.patience.Stamina;
import sitrep.core.silence.Watch;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.usual.Usuals;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;

/** One session told to the fold and watched by the watch, on a clock that stands wherever it is put. */
final class SessionReplay {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final RunId RUN = RunId.MAIN;

    /** Whatever a session is called: names in a file are not ours to refuse. */
    private static final TaskId JUDGED = new TaskId("session");

    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final List<OpenCall> WAITING = List.of(OpenCall.of("wait", OpenCall.Kind.ASK));

    /** More verdicts on one silence than there can be. */
    private static final int ROUNDS = 8;

    /**
     * What would be said of a silence if it never ended, in seconds from its beginning; infinite if it never would be.
     *
     * @param waiting that it probably waits for a person
     * @param stalled that it is suspected to have stalled
     */
    record Judged(Silence silence, double waiting, double stalled) {

        /** When somebody is first asked to look. */
        double noticed() {
            return Math.min(waiting, stalled);
        }

        boolean isWaiting() {
            return waiting < silence.length();
        }

        boolean isStalled() {
            return stalled < silence.length();
        }
    }

    private final Patience patience;
    private final Map<Moment, Ahead> known = new HashMap<>();
    private Task task;
    private Stamina stamina = Stamina.NONE;
    private long events;

    /** All that the foresight of a silence goes by as it begins: the same twice comes to the same. */
    private record Moment(List<OpenCall> open, Stamina stamina) {}

    /** What is ahead if nothing more comes, in seconds from the beginning. */
    private record Ahead(double waiting, double stalled) {
        boolean comesWithin(double seconds) {
            return Math.min(waiting, stalled) < seconds;
        }
    }

    private SessionReplay(Patience patience) {
        this.patience = patience;
        this.task = Task.unheard(JUDGED);
    }

    /** Every silence of a session that a view judges, in order. */
    static List<Judged> of(Session session, ObserverView view, Patience patience) {
        var replay = new SessionReplay(patience);
        var judged = new ArrayList<Judged>();
        for (var silence : Silences.of(session)) {
            var seen = view.of(session, silence);
            if (seen.isEmpty() || seen.get().from() > silence.from()) replay.tell(silence.from(), WAITING);
            seen.ifPresent(it -> judged.add(replay.judge(it)));
        }
        return judged;
    }

    /** Tells that it begins, and what would be said of it if nothing more came; then what is said until it ends. */
    private Judged judge(Silence silence) {
        tell(silence.from(), silence.open());
        var moment = new Moment(silence.open(), stamina);
        var ahead = known.computeIfAbsent(moment, _ -> ahead(foreseen(), silence.from()));
        if (ahead.comesWithin(silence.length())) {
            for (var verdict : foreseen()) {
                if (seconds(verdict.at()) >= silence.from() + silence.length()) break;
                fold(verdict);
            }
        }
        return new Judged(silence, ahead.waiting(), ahead.stalled());
    }

    private static Ahead ahead(List<Event> verdicts, double from) {
        return new Ahead(
                first(verdicts, false).map(at -> at - from).orElse(NEVER),
                first(verdicts, true).map(at -> at - from).orElse(NEVER));
    }

    private List<Event> foreseen() {
        var before = task;
        var verdicts = new ArrayList<Event>();
        for (var round = 0; round < ROUNDS; round++) {
            var due = Watch.due(task, heard(), patience);
            if (due.isEmpty()) break;
            var now = due.get().plusMillis(1);
            var facts = Watch.look(task, heard(), patience, now);
            if (facts.isEmpty()) break;
            for (var fact : facts) {
                var verdict = event(Event.OURS, now, fact);
                verdicts.add(verdict);
                fold(verdict);
            }
        }
        task = before;
        return verdicts;
    }

    /** When, in seconds from the session's first signal, the first of one sort is said. */
    private static Optional<Double> first(List<Event> verdicts, boolean stalled) {
        return verdicts.stream()
                .filter(verdict -> verdict.fact() instanceof Fact.StallSuspected said
                        && stalled == (said.verdict().reason() == BlockReason.SUSPECTED_STALL))
                .map(verdict -> seconds(verdict.at()))
                .findFirst();
    }

    private void tell(double at, List<OpenCall> open) {
        var none = Optional.<Phase>empty();
        var fact = new Fact.RunAdvanced(
                RUN, none, Optional.empty(), Optional.empty(), Optional.of(open), Optional.empty());
        fold(event("timeline", START.plusMillis(Math.round(at * 1000)), fact));
    }

    private Event event(String source, Instant at, Fact fact) {
        events++;
        return new Event(new Event.Key(source, "" + events), Optional.of(task.id()), at, at, fact);
    }

    private void fold(Event event) {
        stamina = stamina.with(task, event);
        task = Fold.apply(task, event);
    }

    private Watch.Heard heard() {
        return new Watch.Heard(Map.of(), Set.of(), START.minus(Duration.ofDays(1)), stamina, Usuals.NONE);
    }

    private static double seconds(Instant at) {
        return Duration.between(START, at).toMillis() / 1000.0;
    }
}
