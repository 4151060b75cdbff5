package sitrep.connect.acp.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.BlockId;
import sitrep.core.event.End;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.PastCall;
import sitrep.core.event.Progress;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Voice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A run as its agent tells of it: a turn, or a sub-agent's work in one. It says what changes, each thing once. */
final class AcpRun {
    /** The least time between two signs of life that say nothing else. */
    static final Duration BREATH = Duration.ofSeconds(1);

    /** The least time between two words of what nobody saw. */
    private static final Duration LOST_AGAIN = Duration.ofSeconds(10);

    /** Calls that are open at most; of more, the oldest are forgotten. */
    private static final int OPEN = 200;

    /** Calls that are over and remembered, so that late word of them opens none again. */
    private static final int OVER = 500;

    /** Characters kept of its end. */
    private static final int END = 2_000;

    /** Characters kept of what it says in one go. */
    private static final int MESSAGE = Limits.SUMMARY + 2_000;

    final TaskId task;
    final RunId id;
    final Set<BlockId> blocks = new LinkedHashSet<>();
    final Map<String, AcpRun> children = new LinkedHashMap<>();

    /** Whether it waits for the turn before it. */
    boolean isQueued;

    /** Whether something may have been said of it that nobody looked at. */
    boolean isUnsure;

    /** Whether the agent began it, and nobody asked. */
    boolean isOfItself;

    private final Telling telling;
    private final Map<String, AcpCall> calls = new LinkedHashMap<>();

    /** The waits for leave, by the calls that they are about. */
    private final Map<String, BlockId> leaves = new LinkedHashMap<>();

    private final Set<String> over = new LinkedHashSet<>();
    private final StringBuilder message = new StringBuilder();
    private final StringBuilder end = new StringBuilder();
    private String messageId = "";
    private Optional<Phase> phase = Optional.empty();

    /** That of the last call that was made. */
    private Optional<Phase> did = Optional.empty();

    private Optional<Progress> progress = Optional.empty();
    private Optional<Progress> toldProgress = Optional.empty();
    private Optional<String> news = Optional.empty();
    private List<OpenCall> open = List.of();
    private Instant idle;
    private Instant sign;
    private Optional<Instant> compacting = Optional.empty();
    private boolean acted;
    private long lost;
    private Instant lostTold = Instant.EPOCH;
    private boolean isResting;
    private boolean isOver;

    AcpRun(TaskId task, RunId id, Telling telling) {
        this.task = task;
        this.id = id;
        this.telling = telling;
        this.idle = telling.now();
        this.sign = telling.now();
    }

    /** Once it has ended, nothing is said of it any more: that would be word of a life it has not. */
    void say(Fact.OfTask fact) {
        if (isOver) return;
        telling.say(task, fact);
        sign = telling.now();
    }

    /** It lives; that is told now and then. */
    void beat() {
        if (Duration.between(sign, telling.now()).compareTo(BREATH) < 0) return;
        say(new Fact.RunAdvanced(id, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** The model is at work on it, and nothing else is known. */
    void thinks() {
        idle = telling.now();
        advance(Optional.empty(), Optional.empty(), Voice.ACT, List.of());
    }

    /** A piece of what it says for people; of a new message the one before is news. */
    void speaks(String piece, String of) {
        if (!of.equals(messageId)) newsOfMessage();
        messageId = of;
        if (message.length() < MESSAGE) message.append(piece, 0, Math.min(piece.length(), MESSAGE));
        end.append(piece);
        if (end.length() > 2 * END) end.delete(0, end.length() - END);
        ponders();
    }

    /** A whole message, in place of what was said of it so far. */
    void said(String whole, String of) {
        if (of.equals(messageId)) {
            message.setLength(0);
            end.setLength(0);
        }
        speaks(whole, of);
    }

    /** Before its first act it makes up its mind; after its last planned one it sums up. */
    void ponders() {
        var isPlanned = progress.filter(it -> it.done() == it.total()).isPresent();
        if (calls.isEmpty() && isPlanned) advance(Phase.SUMMARIZING);
        else if (!acted) advance(Phase.PLANNING);
        else beat();
    }

    private void advance(Phase next) {
        advance(Optional.of(next), Optional.empty(), Voice.ACT, List.of());
    }

    /** What it said before it went on is news. */
    void newsOfMessage() {
        var text = ForeignValue.news(message.toString());
        message.setLength(0);
        end.setLength(0);
        messageId = "";
        if (text.isPresent()) advance(Optional.empty(), text, Voice.NARRATIVE, List.of());
    }

    /** What it said last and nothing followed: its result. */
    Optional<String> lastWords() {
        return ForeignValue.summary(message.toString());
    }

    /** The end of what it said last, however long that is. */
    String endOfMessage() {
        return end.toString();
    }

    /** How far it is by its own plan, and what it is at. */
    void plans(Progress next, Optional<String> step) {
        var isNew = progress.filter(it -> it.total() == next.total()).isEmpty();
        progress = Optional.of(next);
        acted = true;
        advance(Optional.of(Phase.PLANNING).filter(_ -> isNew), step, Voice.ACT, List.of());
    }

    /** Word of a call, as far as it goes. */
    AcpCall hears(String callId, JsonNode said) {
        var known = Optional.ofNullable(calls.get(callId));
        var call = known.orElseGet(() -> AcpCall.begun(callId, telling.now())).with(said);
        if (known.isEmpty() && (over.contains(callId) || isNothing(said))) {
            beat();
            return call;
        }
        newsOfMessage();
        acted = true;
        put(callId, call);
        if (call.isOver()) ends(callId, call, said);
        else advance(call.meaning().phase(), call.spoken(), Voice.ACT, List.of());
        return call;
    }

    private static boolean isNothing(JsonNode said) {
        return said.path("kind").isMissingNode()
                && said.path("title").isMissingNode()
                && said.path("status").isMissingNode()
                && said.path("rawInput").isMissingNode();
    }

    private void put(String callId, AcpCall call) {
        calls.put(callId, call);
        if (calls.size() > OPEN) calls.remove(calls.keySet().iterator().next());
    }

    /** A call that is changed by what somebody decides. */
    void change(String callId, AcpCall call) {
        if (call.isOver()) ends(callId, call, MissingNode.getInstance());
        else put(callId, call);
    }

    Optional<AcpCall> call(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    private void ends(String callId, AcpCall call, JsonNode said) {
        calls.remove(callId);
        over.add(callId);
        if (over.size() > OVER) over.remove(over.iterator().next());
        if (calls.isEmpty()) idle = telling.now();
        Optional.ofNullable(leaves.remove(callId)).ifPresent(block -> goesOn(block, "what it was about is over"));
        var told = call.isFailed() ? call.spoken().map(it -> cut(it) + " " + call.fate()) : call.spoken();
        advance(after(call), told, Voice.ACT, List.of(call.past(said)));
    }

    /** What was not allowed was not done: it is where it was before, or makes up its mind anew. */
    private Optional<Phase> after(AcpCall call) {
        if (!call.isTried()) return did.or(() -> Optional.of(Phase.PLANNING));
        did = call.meaning().phase().or(() -> did);
        return call.meaning().phase();
    }

    private static String cut(String text) {
        return text.length() > 300 ? text.substring(0, 300) : text;
    }

    /** Says whatever of this is new; or if nothing is, now and then that it lives. */
    void advance(Optional<Phase> next, Optional<String> text, Voice voice, List<PastCall> did) {
        var changed = next.filter(it -> !Optional.of(it).equals(phase));
        var fresh = text.filter(it -> !Optional.of(it).equals(news));
        var acts = acts();
        var moved = Optional.of(acts).filter(it -> !it.equals(open));
        var counted = progress.filter(it -> !Optional.of(it).equals(toldProgress));
        if (changed.isEmpty() && fresh.isEmpty() && moved.isEmpty() && did.isEmpty() && counted.isEmpty()) {
            beat();
            return;
        }
        if (changed.isPresent()) phase = changed;
        if (fresh.isPresent()) news = fresh;
        if (counted.isPresent()) toldProgress = counted;
        open = acts;
        say(new Fact.RunAdvanced(id, changed, fresh, counted, moved, Optional.empty(), did, voice));
    }

    private List<OpenCall> acts() {
        if (isQueued || isResting) return List.of();
        var acts = new ArrayList<OpenCall>();
        calls.values().stream().limit(Limits.ACTS).map(AcpCall::open).forEach(acts::add);
        if (acts.isEmpty()) acts.add(compacting.map(AcpRun::compaction).orElseGet(this::model));
        return Collections.unmodifiableList(acts);
    }

    private static OpenCall compaction(Instant since) {
        return new OpenCall(
                "compaction", OpenCall.Kind.COMPACTION, Optional.empty(), Optional.of(since), Optional.empty(), false);
    }

    private OpenCall model() {
        return new OpenCall("model", OpenCall.Kind.MODEL, Optional.empty(), Optional.of(idle), Optional.empty(), false);
    }

    void blocks(Fact.RunBlocked block) {
        newsOfMessage();
        blocks.add(block.block());
        say(block);
    }

    /** A call that somebody is asked about: it is not at work yet. */
    void asks(String callId, AcpCall call, BlockId block) {
        newsOfMessage();
        acted = true;
        put(callId, call);
        leaves.put(callId, block);
        advance(Optional.empty(), call.spoken(), Voice.ACT, List.of());
    }

    void compacts(boolean begins) {
        compacting = begins ? Optional.of(telling.now()) : Optional.empty();
        if (!begins) idle = telling.now();
        advance(Optional.empty(), Optional.empty(), Voice.ACT, List.of());
    }

    /** Whatever was said of it meanwhile is not known, be it its end. */
    void lostSight(long bytes) {
        isUnsure = true;
        lost += bytes;
        if (Duration.between(lostTold, telling.now()).compareTo(LOST_AGAIN) < 0) return;
        lostTold = telling.now();
        var text = "Sitrep lost sight of " + lost + " bytes of what the two said";
        advance(Optional.empty(), Optional.of(text), Voice.OUTPUT, List.of());
    }

    void goesOn(BlockId block, String how) {
        leaves.values().remove(block);
        if (!blocks.remove(block)) return;
        say(new Fact.RunUnblocked(id, block, Optional.of(how)));
    }

    void settle(String unanswered) {
        for (var block : List.copyOf(blocks)) goesOn(block, unanswered);
    }

    /** Its agent has done what it can: nothing is open any more. */
    void rests() {
        isResting = true;
        newsOfMessage();
        advance(Optional.empty(), Optional.empty(), Voice.ACT, List.of());
    }

    /** Closes what is open for a person, and then the run and whatever it had started. */
    void ends(End end, String unanswered) {
        var guessed = Optional.of(Certainty.GUESS);
        var ofChild = new End(end.outcome(), Optional.empty(), guessed, Optional.empty(), false, Optional.empty());
        for (var child : children.values()) child.ends(ofChild, unanswered);
        children.clear();
        settle(unanswered);
        say(new Fact.RunEnded(id, end));
        isOver = true;
    }
}
