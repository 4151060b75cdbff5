package sitrep.core.standing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.core.event.Action;
import sitrep.core.event.Awaited;
import sitrep.core.event.End;
import sitrep.core.event.Expiry;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.Stamp;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.text.ForeignText;
import sitrep.core.text.Limits;
import sitrep.core.text.SpokenTime;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Verdict;

/**
 * What holds a task up, as an operator sees it.
 *
 * @param run which one it holds up
 * @param text the exact question, command or cause
 * @param waitingOn whom or what it waits for
 * @param action what clears it, where the source said so
 * @param expires until when that can be done
 * @param on what exactly it waits for
 * @param options the answers that were offered, where it is a question with some
 * @param perhaps why it is perhaps over already, though nobody said so
 * @param more how many other waits for a person there are in the task
 * @param stamp the event behind it
 */
public record Obstacle(
        String id,
        RunId run,
        BlockReason reason,
        Optional<String> text,
        Optional<String> waitingOn,
        Optional<Action> action,
        Optional<Expiry> expires,
        Optional<Awaited> on,
        List<String> options,
        Optional<String> perhaps,
        int more,
        Instant since,
        Stamp stamp) {

    public static Obstacle of(BlockedSpan hold, Run run) {
        var said = hold.said();
        var wait = said.value();
        return new Obstacle(
                hold.block().id().text(),
                run.id(),
                wait.reason(),
                wait.text(),
                wait.waitingOn(),
                wait.action(),
                wait.expires(),
                wait.on(),
                wait.options(),
                Optional.empty(),
                0,
                hold.since(),
                said.stamp());
    }

    /** The same, though it is perhaps over already. */
    Obstacle perhaps(String why) {
        return new Obstacle(
                id, run, reason, text, waitingOn, action, expires, on, options, Optional.of(why), more, since, stamp);
    }

    /** The same as one of several. */
    Obstacle among(int others) {
        return new Obstacle(
                id, run, reason, text, waitingOn, action, expires, on, options, perhaps, others, since, stamp);
    }

    public boolean isPerhapsAnswered() {
        return perhaps.isPresent();
    }

    /** As in {@code (and 2 more wait)}; nothing where it is the only one. */
    public String andMore() {
        if (more == 0) return "";
        return more == 1 ? " (and 1 more waits)" : " (and " + more + " more wait)";
    }

    /** A parent says that it waits for a child that has ended. */
    static Obstacle resultWaits(BlockedSpan hold, Run parent, Run child, Lineage lineage) {
        var end = lineage.end(child).orElseThrow();
        var result = end.value().summary().map(text -> ": " + text).orElse("");
        var ended = lineage.nameOf(child) + " " + end.value().outcome().spoken() + ", and its parent has not gone on";
        return derived(
                hold.block().id().text(),
                parent.id(),
                BlockReason.SUBAGENT,
                ended + result,
                end.stamp().at(),
                end.stamp());
    }

    private static Obstacle derived(String id, RunId run, BlockReason reason, String text, Instant since, Stamp stamp) {
        return new Obstacle(
                id,
                run,
                reason,
                Optional.of(ForeignText.withEnds(text, Limits.TEXT)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0,
                since,
                stamp);
    }

    /** What we suspect of a run. */
    static Obstacle of(Run run, Said<Fact.StallSuspected> said) {
        var doubt = said.value();
        return derived(
                "stall-" + doubt.run().text(),
                run.id(),
                doubt.verdict().reason(),
                text(doubt),
                since(run, said),
                said.stamp());
    }

    /**
     * Since when it holds the run up: a silence is as old as the last sign, by whichever clock saw that earlier, for
     * that is what somebody asks; anything else lasts since we suspect it.
     */
    static Instant since(Run run, Said<Fact.StallSuspected> said) {
        var doubt = said.value();
        if (doubt.verdict() != Verdict.SILENT) return said.stamp().at();
        var last = run.signs().orElseThrow().last().at();
        return last.isBefore(doubt.since()) ? last : doubt.since();
    }

    /** What we suspect, in words. */
    public static String text(Fact.StallSuspected doubt) {
        var text = switch (doubt.verdict()) {
            case SILENT -> doubt.verdict().spoken() + " beyond " + SpokenTime.duration(doubt.limit());
            case WAITING_APPROVAL, WAITING_INPUT, WAITING_NETWORK, LOOPING, UNTAKEN ->
                doubt.verdict().spoken();
        };
        return text + ": " + doubt.rule();
    }

    static Obstacle childGone(Run parent, Said<End> end) {
        return derived(
                "child-" + parent.id().text(),
                parent.id(),
                BlockReason.SUBAGENT,
                end.value().summary().map(text -> "A child is gone: " + text).orElse("A child is gone."),
                end.stamp().at(),
                end.stamp());
    }
}
