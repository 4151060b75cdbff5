package sitrep.connect.hooks.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import sitrep.connect.hooks.dialect.ToolCall;
import sitrep.core.event.OpenCall;
import sitrep.core.event.RunId;
import sitrep.core.text.Limits;

/** What is remembered of one thing that was asked, or of one sub-agent: a run. */
final class Turn {
    /** Calls that are over and of which it is remembered, for hooks that come late. */
    private static final int OVER = 512;

    /** From which on waits are counted that were told before we were started. */
    private static final int RESTORED = 1_000;

    /** Within this after its end a hook is taken to have come late. */
    static final Duration LATE = Duration.ofSeconds(3);

    private static final OpenCall MODEL = OpenCall.of("model", OpenCall.Kind.MODEL);

    /** A call that was made and is not over. */
    record Made(ToolCall call, Instant since) {}

    /** A person who is waited for, with the call that it is about, if it is about one. */
    record Asked(Optional<String> call, Optional<String> likeness, Instant since) {}

    final String id;
    final Optional<String> parent;
    final Map<String, Made> open = new LinkedHashMap<>();
    final Map<String, Asked> asked = new LinkedHashMap<>();

    /** What goes on in the background and is waited for. */
    final Set<String> awaited = new LinkedHashSet<>();

    /** Whether it was said to wait for that. */
    boolean waits;

    /** How often each wait was over. */
    private final SequencedMap<String, Integer> times = new LinkedHashMap<>();

    private final SequencedSet<String> over = new LinkedHashSet<>();

    /** How many calls alike began, and how many ended, of those without ids. */
    private final SequencedMap<String, Integer> begun = new LinkedHashMap<>();

    private final SequencedMap<String, Integer> done = new LinkedHashMap<>();

    /** The last thing that it did which has a mark of its own: tells one end of it from another. */
    String step = "-";

    /** Whether its first hook was told of. */
    boolean told;

    boolean ended;

    /** Whether that is concluded rather than said. */
    boolean guessed;

    /** Whether it ended by an answer of its own. */
    boolean answered;

    String endedAfter = "";

    /** When its end was told of. */
    Instant endedAt = Instant.EPOCH;

    /** When anything was told of it first. */
    Instant first = Instant.MAX;

    /** Whether it was heard what was asked. */
    boolean isPrompted;

    /** When anything was told of it last. */
    Instant last = Instant.EPOCH;

    /** What it asked for at the end of its answer, while nobody answered. */
    Optional<String> question = Optional.empty();

    /** What it answered last. */
    Optional<String> answer = Optional.empty();

    /** What it could not go on for. */
    Optional<String> trouble = Optional.empty();

    /** What it said last. */
    String spoke = "";

    /** Whether it did nothing since it said so. */
    boolean spokeLast;

    Turn(String id, Optional<String> parent) {
        this.id = id;
        this.parent = parent;
    }

    RunId run() {
        return new RunId(id);
    }

    boolean isChild() {
        return parent.isPresent();
    }

    /** Whether it is at work, rather than at its end or waiting for what may never come. */
    boolean isAtWork() {
        return !ended && question.isEmpty() && !waits && trouble.isEmpty();
    }

    /** Whether it said how it ended, and did nothing since. */
    boolean isOverForGood() {
        return ended && !guessed && endedAfter.equals(step);
    }

    /**
     * It goes on. A hook that came late does not say so of a turn that said how it ended; one that comes well after the
     * end does, for others may have sent it back to work.
     */
    void goesOn(Instant at) {
        if (!ended || (!guessed && at.isBefore(endedAt.plus(LATE)))) return;
        ended = false;
        guessed = false;
    }

    void begin(String callId, ToolCall call, Instant at) {
        spokeLast = false;
        if (open.size() < Limits.ACTS) open.put(callId, new Made(call, at));
    }

    /** By which id a call goes that begins: of calls alike without one, the how manyeth it is. */
    String begunAs(ToolCall call) {
        return call.id().orElseGet(() -> counted(begun, call.likeness()));
    }

    /** By which id a call goes that ends: of calls alike without one, the oldest ends first. */
    String endedAs(ToolCall call) {
        return call.id().orElseGet(() -> counted(done, call.likeness()));
    }

    private static String counted(SequencedMap<String, Integer> counts, String likeness) {
        var count = counts.merge(likeness, 1, Integer::sum);
        if (counts.size() > OVER) counts.pollFirstEntry();
        return count == 1 ? likeness : likeness + "-" + count;
    }

    /**
     * The call is over, whatever came of it.
     *
     * @param id by which it goes
     */
    void end(ToolCall call, String id) {
        open.remove(id);
        remember(call.likeness());
        remember(id);
    }

    private void remember(String over) {
        this.over.remove(over);
        this.over.add(over);
        if (this.over.size() > OVER) this.over.removeFirst();
    }

    /** Whether a call or a wait of this name, or all calls like it, were over once. */
    boolean isOver(String name) {
        return over.contains(name);
    }

    /** The open call that somebody is asked about: one alike that nobody was asked about yet, the newest. */
    Optional<String> unasked(String likeness) {
        return open.entrySet().stream()
                .filter(made -> made.getValue().call().likeness().equals(likeness) && !isAsked(made.getKey()))
                .map(Map.Entry::getKey)
                .reduce((_, newer) -> newer);
    }

    /** Whether somebody was asked about a call like this one, and it is not over. */
    boolean isAskedAbout(String likeness) {
        return asked.values().stream()
                .anyMatch(each -> each.likeness().filter(likeness::equals).isPresent());
    }

    boolean isAsked(String callId) {
        return askedAbout(callId).isPresent();
    }

    /** The wait that is about this call, if one is. */
    Optional<String> askedAbout(String callId) {
        return asked.entrySet().stream()
                .filter(each -> each.getValue().call().filter(callId::equals).isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The how manyeth such wait it is, the first being 1. */
    int times(String wait) {
        return times.getOrDefault(wait, 1);
    }

    /** The wait is over: another of its name is another one. */
    void again(String wait) {
        times.merge(wait, 2, (before, _) -> before + 1);
        if (times.size() > OVER) times.pollFirstEntry();
        remember(wait);
    }

    /** A person who was asked before we were started: by the id of a call, or by its likeness. */
    void restored(String wait, String about, Instant since) {
        asked.put(wait, new Asked(Optional.of(about), Optional.of(about), since));
        times.put(wait, RESTORED);
    }

    /**
     * The waits that end with this call.
     *
     * @param id by which it goes
     */
    List<String> waits(ToolCall call, String id) {
        return asked.entrySet().stream()
                .filter(each -> isAbout(each.getValue(), call, id))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isAbout(Asked asked, ToolCall call, String id) {
        var isByLikeness = asked.call().isEmpty() || asked.call().equals(asked.likeness());
        return asked.call().filter(id::equals).isPresent()
                || (isByLikeness && asked.likeness().equals(Optional.of(call.likeness())));
    }

    /** All that it has open now: while no call is, the model is to answer. */
    List<OpenCall> calls() {
        if (ended || question.isPresent() || waits) return List.of();
        if (open.isEmpty()) return List.of(MODEL);
        return open.entrySet().stream()
                .flatMap(made -> Stream.of(openCall(made.getKey(), made.getValue())))
                .toList();
    }

    private static OpenCall openCall(String id, Made made) {
        var call = made.call();
        var title = Optional.of(call.title()).filter(text -> !text.isBlank());
        return new OpenCall(id, call.kind(), title, Optional.of(made.since()), call.limit(), false);
    }
}
