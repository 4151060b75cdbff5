package sitrep.core.text;

import java.time.Duration;

/** Every bound on what one task may hold, in one place. Texts are counted in UTF-16 units. */
public final class Limits {
    private Limits() {}

    /** Ids of events, tasks, runs, workers and blocks, and names of sources. */
    public static final int ID = 200;

    /** Names, labels of runs, people, places. */
    public static final int NAME = 300;

    /** Updates, and the text, waiting-on and action of a block. */
    public static final int TEXT = 2_000;

    /** The output of a run: a screenful. */
    public static final int OUTPUT = 5_000;

    /** Goals and summaries. */
    public static final int SUMMARY = 8_000;

    /** Links, and commands offered as a next step. */
    public static final int LINK = 2_000;

    /** Labels and links of one task. */
    public static final int LABELS = 32;

    /** Sources remembered as witnesses of one task; past it the first names of the alphabet stay. */
    public static final int SOURCES = 32;

    /** Other names of one task; past it the first of the alphabet stay. */
    public static final int ALIASES = 16;

    /** Runs kept of one task; past it the longest-ended ones are dropped, in the order of the log. */
    public static final int RUNS = 500;

    /** Sources of which it is remembered what they told of one run; past it the first names of the alphabet stay. */
    public static final int WITNESSES = 32;

    /** Workers kept of one task; past it the first ids of the alphabet stay. */
    public static final int WORKERS = 500;

    /** Updates kept of one task: the newest. */
    public static final int UPDATES = 20;

    /** Parts of a task's life as one line; past it the shortest go to their neighbours. */
    public static final int RIBBON = 16;

    /** Moments beside its phases that are shown of a task. */
    public static final int MOMENTS = 20;

    /** Blocks kept of one run; past it the longest-untouched ones are dropped, first of those that no longer hold. */
    public static final int BLOCKS = 64;

    /** Notes in words on one task. */
    public static final int REMARKS = 20;

    /** Suspicions that are kept of one run, and as many guesses that it was lost; the same for what took them back. */
    public static final int RECENT = 8;

    /** Different things that one block asked for, of which is known when. */
    public static final int WORDINGS = 16;

    /** Acts that one run may have open at once; a list of more is refused. */
    public static final int ACTS = 32;

    /** Things that one run did that are remembered, to see whether it goes round in circles: the newest. */
    public static final int DEEDS = 24;

    /** Longest that an act may take by its own declaration. */
    public static final Duration DECLARED = Duration.ofDays(7);

    /** Runs in one inventory of a source; a longer one is refused. */
    public static final int LISTED = 5_000;

    /** Answers that may be offered for one question. */
    public static final int OPTIONS = 20;

    /** What operators asked of one task's source that is remembered: the newest. */
    public static final int ASKED = 20;

    /** What is offered to be asked of one task's source: what settles a wait for a person comes first. */
    public static final int OFFERS = 32;

    /** Changes of phase kept exactly of one run; past it they are kept at a coarser resolution. */
    public static final int MARKS = 64;

    /** Contrary words that are shown of one task: the newest. */
    public static final int DISSENTS = 16;

    /** Real ends kept of one task or run, and as many lost ones: half of them the earliest, half the newest. */
    public static final int ENDS = 16;
}
