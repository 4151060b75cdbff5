package sitrep.core.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import sitrep.core.text.Check;
import sitrep.core.text.Invalid;
import sitrep.core.text.Limits;
import sitrep.core.text.SpokenTime;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verdict;
import sitrep.core.vocabulary.Voice;

/** What an event says, in the past tense. Facts are never edited, only followed by others. */
public sealed interface Fact {

    /** A fact about one task. */
    sealed interface OfTask extends Fact
            permits OfRun, TaskOpened, TaskEnded, TaskReported, TaskAlias, TaskNoted, SlowNoticed, ActFact {}

    /** A fact about one run of a task. */
    sealed interface OfRun extends OfTask {
        RunId run();
    }

    /** A fact about a source as a whole. */
    sealed interface OfSource extends Fact {}

    /** Whether a source is in contact with whatever it observes. */
    sealed interface OfContact extends OfSource {}

    /** An intent exists. Whatever is left out stays as it was; labels and links are added to those there are. */
    record TaskOpened(
            Optional<String> name,
            Optional<Owner> owner,
            Optional<String> goal,
            Optional<TaskId> parent,
            Map<String, String> labels,
            List<Link> links)
            implements OfTask {
        public TaskOpened {
            Check.text("name", name, Limits.NAME);
            Check.text("goal", goal, Limits.SUMMARY);
            Check.labels(labels);
            Check.size("links", links, Limits.LABELS);
            labels = Map.copyOf(labels);
            links = List.copyOf(links);
        }
    }

    /**
     * An attempt at a piece of the intent exists.
     *
     * @param slot which piece it attempts; retries share it
     * @param attempt counts retries of the same piece, from 1
     * @param parent the run that it serves
     * @param phase queued, starting, or what it does at once; absent says nothing new of what it does
     * @param pulse how often a sign of life is promised, where it is: its absence then is evidence
     */
    record RunOpened(
            RunId run,
            Optional<String> slot,
            OptionalInt attempt,
            Optional<RunId> parent,
            Optional<WorkerSeen> worker,
            Optional<String> label,
            Optional<Phase> phase,
            Optional<Duration> pulse)
            implements OfRun {
        public RunOpened {
            Check.text("slot", slot, Limits.ID);
            Check.text("label", label, Limits.NAME);
            if (attempt.isPresent() && attempt.getAsInt() < 1) {
                throw new Invalid("attempt", "" + attempt.getAsInt(), "1 or more");
            }
            if (phase.isPresent() && !phase.get().isDoing()) {
                throw new Invalid("phase", phase.get().word(), "queued, starting, or what it is doing");
            }
            Check.span("pulse", pulse, Duration.ofHours(1), "");
        }
    }

    /**
     * A run went on: any of a phase, a line of news, progress, what it has open, what is seen of it from outside. With
     * none of them it is a heartbeat.
     *
     * @param open all that it has open right now: none when it is between two acts, absent when nothing is said of it
     * @param did what it did since the last time, oldest first
     * @param voice whose words the line of news is in
     */
    record RunAdvanced(
            RunId run,
            Optional<Phase> phase,
            Optional<String> update,
            Optional<Progress> progress,
            Optional<List<OpenCall>> open,
            Optional<Condition> condition,
            List<PastCall> did,
            Voice voice)
            implements OfRun {
        public RunAdvanced {
            Check.text("update", update, Limits.TEXT);
            open.ifPresent(acts -> Check.size("open", acts, Limits.ACTS));
            open = open.map(List::copyOf);
            Check.size("did", did, Limits.ACTS);
            did = List.copyOf(did);
            if (phase.isPresent() && !phase.get().isDoing()) {
                throw new Invalid("phase", phase.get().word(), "what a run is doing; blocks and ends say the rest");
            }
        }

        public RunAdvanced(
                RunId run,
                Optional<Phase> phase,
                Optional<String> update,
                Optional<Progress> progress,
                Optional<List<OpenCall>> open,
                Optional<Condition> condition) {
            this(run, phase, update, progress, open, condition, List.of(), Voice.NARRATIVE);
        }

        public RunAdvanced(RunId run, Optional<Phase> phase, Optional<String> update, Optional<Progress> progress) {
            this(run, phase, update, progress, Optional.empty(), Optional.empty());
        }

        /** The same in other words than the run's own. */
        public RunAdvanced in(Voice other) {
            return new RunAdvanced(run, phase, update, progress, open, condition, did, other);
        }

        /** Whether it says nothing but that the run is alive. */
        public boolean isHeartbeat() {
            return !isProgress() && condition.isEmpty();
        }

        /** Whether the run itself did something: being alive, or being seen from outside, is not getting on. */
        @Override
        public boolean isProgress() {
            return phase.isPresent()
                    || update.isPresent()
                    || progress.isPresent()
                    || open.isPresent()
                    || !did.isEmpty();
        }
    }

    /** The last lines that a run wrote, as far as they are kept: it lives, but need not get on. */
    record RunPrinted(RunId run, String output) implements OfRun {
        public RunPrinted {
            Check.text("output", output, Limits.OUTPUT);
        }

        @Override
        public boolean isProgress() {
            return false;
        }
    }

    /**
     * A run cannot go on by itself.
     *
     * @param text the exact question, command or cause
     * @param waitingOn whom or what it waits for
     * @param action what clears it, where the source knows
     * @param expires until when that can be done
     * @param on what exactly it waits for, where that has a name here
     * @param options the answers that were offered, where it is a question with some
     */
    record RunBlocked(
            RunId run,
            BlockId block,
            BlockReason reason,
            Optional<String> text,
            Optional<String> waitingOn,
            Optional<Action> action,
            Optional<Expiry> expires,
            Optional<Awaited> on,
            List<String> options)
            implements OfRun {
        public RunBlocked {
            Check.text("block.text", text, Limits.TEXT);
            Check.text("block.waitingOn", waitingOn, Limits.NAME);
            Check.size("block.options", options, Limits.OPTIONS);
            options.forEach(option -> Check.text("block.options", option, Limits.NAME));
            options = List.copyOf(options);
        }

        public RunBlocked(
                RunId run,
                BlockId block,
                BlockReason reason,
                Optional<String> text,
                Optional<String> waitingOn,
                Optional<Action> action) {
            this(run, block, reason, text, waitingOn, action, Optional.empty(), Optional.empty(), List.of());
        }
    }

    /**
     * A block is gone.
     *
     * @param how tells the resolution, as in "approved by Dana"
     * @param opener the source that told of a block without a name, where that was another
     */
    record RunUnblocked(RunId run, BlockId block, Optional<String> how, Optional<String> opener) implements OfRun {
        public RunUnblocked {
            Check.text("block.how", how, Limits.TEXT);
            opener = opener.map(source -> Check.id("opener", source));
        }

        public RunUnblocked(RunId run, BlockId block, Optional<String> how) {
            this(run, block, how, Optional.empty());
        }
    }

    /** Somebody ({@code by}) asked a run to stop, as by {@code SIGTERM}; it has not yet. */
    record RunStopping(RunId run, Optional<String> by, Optional<String> how) implements OfRun {
        public RunStopping {
            Check.text("by", by, Limits.NAME);
            Check.text("how", how, Limits.TEXT);
        }
    }

    /**
     * A run was paused on purpose: it is silent until its source tells of its work again.
     *
     * @param until when it is to go on by itself
     */
    record RunPaused(RunId run, Optional<String> by, Optional<String> why, Optional<Instant> until) implements OfRun {
        public RunPaused {
            Check.text("by", by, Limits.NAME);
            Check.text("why", why, Limits.TEXT);
        }
    }

    /** A run has an outcome. */
    record RunEnded(RunId run, End end) implements OfRun {

        /** One of which its source saw the end itself, where it is no guess. */
        public static RunEnded seen(RunId run, Outcome outcome, Optional<String> summary) {
            var known = Optional.of(Certainty.EXIT).filter(_ -> outcome != Outcome.LOST);
            return new RunEnded(run, new End(outcome, summary, known, Optional.empty(), false, Optional.empty()));
        }

        public RunEnded(RunId run, Outcome outcome, Optional<String> summary) {
            this(run, new End(outcome, summary));
        }

        public Outcome outcome() {
            return end.outcome();
        }

        public Optional<String> summary() {
            return end.summary();
        }
    }

    /** The source says that the intent is settled. */
    record TaskEnded(End end) implements OfTask {
        public TaskEnded(Outcome outcome, Optional<String> summary) {
            this(new End(outcome, summary));
        }

        public Outcome outcome() {
            return end.outcome();
        }

        public Optional<String> summary() {
            return end.summary();
        }
    }

    /** The result was delivered, or could not be, or need not be. */
    record TaskReported(Report report) implements OfTask {
        public TaskReported(String to, Optional<String> how) {
            this(new Report.Delivered(to, how));
        }
    }

    /** Another name of this task: the two are one, whichever was heard of first. */
    record TaskAlias(TaskId alias) implements OfTask {}

    /** An operator's mark on a task. */
    record TaskNoted(OperatorNote note, Optional<String> by) implements OfTask {
        public TaskNoted {
            Check.text("by", by, Limits.NAME);
        }
    }

    /**
     * Sitrep's own observation that a run is silent, or says nothing new, for longer than it should be.
     *
     * @param since from which sign its silence is counted, by our clock
     * @param limit how long that was allowed
     * @param rule which limit that is and why, for people
     * @param numbers what the rule reckoned with, by name
     */
    record StallSuspected(
            RunId run, Verdict verdict, Instant since, Duration limit, String rule, Map<String, String> numbers)
            implements OfRun {
        public StallSuspected {
            Check.text("rule", rule, Limits.TEXT);
            Check.size("numbers", numbers.keySet(), Limits.LABELS);
            numbers = Map.copyOf(numbers);
        }
    }

    /** Sitrep's own observation that a run suspected of a stall gave a sign of life again. */
    record StallCleared(RunId run) implements OfRun {}

    /**
     * Sitrep's own observation that a run which it had given up for lost gave a sign of life again.
     *
     * @param gone how long it had been given up for
     */
    record RunReturned(RunId run, Duration gone) implements OfRun {

        /** As in {@code Heard again 12m after it was given up for lost}. */
        public String spoken() {
            return "Heard again " + SpokenTime.duration(gone) + " after it was given up for lost";
        }
    }

    /**
     * Sitrep's own observation that a task goes on for far longer than those like it took: a remark, and no phase.
     *
     * @param takes how long it went on until then
     * @param half the time within which half of those like it were done
     * @param most the time within which nine tenths were
     * @param n how many there were
     */
    record SlowNoticed(Duration takes, Duration half, Duration most, int n) implements OfTask {

        /** As in {@code Slow: over 1h 15m, usually 21m, 90 % within 37m, n = 41}. */
        public String spoken() {
            return "Slow: over " + SpokenTime.duration(takes) + ", " + SpokenTime.usually(half, most, n);
        }
    }

    /**
     * A connector is in contact with its runtime, or whoever posts is there.
     *
     * @param every how often it will be heard at least, where it promises so: silence of the source then is evidence
     */
    record SourceSeen(Optional<String> name, Optional<Duration> every) implements OfContact {
        public SourceSeen {
            Check.text("name", name, Limits.NAME);
            Check.span("every", every, Duration.ofDays(1), ", or 0 to promise nothing");
        }

        public SourceSeen(Optional<String> name) {
            this(name, Optional.empty());
        }
    }

    /** A connector has lost contact with its runtime. */
    record SourceLost(Optional<String> why) implements OfContact {
        public SourceLost {
            Check.text("why", why, Limits.TEXT);
        }
    }

    /**
     * All the live runs that a source has: what it opened and no longer lists is lost.
     *
     * @param runs up to {@link Limits#LISTED}
     */
    record SourceListed(Set<ListedRun> runs) implements OfSource {

        public SourceListed {
            Check.size("runs", runs, Limits.LISTED);
            runs = Set.copyOf(runs);
        }
    }

    /** Whether it is an observation of the work itself, rather than an operator's mark or our own verdict. */
    default boolean isObservation() {
        return switch (this) {
            case TaskOpened _, RunOpened _, RunAdvanced _, RunBlocked _, RunUnblocked _, RunEnded _ -> true;
            case RunPrinted _, RunStopping _, RunPaused _, TaskEnded _, TaskReported _, TaskAlias _ -> true;
            case SourceSeen _, SourceLost _, SourceListed _ -> true;
            case TaskNoted _, ActFact _, StallSuspected _, StallCleared _, RunReturned _, SlowNoticed _ -> false;
        };
    }

    /** Whether the work itself got on, rather than merely being seen alive. */
    default boolean isProgress() {
        return isObservation();
    }
}
