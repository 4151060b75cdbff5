package sitrep.core.rule;

import java.util.Locale;

/**
 * The rules by which what an operator sees follows from events. Each says itself in a sentence and, of what changes by
 * itself, what would change it.
 */
public enum Rule {
    SAID("A source said so; of several that did, the newest counts."),
    NOT_SAID("No event has said so."),
    SET_BY_OPERATOR("An operator set it, and it stands until an operator says otherwise."),
    SAID_FIRST(
            "A source said so. Of several, one that saw it exit counts before one that told of its work, and"
                    + " that before hearsay; then the earliest counts.",
            "when its own source tells of its work well afterwards, or who knows better says otherwise"),
    GIVEN_UP("Sitrep takes it for lost: what it ran in is gone, or the signs of life that it promised are missing. That"
            + " is a guess."),
    COLLECTED("Collected from all that was said. Of many events only the newest are named here."),
    GIVEN_ID("The id that its source gave it."),
    NAMED_BY_ID("Nobody gave it a name, so it goes by its id."),
    NAMED_BY_GOAL("Nobody gave it a name, so it goes by the first line of its goal."),
    NAMED_BY_SESSION("Nobody gave it a name, so it goes by what was asked first in a session of it."),
    KIND_UNSAID("Nobody said what kind of worker it is, so it counts as other."),

    TASK_ENDED(
            "Its source said that the intent is settled, and no newer run was opened since.",
            "when a newer run of it is opened"),
    ROOT_RUNS_ENDED(
            "No run of it lives and no newer one was opened. Of the root runs, and of those that outlived whom they"
                    + " served, the worst outcome among those that ran side by side counts; an attempt made after"
                    + " another ended replaces it, and what broke within 30 s of a cancellation was cancelled.",
            "when a newer run of it is opened"),
    HUMAN_FIRST(
            "A live run waits for a person; of several, the one that has waited longest. People are the scarcest"
                    + " resource, so this is shown even while other runs go on, and whoever it served has ended.",
            "when its source says that the wait is over, or the run ends"),
    HELD_UP("Its source said that it waits.", "when its source says that the wait is over, or it ends"),
    STALLED("A live run is silent for longer than its limit, and no other run is making progress."),
    LOOPING("A live run does the same again and again, and no other run is making progress."),
    PROBABLY_WAITING("Nobody said so, but what is open or seen of a live run looks like a wait. It is taken back at its"
            + " next sign."),
    CHILD_GONE(
            "The run waits for a child that was lost, and has said nothing since.",
            "when the run says what it does, or ends"),
    RESULT_WAITS(
            "The run says that it waits for a child, and the child has ended: it has not gone on yet.",
            "when the run says what it does, or ends; after 30 s without it is said to be taken up by nobody"),
    RESULT_UNTAKEN(
            "The run says that it waits for a child, the child has ended, and the run has given no sign since.",
            "when the run says what it does, or ends"),
    WAITING_FOR(
            "A live run waits for something that is not a person.",
            "when its source says that the wait is over, or the run ends"),
    WRITING_UP(
            "The children have ended and their parent has not said since what it is doing: it is writing up.",
            "when the parent says what it does, or ends"),
    SPOKE_LAST(
            "Of the live runs with no living child, this one spoke last: what it does is what is being done. One still"
                    + " in the queue counts only while no other has begun; of four or more at once, the one that"
                    + " began first stands for them.",
            "when one of its runs next does something, waits or ends"),
    NOT_SAID_YET("The run lives but nobody said yet what it is doing.", "when somebody says what it does"),
    NO_RUN_YET("The task is known, but no run of it has been seen.", "when a run of it is opened"),
    ENDED_WITH_TASK("The run has no end of its own; it ended with its task.", "when an end of its own is heard of"),
    SUPERSEDED("A newer attempt at the same piece of work was opened."),
    SINCE("When that began: the first of the events, one after the other, that come to what is shown."),
    SEGMENTS("Its phases, its waits and its end in the order of their times; of many events only the newest are named"
            + " here."),
    AGES("Counted until now: from what its source told, and the silence from what this server heard. Beside each, how"
            + " long this usually lasts here."),

    SLOW("It goes on for more than twice as long as nine tenths of the successful ones like it took: at least"
            + " eight with the same name apart from numbers, ids and dates, on the same kind of worker."),
    RETRYING(
            "What it does was tried before, and the last tries failed: at least two in a row, of the same piece of work"
                    + " or under the same label by the same worker."),
    EXPECTED("How long half, and nine tenths, of the successful ones like it took: the newest of at least eight with"
            + " the same name apart from numbers, ids and dates, on the same kind of worker. It is probably done when"
            + " half of them were."),

    ONE_LINE(
            "The phases of its runs, put together as the phase is: a person who is waited for comes first, then the run"
                    + " that changed last; the shortest are left out where there are many."),

    DISSENT(
            "Somebody says something other than what is shown, and has not come to agree since: another source, or the"
                    + " source itself where Sitrep suspects otherwise. It does not count, but is kept.",
            "when they agree, or the other word is out of date"),

    EXECUTOR("The worker of the run that the phase is about."),
    LATEST_NEWS("The newest line of news from any of its runs that says something. For 30 s a run's own words are not"
            + " replaced by the title of what it does, nor either by a line of output, and output replaces output only"
            + " every 3 s, unless the run's phase changes, it ends, or another run speaks."),
    COUNTED(
            "Four or more work side by side for the same run: this many of them have ended.",
            "when another of them ends, or one more is begun"),
    LAST_OBSERVED("The newest observation of it; operators' marks and our own verdicts do not count."),
    WORKER_LAST_OBSERVED("The newest sign of life of its runs that came as an event; pulses are not kept."),
    FIRST_OBSERVED("The earliest observation of it."),
    DELIVERED("The result was delivered after the newest run was opened.", "when a newer run of it is opened"),
    NOT_OWED("Its source said that nobody is owed the result.", "when a newer run of it is opened"),
    CANCELLED_KNOWN(
            "It was cancelled, and whoever did that knows. Nobody said that it was anyone other than whoever asked.",
            "when a newer run of it is opened"),

    GOES_ON(
            "Signs of it came more than 10 s after the end that stands: it ended, and somebody still tells of it.",
            "when the end is taken back, or an end of what goes on is heard of"),
    NOTHING_TO_SHOW(
            "It is said to have ended well, but it never got to work, still waited for something, or had hardly begun,"
                    + " as far as anybody told.",
            "when a newer run of it is opened"),
    NOTHING_BY_WORD("Its source said that it ended well and that there is nothing to show for it."),
    OPENED_AGAIN("It was opened again after it had ended well, and cancelled before it did anything: the first result"
            + " stands."),
    SECOND_TRY(
            "Its worker was started again after it had ended well, and failed before it did anything: the first result"
                    + " stands."),
    TOLD_TO_STOP("Somebody asked it to stop."),
    PAUSED("It was paused on purpose.", "when whoever said so tells of its work again"),
    RETRIED("Its source said when it is tried again.", "when a newer run of it is opened"),
    NO_END(
            "Somebody said that it had ended, but it proved to be no end: its own source told of its work well"
                    + " afterwards, or it was a guess and somebody still saw it.",
            "when it ends"),

    NEEDS_A_PERSON("It waits for a person.", "when the wait is over, or an operator puts it off"),
    LOOKS_STUCK("It is suspected to have stalled, or waits for something that is gone."),
    NOBODY_TOLD(
            "It has ended, and nothing shows that the result reached whoever asked.",
            "when the result is seen delivered, or somebody marks it as reported"),
    ON_ITS_OWN("It goes on without anybody.", "when it waits for a person, is suspected, or ends"),
    NOT_BEGUN("It has not begun.", "when a run of it begins"),
    REPORTED("It has ended, and the result was delivered.", "when a newer run of it is opened"),
    SNOOZED(
            "An operator put it off, and nothing new has happened since.",
            "when its time is over or, where none was said, it changes; when something new asks for somebody, or an"
                    + " operator takes it back"),
    DISMISSED(
            "An operator dismissed it, and nothing new has happened since.",
            "when something new asks for somebody, or an operator takes it back"),
    ON_IT(
            "Somebody said that they are on it, and it asks for nothing new since.",
            "when it goes on or asks for something else, or an operator takes it back"),

    NOTIFIED("Each target is told by rules of its own. Of each, the newest decision about this task is named;"
            + " 'sitrep notify log' has all of them."),
    NOT_NOTIFIED("No target has been told of this task, nor was it held back from any."),
    ASKED_OF_SOURCE(
            "An operator asked it of the source: sent, taken or refused by the source's answer, and seen once the"
                    + " source tells of what it was to bring about.",
            "when the source answers, or tells of its effect"),

    BESIDE_PHASES(
            "Beside its phases: when it looked stuck, when it was wrongly taken for lost, and what operators asked"
                    + " of its source. Of many, the newest."),

    NEXT_FROM_SOURCE("The source of the block said what clears it."),
    NEXT_FROM_TABLE("The usual next step for this phase and reason.");

    private final String sentence;
    private final String clears;

    Rule(String sentence) {
        this(sentence, "");
    }

    Rule(String sentence, String clears) {
        this.sentence = sentence;
        this.clears = clears;
    }

    /** The rule in one or two sentences, for people. */
    public String sentence() {
        return sentence;
    }

    /** What would change what it comes to, whatever the numbers; empty where that goes without saying, or by them. */
    String clears() {
        return clears;
    }

    /** The rule's name on the wire, as in {@code human-first}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
