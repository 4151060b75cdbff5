package sitrep.core;

import java.util.Locale;

/** The rules by which what an operator sees follows from events. Each says itself in a sentence. */
public enum Rule {
    SAID("A source said so; of several that did, the newest counts."),
    SAID_FIRST("A source said so; of several that did, the earliest counts."),
    NOT_SAID("No event has said so."),
    COLLECTED("Collected from all that was said."),
    GIVEN_ID("The id that its source gave it."),
    NAMED_BY_ID("Nobody gave it a name, so it goes by its id."),
    NAMED_BY_GOAL("Nobody gave it a name, so it goes by the first line of its goal."),

    TASK_ENDED("Its source said that the intent is settled, and no newer run was opened since."),
    ROOT_RUNS_ENDED("Every root run has ended and no newer one was opened; the worst outcome among those that ran side"
            + " by side counts, and an attempt made after another ended replaces it."),
    HUMAN_FIRST("A live run waits for a person; of several, the one that has waited longest. People are the scarcest"
            + " resource, so this is shown even while other runs go on."),
    STALLED("A live run is silent for longer than its limit, and no other run is making progress."),
    LOOPING("A live run does the same again and again, and no other run is making progress."),
    PROBABLY_WAITING("Nobody said so, but what is open or seen of a live run looks like a wait. It is taken back at its"
            + " next sign."),
    CHILD_GONE("The run waits for a child that was lost, and has said nothing since."),
    WAITING_FOR("A live run waits for something that is not a person."),
    WRITING_UP("The children have ended and their parent has not said since what it is doing: it is writing up."),
    SPOKE_LAST(
            "Of the live runs with no living child, this one spoke last: what it does is what is being done. One still"
                    + " in the queue counts only while no other has begun."),
    NOT_SAID_YET("The run lives but nobody said yet what it is doing."),
    NO_RUN_YET("The task is known, but no run of it has been seen."),
    ENDED_WITH_TASK("The run has no end of its own; it ended with its task."),
    SUPERSEDED("A newer attempt at the same piece of work was opened."),

    SLOW("It goes on for more than twice as long as nine tenths of those like it took that succeeded: at least"
            + " eight with the same name apart from numbers, ids and dates, on the same kind of worker."),

    EXPECTED("So long took half, and nine tenths, of those like it that succeeded: the newest of at least eight with"
            + " the same name apart from numbers, ids and dates, on the same kind of worker. It is probably done when"
            + " half of them were."),

    ONE_LINE(
            "The phases of its runs, put together as the phase is: a person who is waited for comes first, then the run"
                    + " that changed last; the shortest are left out where there are many."),

    DISSENT("Somebody says something else than what is shown, and has not come to agree since: another source, or the"
            + " source itself where Sitrep suspects otherwise. It does not count, but is kept."),

    EXECUTOR("The worker of the run that the phase is about."),
    LATEST_NEWS("The newest line of news from any of its runs that says something. For 30 s a run's own words are not"
            + " replaced by the title of what it does, nor either by a line of output, and output replaces output only"
            + " every 3 s, unless the run's phase changes, it ends, or another run speaks."),
    LAST_OBSERVED("The newest observation of the task; operators' marks and our own verdicts do not count."),
    FIRST_OBSERVED("The earliest observation of the task."),
    RUN_FIRST_OBSERVED("The earliest observation of the run."),
    WORKER_LAST_OBSERVED("The newest sign of life of its runs that came as an event; pulses are not kept."),
    DELIVERED("The result was delivered after the newest run was opened."),

    NEEDS_A_PERSON("It waits for a person."),
    LOOKS_STUCK("It is suspected to have stalled, or waits for something that is gone."),
    NOBODY_TOLD("It has ended, and nothing shows that the result reached whoever asked."),
    ON_ITS_OWN("It goes on without anybody."),
    NOT_BEGUN("It has not begun."),
    REPORTED("It has ended, and the result was delivered."),
    SNOOZED("An operator put it off, and nothing new has happened since."),
    DISMISSED("An operator dismissed it, and nothing new has happened since."),

    NEXT_FROM_SOURCE("The source of the block said what clears it."),
    NEXT_FROM_TABLE("The usual next step for this phase and reason.");

    private final String sentence;

    Rule(String sentence) {
        this.sentence = sentence;
    }

    /** The rule in one or two sentences, for people. */
    public String sentence() {
        return sentence;
    }

    /** The rule's name on the wire, as in {@code human-first}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
