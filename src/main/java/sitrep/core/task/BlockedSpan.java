package sitrep.core.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sitrep.core.event.Stamp;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;

/**
 * A stretch of time for which a block held up its run.
 *
 * @param phase the one that it puts the run in
 * @param after what was said last that was otherwise, if anything was
 * @param to absent while it holds
 */
public record BlockedSpan(Block block, Phase phase, Optional<Stamp> after, Stamp from, Optional<Stamp> to) {

    /** Those for a person first, then the longest. */
    public static final Comparator<BlockedSpan> MOST_PRESSING = Comparator.comparing(
                    (BlockedSpan hold) -> !hold.needsHuman())
            .thenComparing(BlockedSpan::since)
            .thenComparing(hold -> hold.block.id().text())
            .thenComparing(hold -> hold.block.key().source());

    /** Every stretch for which a block held, in order. */
    static List<BlockedSpan> of(Block block, Run run) {
        var turns = block.turns().inOrder();
        var holds = new ArrayList<BlockedSpan>();
        var before = Optional.<Stamp>empty();
        for (var turn :
                block.key().isUnnamed() ? closedByPhases(turns, block.key().source(), run) : turns) {
            var after = before;
            before = Optional.of(turn.stamp());
            var open = holds.isEmpty()
                    ? Optional.<BlockedSpan>empty()
                    : Optional.of(holds.getLast()).filter(BlockedSpan::isOpen);
            if (open.map(BlockedSpan::phase).equals(turn.value())) continue;
            open.ifPresent(hold -> holds.set(holds.size() - 1, hold.until(turn.stamp())));
            turn.value()
                    .ifPresent(
                            phase -> holds.add(new BlockedSpan(block, phase, after, turn.stamp(), Optional.empty())));
        }
        return holds;
    }

    /** The unnamed block is closed by the next phase that its own source tells, too; another source's is dissent. */
    private static List<Timeline.Mark<Optional<Phase>>> closedByPhases(
            List<Timeline.Mark<Optional<Phase>>> turns, String source, Run run) {
        var all = new ArrayList<>(turns);
        var first = turns.getFirst().stamp();
        var kept = run.marks().inOrder().stream().map(Timeline.Mark::stamp);
        var newest = run.witnesses().of(source).phase().map(Said::stamp).stream();
        Stream.concat(kept, newest)
                .filter(stamp -> stamp.source().equals(source) && stamp.isAfter(first))
                .forEach(stamp -> all.add(new Timeline.Mark<>(stamp, Optional.empty())));
        all.sort(Comparator.comparing(Timeline.Mark::stamp));
        return all;
    }

    private BlockedSpan until(Stamp end) {
        return new BlockedSpan(block, phase, after, from, Optional.of(end));
    }

    public boolean isOpen() {
        return to.isEmpty();
    }

    /** Whether only a person can end it. */
    public boolean needsHuman() {
        return phase.kind() == Phase.Kind.HUMAN;
    }

    /** The reason last given for it; should that be one of another phase, what its own usually waits for. */
    public BlockReason reason() {
        var said = block.opened().orElseThrow().value();
        return said.phase() == phase ? said : BlockReason.usual(phase);
    }

    public Instant since() {
        return from.at();
    }

    /** Since when it asks for what it asks for now: in one wait, one question may follow another. */
    public Instant asksSince() {
        var words = block.words().since().map(Stamp::at).orElse(since());
        return words.isAfter(since()) ? words : since();
    }

    public boolean holdsAt(Instant time) {
        return !from.at().isAfter(time) && to.map(end -> end.at().isAfter(time)).orElse(true);
    }

    /** What is known of it, with the newest event that told of it. */
    public Said<Block.Wait> said() {
        var newest = block.opened().orElseThrow();
        return new Said<>(block.told().of(telling(), newest.value()), newest.stamp());
    }

    /** The events behind that: the newest that told of it, and the one that has its words. */
    public Stamp[] evidence() {
        var newest = block.opened().orElseThrow().stamp();
        return Stream.concat(Stream.of(newest), block.told().wording(telling())).toArray(Stamp[]::new);
    }

    /** By which events it was told of: not those from before it began, or before it asked for what it asks for now. */
    private Predicate<Stamp> telling() {
        var asks = block.words().sinceOther(after);
        return stamp -> asks.map(begin -> !begin.isAfter(stamp))
                .orElseGet(() -> after.map(stamp::isAfter).orElse(true));
    }
}
