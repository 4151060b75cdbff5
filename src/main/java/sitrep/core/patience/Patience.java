package sitrep.core.patience;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sitrep.core.event.Condition;
import sitrep.core.event.OpenCall;
import sitrep.core.task.Task;
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/**
 * How long a run may be silent before it is suspected: by what it has open, or else by what kind of worker it is on and
 * its phase. The figures were chosen on recorded sessions, whole sources left out
 * (docs/verdicts-evaluation.md); a declared pulse is judged by itself.
 *
 * @param acts the limits by what is open
 * @param seen the limits by what is seen from outside, where that says more
 * @param byKind the limits per kind of worker and phase, for runs of which it is not known what they have open
 * @param otherwise the limit for whatever is in no table
 * @param pulses how many promised signs of life may be missed in a row before a run is suspected
 * @param lostAfter how many before it is given up as lost
 * @param amendments what an operator set instead; of several that fit, the first counts
 */
public record Patience(
        Map<OpenCall.Kind, Span> acts,
        Map<Condition.Kind, Duration> seen,
        Map<WorkerKind, Map<Phase, Duration>> byKind,
        Duration otherwise,
        int pulses,
        int lostAfter,
        List<Amendment> amendments) {

    private static final Duration LONGEST = Duration.ofDays(7);

    /** A limit that is never reached. */
    public static final Duration NEVER = Duration.ofDays(36_500);

    /** Never less than this times the longest silence that a worker came out of by itself in the same state. */
    public static final double SURVIVED = 1.5;

    /** No silence counts as longer than this when the next limit is made of it: it was somebody else's. */
    public static final Duration LONGEST_SURVIVED = Duration.ofMinutes(20);

    /** What was learnt of a worker makes no limit longer than this. */
    public static final Duration LEARNT = Duration.ofMinutes(30);

    /** After how long what asked for permission itself is probably waiting for it. */
    public static final Duration ASKED = Duration.ofSeconds(10);

    /** How long a result may lie there, by the word of a parent that waits for it, before nobody took it up. */
    public static final Duration UNTAKEN = Duration.ofSeconds(30);

    /** How long a model may break off whose words are seen as they come: after 180 s clients give up a stream. */
    public static final Duration BROKEN_OFF = Duration.ofSeconds(190);

    /** How much longer than declared something may take before its time is up. */
    public static final Duration LEEWAY = Duration.ofSeconds(30);

    /** How long something is waited for whose process is gone: what it said last may still be on its way. */
    public static final Duration GONE = Duration.ofMinutes(2);

    /** What reached us late may be as much later again, up to this: a source's lag is not its workers' silence. */
    public static final Duration LAG = Duration.ofMinutes(10);

    /**
     * How long something may be open.
     *
     * @param asks after how long it is probably waiting for a person, where one may be asked; absent if it never is
     * @param stalls after how long it is suspected to have stalled
     */
    public record Span(Optional<Duration> asks, Duration stalls) {}

    /**
     * What an operator set for some tasks.
     *
     * @param of the source or the label that it goes by, as in {@code source:office} or {@code label:env=ci}
     * @param state the act, phase or condition that it is about; absent for all
     */
    public record Amendment(String of, Optional<String> state, Duration limit) {
        public Amendment {
            check(limit);
        }

        boolean fits(Task task, String word) {
            return state.map(word::equals).orElse(true) && isOf(task);
        }

        private boolean isOf(Task task) {
            if (of.startsWith("source:")) return task.sources().contains(of.substring("source:".length()));
            return task.labels().entrySet().stream()
                    .anyMatch(label -> of.equals(
                            "label:" + label.getKey() + "=" + label.getValue().value()));
        }
    }

    /** The limits that Sitrep ships with. */
    public static final Patience USUAL = new Patience(open(), outside(), phases(), minutes(5), 6, 36, List.of());

    public Patience {
        acts = Map.copyOf(acts);
        seen = Map.copyOf(seen);
        byKind = Map.copyOf(byKind);
        amendments = List.copyOf(amendments);
        check(otherwise);
        byKind.values().forEach(limits -> limits.values().forEach(Patience::check));
        if (pulses < 2 || lostAfter <= pulses) {
            throw new Invalid(
                    "pulses", pulses + " and " + lostAfter, "2 or more, and fewer to suspect than to give up");
        }
    }

    /** The same with one limit for several sorts of acts, by which they are suspected of a stall. */
    public Patience stalling(Collection<OpenCall.Kind> kinds, Duration limit) {
        var changed = new TreeMap<>(acts);
        kinds.forEach(kind -> changed.put(kind, new Span(span(kind).asks(), limit)));
        return new Patience(changed, seen, byKind, otherwise, pulses, lostAfter, amendments);
    }

    /** Of several acts that are open the most patient one: the others may have to wait for it. */
    public static Optional<OpenCall> mostPatient(List<OpenCall> open) {
        return open.stream()
                .max(Comparator.comparing(
                                (OpenCall act) -> USUAL.span(act.kind()).stalls())
                        .thenComparing(act -> act.limit().orElse(Duration.ZERO)));
    }

    /** The same with what an operator set. */
    public Patience with(List<Amendment> set) {
        return new Patience(acts, seen, byKind, otherwise, pulses, lostAfter, set);
    }

    /** How long such an act may be open. */
    public Span span(OpenCall.Kind kind) {
        return acts.getOrDefault(kind, new Span(Optional.empty(), otherwise));
    }

    /** How long a run that is seen like this may go on so. */
    public Duration limit(Condition.Kind kind) {
        return seen.getOrDefault(kind, otherwise);
    }

    /** How long a run on such a worker may be silent in such a phase. */
    public Duration limit(WorkerKind kind, Phase phase) {
        return byKind.getOrDefault(kind, Map.of()).getOrDefault(phase, otherwise);
    }

    /** What an operator set for a task in such a state. */
    public Optional<Amendment> amended(Task task, String word) {
        return amendments.stream().filter(it -> it.fits(task, word)).findFirst();
    }

    private static Map<OpenCall.Kind, Span> open() {
        var quick = Optional.of(Duration.ofSeconds(10));
        var slow = Optional.of(Duration.ofMinutes(1));
        var spans = new TreeMap<OpenCall.Kind, Span>();
        spans.put(OpenCall.Kind.MODEL, new Span(Optional.of(minutes(2)), minutes(5)));
        spans.put(OpenCall.Kind.COMPACTION, new Span(Optional.empty(), Duration.ofSeconds(270)));
        for (var kind : List.of(OpenCall.Kind.READ, OpenCall.Kind.EDIT, OpenCall.Kind.PLAN)) {
            spans.put(kind, new Span(quick, Duration.ofMinutes(1)));
        }
        spans.put(OpenCall.Kind.WEB, new Span(quick, Duration.ofSeconds(200)));
        spans.put(OpenCall.Kind.MCP, new Span(Optional.of(Duration.ofSeconds(30)), Duration.ofSeconds(200)));
        for (var kind : List.of(
                OpenCall.Kind.SHELL_READ,
                OpenCall.Kind.SHELL_GIT,
                OpenCall.Kind.SHELL_NET,
                OpenCall.Kind.SHELL_OTHER)) {
            spans.put(kind, new Span(quick, minutes(5)));
        }
        for (var kind : List.of(OpenCall.Kind.SHELL_TEST, OpenCall.Kind.SHELL_BUILD, OpenCall.Kind.SHELL_INSTALL)) {
            spans.put(kind, new Span(slow, minutes(5)));
        }
        spans.put(OpenCall.Kind.SHELL_SLEEP, new Span(Optional.empty(), minutes(15)));
        spans.put(OpenCall.Kind.SHELL_POLL, new Span(Optional.empty(), minutes(15)));
        spans.put(OpenCall.Kind.OTHER, new Span(quick, minutes(5)));
        spans.put(OpenCall.Kind.SUBAGENT, new Span(Optional.empty(), minutes(20)));
        spans.put(OpenCall.Kind.ASK, new Span(Optional.empty(), NEVER));
        return spans;
    }

    private static Map<Condition.Kind, Duration> outside() {
        return Map.of(
                Condition.Kind.READING, Duration.ofSeconds(10),
                Condition.Kind.REPEATING, Duration.ZERO,
                Condition.Kind.QUIET, Duration.ofMinutes(1),
                Condition.Kind.DEADLOCKED, Duration.ofMinutes(1),
                Condition.Kind.NETWORK, Duration.ofSeconds(200),
                Condition.Kind.BUSY, minutes(60),
                Condition.Kind.SERVING, NEVER,
                Condition.Kind.SUSPENDED, NEVER);
    }

    private static Map<WorkerKind, Map<Phase, Duration>> phases() {
        var agent = Map.of(
                Phase.QUEUED, Duration.ofDays(1),
                Phase.STARTING, Duration.ofSeconds(90),
                Phase.READING_CONTEXT, minutes(5),
                Phase.RESEARCHING, minutes(5),
                Phase.PLANNING, minutes(5),
                Phase.EDITING, minutes(5),
                Phase.TESTING, minutes(10),
                Phase.SUMMARIZING, minutes(5),
                Phase.WAITING_DEPENDENCY, minutes(20));
        var process = Map.of(
                Phase.QUEUED, Duration.ofDays(1), Phase.TESTING, minutes(10), Phase.WAITING_DEPENDENCY, minutes(20));
        return Map.of(
                WorkerKind.MAIN, agent,
                WorkerKind.SUBAGENT, agent,
                WorkerKind.ACP, agent,
                WorkerKind.CRON, agent,
                WorkerKind.PROCESS, process,
                WorkerKind.OTHER, Map.of(Phase.QUEUED, Duration.ofDays(1)));
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static void check(Duration limit) {
        if (!limit.isPositive() || limit.compareTo(LONGEST) > 0) {
            throw new Invalid("patience", limit.toString(), "over zero and at most 7 days");
        }
    }
}
