package sitrep.connect.process.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.process.look.TypingMode;
import sitrep.connect.process.output.LineWording;
import sitrep.core.event.Action;
import sitrep.core.event.BlockId;
import sitrep.core.event.Condition;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.RunId;
import sitrep.core.vocabulary.BlockReason;

/**
 * Which facts follow from the condition that a command is seen in: pure. Only a change is told, only once it has
 * lasted, and the more often it changed the more rarely. A command that waits for input is blocked until it no longer
 * does. Of an agent that takes a key at its terminal no more is known than that it rests, as if it had reported that.
 *
 * @param isAgent whether the command is an agent itself
 */
record ConditionFacts(RunId run, boolean isAgent) {
    /** The block of a command that waits for input. */
    static final BlockId INPUT = new BlockId("input");

    /** How long a condition must have lasted to be told. */
    static final Duration STEADY = Duration.ofSeconds(3);

    /** The same for one that is only known by its lasting. */
    static final Duration REPEATING = Duration.ofSeconds(30);

    /** Changes after which at most one is told in {@link #CALM}, but for those that concern people. */
    static final int LIVELY = 8;

    static final Duration CALM = Duration.ofSeconds(30);

    private static final Action ANSWER =
            new Action("Answer it where it runs", Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern SECRET =
            Pattern.compile("(?i)\\b(?:password|passphrase|passcode|pin|verification code|one-time code|otp)\\b");
    private static final Pattern CHOICE = Pattern.compile(
            "(?i)(?:[\\[(]\\s*y(?:es)?\\s*/\\s*n(?:o)?\\b|\\b(?:continue|proceed|are you sure)\\b.*\\?)");

    /**
     * What is seen at one time.
     *
     * @param condition absent if nothing can be said
     * @param open what it has declared to take its time
     * @param prompt the line that it began and did not end
     * @param typing how what is typed is taken
     */
    record Look(Instant at, Optional<Condition> condition, List<OpenCall> open, String prompt, TypingMode typing) {}

    /**
     * What was said so far, and what may be said next.
     *
     * @param since since when it is in the condition that it was last seen in
     * @param block what it waits with while it waits for input
     */
    record State(
            Optional<Condition> told,
            Instant toldAt,
            int changes,
            Optional<Condition.Kind> seen,
            Instant since,
            List<OpenCall> open,
            BlockId block) {

        static State begun(Instant at) {
            return new State(Optional.empty(), at, 0, Optional.empty(), at, List.of(), INPUT);
        }

        private State seen(Optional<Condition.Kind> now, Instant at) {
            return now.equals(seen) ? this : new State(told, toldAt, changes, now, at, open, block);
        }

        private State told(Condition condition, Instant at) {
            return new State(Optional.of(condition), at, changes + 1, seen, since, open, block);
        }

        private State open(List<OpenCall> acts) {
            return new State(told, toldAt, changes, seen, since, acts, block);
        }

        private State waits(BlockId with) {
            return new State(told, toldAt, changes, seen, since, open, with);
        }

        private boolean is(Condition.Kind kind) {
            return told.map(Condition::kind).equals(Optional.of(kind));
        }
    }

    record Step(State state, List<Fact.OfRun> facts) {}

    /** What follows from one more look. */
    Step next(State before, Look look) {
        var state = before.seen(look.condition().map(Condition::kind), look.at());
        var facts = new ArrayList<Fact.OfRun>();
        var told = look.condition().filter(condition -> isDue(state, condition.kind(), look.at()));
        var after = told.map(condition -> state.told(condition, look.at())).orElse(state);
        var isNews = !look.open().equals(state.open());
        if (told.isPresent() || isNews) {
            facts.add(advanced(told, isNews ? Optional.of(look.open()) : Optional.empty()));
        }
        if (after.is(Condition.Kind.READING) && !state.is(Condition.Kind.READING)) {
            after = after.waits(rests(look) ? BlockId.AGENT_RESTS : INPUT);
            facts.add(rests(look) ? rest() : blocked(look));
        }
        if (state.is(Condition.Kind.READING) && !after.is(Condition.Kind.READING)) {
            facts.add(new Fact.RunUnblocked(run, state.block(), Optional.of("it went on")));
        }
        return new Step(isNews ? after.open(look.open()) : after, facts);
    }

    private static boolean isDue(State state, Condition.Kind kind, Instant at) {
        if (state.is(kind)) return false;
        if (state.is(Condition.Kind.READING)) return true;
        if (!isPast(state.since(), kind == Condition.Kind.REPEATING ? REPEATING : STEADY, at)) return false;
        return state.changes() < LIVELY
                || kind == Condition.Kind.READING
                || kind == Condition.Kind.SUSPENDED
                || isPast(state.toldAt(), CALM, at);
    }

    private Fact.RunAdvanced advanced(Optional<Condition> condition, Optional<List<OpenCall>> open) {
        return new Fact.RunAdvanced(run, Optional.empty(), Optional.empty(), Optional.empty(), open, condition);
    }

    private boolean rests(Look look) {
        return isAgent && look.typing() == TypingMode.BY_KEY;
    }

    /** What an agent draws around the place to type in is no question. */
    private Fact.RunBlocked rest() {
        return new Fact.RunBlocked(
                run,
                BlockId.AGENT_RESTS,
                BlockReason.USER_INPUT,
                Optional.of("It waits for somebody at its terminal"),
                Optional.empty(),
                Optional.of(ANSWER));
    }

    /** What it asks is the best hint at what it wants; a prompt for a secret is shown, the secret never is. */
    private Fact.RunBlocked blocked(Look look) {
        var what = look.condition().flatMap(Condition::text).orElse("waits for input");
        var text = capitalised(what) + (look.prompt().isEmpty() ? "" : ": " + look.prompt());
        return new Fact.RunBlocked(
                run,
                INPUT,
                look.typing() == TypingMode.HIDDEN ? BlockReason.AUTH : reason(look.prompt()),
                Optional.of(LineWording.capped(text)),
                Optional.empty(),
                Optional.of(ANSWER));
    }

    private static BlockReason reason(String prompt) {
        if (SECRET.matcher(prompt).find()) return BlockReason.AUTH;
        return CHOICE.matcher(prompt).find() ? BlockReason.CONFIRMATION : BlockReason.USER_INPUT;
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static boolean isPast(Instant since, Duration limit, Instant at) {
        return Duration.between(since, at).compareTo(limit) >= 0;
    }
}
