package sitrep.core.act;

import java.util.Optional;
import sitrep.core.vocabulary.Verb;

/** What is asked of a source, as people read it. */
final class Words {
    private Words() {}

    /** What somebody did once that shows, as in {@code approved it}. */
    static String done(Verb verb) {
        return switch (verb) {
            case APPROVE -> "approved it";
            case APPROVE_ALWAYS -> "approved it for good";
            case DENY -> "denied it";
            case ANSWER -> "answered";
            case STEER -> "spoke to it";
            case STOP -> "asked it to stop";
            case CANCEL -> "cancelled it";
            case RETRY -> "had it run again";
            case RESEND -> "had the result sent again";
        };
    }

    /** The same while no more is known than that the source took it. */
    static String told(Verb verb) {
        return switch (verb) {
            case APPROVE, APPROVE_ALWAYS, DENY, ANSWER, STEER, STOP -> done(verb);
            case CANCEL -> "told it to end";
            case RETRY -> "told it to run again";
            case RESEND -> "asked for the result to be sent again";
        };
    }

    /** The same while nothing is known of it, after {@code tried to} or {@code asked to}. */
    static String toDo(Verb verb) {
        return switch (verb) {
            case APPROVE -> "approve it";
            case APPROVE_ALWAYS -> "approve it for good";
            case DENY -> "deny it";
            case ANSWER -> "answer";
            case STEER -> "speak to it";
            case STOP -> "stop it";
            case CANCEL -> "cancel it";
            case RETRY -> "have it run again";
            case RESEND -> "have the result sent again";
        };
    }

    /** As on a button. */
    static String label(Verb verb) {
        return switch (verb) {
            case APPROVE -> "Approve once";
            case APPROVE_ALWAYS -> "Always approve";
            case DENY -> "Deny";
            case ANSWER -> "Answer";
            case STEER -> "Say something";
            case STOP -> "Stop";
            case CANCEL -> "Cancel";
            case RETRY -> "Run again";
            case RESEND -> "Send again";
        };
    }

    /**
     * What it does, in a sentence without a full stop.
     *
     * @param isLive whether it is about something that goes on
     */
    static String does(Verb verb, String about, boolean isLive) {
        return switch (verb) {
            case APPROVE -> "Lets this run once: " + about;
            case APPROVE_ALWAYS -> "Lets this run, now and from now on without asking: " + about;
            case DENY -> "Does not let this run: " + about;
            case ANSWER -> "Answers: " + about;
            case STEER -> "Says something to " + about + " while it works";
            case STOP -> "Asks " + about + " to stop what it does";
            case CANCEL -> "Ends " + about;
            case RETRY -> isLive ? "Ends " + about + ", and starts it again" : "Runs again: " + about;
            case RESEND -> "Sends the result again: " + about;
        };
    }

    /** What is asked before it is done, where it cannot be undone. */
    static Optional<String> confirm(Verb verb, String about, boolean isLive) {
        return switch (verb) {
            case APPROVE -> Irrevocable.is(about) ? Optional.of("Run " + about + "?") : Optional.empty();
            case RETRY -> again(about, isLive);
            case APPROVE_ALWAYS -> Optional.of("Run " + about + ", and never ask again?");
            case STOP -> Optional.of("Stop " + about + "?");
            case CANCEL -> Optional.of("Cancel " + about + "? It cannot be taken up again.");
            case DENY, ANSWER, STEER, RESEND -> Optional.empty();
        };
    }

    private static Optional<String> again(String about, boolean isLive) {
        if (isLive) return Optional.of("End " + about + ", and start it again?");
        return Irrevocable.is(about) ? Optional.of("Run again " + about + "?") : Optional.empty();
    }
}
