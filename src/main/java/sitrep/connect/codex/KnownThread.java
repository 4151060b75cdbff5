package sitrep.connect.codex;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.ToolCall;

/** What is remembered of one thread, be it a sub-agent's. */
final class KnownThread {
    private static final int IDS = 200;

    /** A call that was begun. A command may go on when its turn is over. */
    record Open(ToolCall call, boolean isCommand) {}

    /** A turn that was answered while something that it began goes on. */
    record Answered(Optional<String> turn, Optional<String> answer) {}

    final String id;

    /** Whose sub-agent it is, if it is one. */
    Optional<String> parent = Optional.empty();

    String directory = "";

    /** Where it is kept, in the home of whoever uses it. */
    String file = "";

    /** What it is called as a sub-agent. */
    String name = "";

    /** What is asked in it now, or was last. */
    Optional<String> turn = Optional.empty();

    /** Whether it was said to have begun, and not how it ended. */
    boolean isAtWork;

    /** Whether something may have been said of this turn that nobody looked at. */
    boolean isUnseen;

    /** Whether somebody may have answered what is asked, and nobody saw it. */
    boolean isInDoubt;

    /** What its provider has it wait for. */
    Optional<String> retry = Optional.empty();

    int retries;

    /** Why it cannot go on, as was said before its turn is over. */
    Optional<CodexTrouble> trouble = Optional.empty();

    /** What it said last in this turn. */
    Optional<String> answer = Optional.empty();

    Instant stirred = Instant.EPOCH;

    /** What somebody was asked and has not answered, by the number of the request. */
    final SequencedMap<String, AskedOf> requests = new LinkedHashMap<>();

    /** The calls of this turn that were begun and are not over. */
    final SequencedMap<String, Open> open = new LinkedHashMap<>();

    /** Whether it was said that it cannot go on, and not yet why. */
    boolean isBroken;

    /** Whether it was told where it works, rather than only that it is there. */
    boolean isDescribed;

    /** What goes on although a turn was answered. */
    private final SequencedMap<String, Answered> behind = new LinkedHashMap<>();

    KnownThread(String id) {
        this.id = id;
    }

    String kind() {
        return ForeignValue.line(name, 100).orElse("sub-agent");
    }

    void begins(Optional<String> next) {
        if (!turn.equals(next)) {
            answer = Optional.empty();
            trouble = Optional.empty();
            isBroken = false;
            open.clear();
        }
        turn = next;
        isAtWork = true;
        isUnseen = false;
    }

    /** Whether anything is to come of what it does, or of what it left behind. */
    boolean isBusy() {
        return isAtWork || !requests.isEmpty() || !behind.isEmpty();
    }

    void lostSight() {
        isUnseen = true;
        isInDoubt = true;
    }

    void asked(String request, AskedOf asked) {
        requests.put(request, asked);
        if (requests.size() > IDS) requests.pollFirstEntry();
    }

    void began(String call, Open made) {
        open.put(call, made);
        if (open.size() > IDS) open.pollFirstEntry();
    }

    /** Its turn is answered, and this goes on all the same. */
    void leftBehind(String id, Answered by) {
        behind.put(id, by);
        if (behind.size() > IDS) behind.pollFirstEntry();
    }

    boolean wasLeftBehind(String id) {
        return behind.containsKey(id);
    }

    /** What was left behind is over: answers the turn that waited for it and for nothing else any more. */
    Optional<Answered> settled(String id) {
        return Optional.ofNullable(behind.remove(id)).filter(by -> !behind.containsValue(by));
    }
}
