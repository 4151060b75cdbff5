package sitrep.core.notice;

import java.util.Locale;

/** Why a message was sent or held back: each rule in a sentence, to be shown with the numbers that it used. */
public enum NoticeRule {
    ASKED_FOR("The target wants to be told of this, and it has lasted for longer than the target waits."),
    SAME_CAUSE("A message about the same cause was sent before, and still holds: one is enough."),
    ON_SCREEN("Somebody has it on the screen, or had it there a moment ago. It is told if it still stands"
            + " 90 s after it went from there."),
    QUIET("It is quiet time at the target. What still stands when that ends comes in one message."),
    BUDGET("The target has had as many messages within an hour as it may have. What still stands when there is room"
            + " again comes in one message."),
    STOOD_BEFORE("It stood before the target was known. All of that comes in one message."),
    DIGEST("What was held back, and still stands, comes in one message."),
    OVER("It was over before anybody was told of it."),
    FOLLOW_UP("What the target was told of is over, or somebody is on it."),
    NO_FOLLOW_UP("What the target was told of is over. It is not told of that: it does not want to be, it is quiet"
            + " time, or it was told of several things in one message."),
    NOT_TAKEN_UP("Nobody was said to be on it, and it was not answered, within the time that was set."),
    TEST("Somebody wanted to see whether messages arrive.");

    private final String sentence;

    NoticeRule(String sentence) {
        this.sentence = sentence;
    }

    /** For people. */
    public String sentence() {
        return sentence;
    }

    /** Its name on the wire, as in {@code same-cause}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
