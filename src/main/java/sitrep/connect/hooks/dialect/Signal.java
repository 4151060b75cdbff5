package sitrep.connect.hooks.dialect;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;

/** What one hook says, whichever agent it is of. Texts are cut to their limits, ids can be used as they are. */
public sealed interface Signal {

    /** A session begins, or goes on after it had been left. */
    record SessionBegan(boolean resumed) implements Signal {}

    /** A person asked for something. */
    record Prompted(String text) implements Signal {}

    /** Something that went on in the background ended, which wakes the agent. */
    record Woken(String background, Outcome outcome, Optional<String> summary) implements Signal {}

    /** The agent's own words. */
    record Spoke(String text) implements Signal {}

    /** A call of a tool was made; a person may be asked before it begins. */
    record CallBegan(ToolCall call) implements Signal {}

    /**
     * A call is over.
     *
     * @param digest the same for the same result
     * @param failure why it failed, if it did
     * @param interrupted whether a person interrupted it, and all with it
     * @param launched what it left behind at work in the background
     * @param answer what a person answered, where it asked
     */
    record CallEnded(
            ToolCall call,
            String digest,
            Optional<String> failure,
            boolean interrupted,
            Optional<Background> launched,
            Optional<String> answer)
            implements Signal {}

    /** A call will not be made: it was denied. */
    record CallDenied(ToolCall call, Optional<String> why) implements Signal {}

    /** These calls are over, however they ended, and the model is next. */
    record CallsOver(List<ToolCall> calls) implements Signal {
        public CallsOver {
            calls = List.copyOf(calls);
        }
    }

    /** A person is asked before a call is made, or by it. */
    record Asked(ToolCall call) implements Signal {}

    /** A person is asked something that is no call's. */
    record Inquired(String id, BlockReason reason, String text) implements Signal {}

    /** What was asked so has been answered. */
    record InquiryOver(String id) implements Signal {}

    /**
     * It cannot go on until something is answered or over, to which the agent gave an id.
     *
     * @param call the id of the call that it is about, if it is about one
     * @param until when it goes on by itself, where that was said
     */
    record Held(String id, Optional<String> call, ToolCall.Asking asks, Optional<Instant> until) implements Signal {}

    /** What goes by that id does not hold it up any more. */
    record Freed(String id, String how) implements Signal {}

    /** What began so far and goes by ids that start like this does not hold it up any more. */
    record FreedAlike(String start, String how) implements Signal {}

    /** It is at work, and nothing else is said. */
    record Stirred() implements Signal {}

    /** It was said again that a person is waited for, without saying for what. */
    record Reminded(String text) implements Signal {}

    /** The account was signed in to. */
    record SignedIn() implements Signal {}

    /** It has been waiting for a while for the next thing to be asked. */
    record Idled() implements Signal {}

    /** It is idle, and was not heard to have answered. */
    record Rested() implements Signal {}

    /** A sub-agent began. */
    record ChildBegan(String id, String kind) implements Signal {}

    /** A sub-agent came to its end. */
    record ChildEnded(String id, Outcome outcome, Optional<String> summary) implements Signal {}

    /** The context is being shortened; the model is next when that is over. */
    record Compacting(boolean over) implements Signal {}

    /** What is to be done, all of it. */
    record Planned(List<Step> steps) implements Signal {
        public Planned {
            steps = List.copyOf(steps);
        }
    }

    /** One thing that is to be done, or was. */
    record StepTold(Step step) implements Signal {}

    /**
     * The agent has answered, and waits for the next thing to be asked.
     *
     * @param background what goes on all the same
     * @param schedules when the session wakes by itself, as it says it
     */
    record TurnEnded(Optional<String> answer, List<Background> background, List<String> schedules) implements Signal {
        public TurnEnded {
            background = List.copyOf(background);
            schedules = List.copyOf(schedules);
        }

        public TurnEnded(Optional<String> answer, List<Background> background) {
            this(answer, background, List.of());
        }
    }

    /**
     * The agent could not go on.
     *
     * @param reason what would clear it, where something would; else it failed for good
     * @param until when it can go on, where that was said
     */
    record TurnFailed(Optional<BlockReason> reason, String text, Optional<Instant> until) implements Signal {}

    /** The session was left. */
    record SessionEnded(Leaving how) implements Signal {}

    /** What another witness says the session is in. */
    record Seen(Status status, Instant since, Optional<String> waitsFor) implements Signal {}

    /** The process of the session is no more. */
    record Gone(String how) implements Signal {}

    /** A person stopped what was being done. */
    record Interrupted() implements Signal {}

    /** How a session was left. */
    enum Leaving {
        /** A person ended it. */
        BY_PERSON,
        /** It is not said how. */
        UNSAID
    }

    /** What a session is in as a whole. */
    enum Status {
        IDLE,
        BUSY,
        WAITING
    }

    /** Something at work in the background. */
    record Background(String id, boolean isAgent, String title) {}

    /** Something to be done. */
    record Step(String id, String title, boolean done, boolean current) {}
}
