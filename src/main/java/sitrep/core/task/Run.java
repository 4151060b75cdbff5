package sitrep.core.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.BlockId;
import sitrep.core.event.Condition;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.Progress;
import sitrep.core.event.RunId;
import sitrep.core.event.Stamp;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verdict;

/**
 * Everything known about one attempt at a piece of a task. A retry is a new run; an ended run stays ended.
 *
 * @param signs absent while only our own verdicts mention the run
 */
public record Run(
        RunId id,
        Optional<SignsOfLife> signs,
        About about,
        Timeline<Phase> marks,
        News news,
        CurrentWork present,
        PastCalls deeds,
        Map<Block.Key, Block> blocks,
        Ends ends,
        Doubt doubt,
        StopOrders orders,
        Witnesses witnesses) {

    /** What its source says of a run: which piece it attempts, for whom, and on which worker. */
    public record About(
            Optional<Said<String>> slot,
            Optional<Said<Integer>> attempt,
            Optional<Said<RunId>> parent,
            Optional<Said<WorkerId>> worker,
            Optional<Said<String>> label,
            Optional<Said<Duration>> pulse) {

        static final About NOTHING = new About(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        About with(Fact.RunOpened fact, Stamp stamp) {
            var number = fact.attempt().stream().boxed().findFirst();
            return new About(
                    Said.newest(slot, fact.slot(), stamp),
                    Said.newest(attempt, number, stamp),
                    Said.newest(parent, fact.parent(), stamp),
                    Said.newest(worker, fact.worker().map(WorkerSeen::id), stamp),
                    Said.newest(label, fact.label(), stamp),
                    Said.newest(pulse, fact.pulse(), stamp));
        }
    }

    /**
     * The newest of what it says.
     *
     * @param update a line of news
     * @param output the last lines that it wrote
     */
    public record News(
            Optional<Said<String>> update, Optional<Said<Progress>> progress, Optional<Said<String>> output) {
        static final News NONE = new News(Optional.empty(), Optional.empty(), Optional.empty());

        News with(Fact.RunAdvanced fact, Stamp stamp) {
            return new News(
                    Said.newest(update, fact.update(), stamp), Said.newest(progress, fact.progress(), stamp), output);
        }

        News with(Fact.RunPrinted fact, Stamp stamp) {
            return new News(update, progress, Said.newest(output, fact.output(), stamp));
        }
    }

    static Run unheard(RunId id) {
        return new Run(
                id,
                Optional.empty(),
                About.NOTHING,
                Timeline.none(),
                News.NONE,
                CurrentWork.UNKNOWN,
                PastCalls.NONE,
                Map.of(),
                Ends.NONE,
                Doubt.NONE,
                StopOrders.NONE,
                Witnesses.NONE);
    }

    /** What one event about this run changes. */
    Run with(Fact.OfRun fact, Event event, Stamp stamp) {
        return switch (fact) {
            case Fact.RunOpened it ->
                heard(event, stamp).about(about.with(it, stamp)).marks(marked(it.phase(), stamp));
            case Fact.RunAdvanced it ->
                heard(event, stamp)
                        .news(news.with(it, stamp))
                        .present(present.with(it, event, stamp))
                        .deeds(deeds.with(it.did(), stamp))
                        .marks(marked(it.phase(), stamp));
            case Fact.RunPrinted it -> heard(event, stamp).news(news.with(it, stamp));
            case Fact.RunBlocked it ->
                heard(event, stamp).block(blockOf(it.block(), stamp.source()).open(it, event, stamp));
            case Fact.RunUnblocked it ->
                heard(event, stamp)
                        .block(blockOf(it.block(), it.opener().orElse(stamp.source()))
                                .close(event, stamp));
            case Fact.RunEnded it -> heard(event, stamp).ends(ends.with(it.end(), stamp));
            case Fact.RunStopping it -> heard(event, stamp).orders(orders.with(it, stamp));
            case Fact.RunPaused it -> heard(event, stamp).orders(orders.with(it, stamp));
            case Fact.StallSuspected it -> doubt(doubt.suspect(it, stamp));
            case Fact.StallCleared it -> doubt(doubt.clear(it, stamp));
            case Fact.RunReturned it ->
                ends(ends.with(it, stamp)).doubt(doubt.clear(new Fact.StallCleared(it.run()), stamp));
        };
    }

    /** The end that stands, if it ended. */
    public Optional<Said<End>> end() {
        return RunEnd.of(this);
    }

    public boolean isLive() {
        return signs.isPresent() && end().isEmpty();
    }

    /** That it was paused on purpose, while whoever said so has told of no work since. */
    public Optional<Said<Fact.RunPaused>> paused() {
        return orders.paused()
                .filter(said -> witnesses
                        .of(said.stamp().source())
                        .worked()
                        .map(worked -> said.stamp().isAfter(worked))
                        .orElse(true));
    }

    /** Whether it was only ever told of in hindsight. */
    public boolean isHindsight() {
        return signs.filter(known -> known.first().isHindsight() && known.last().isHindsight())
                        .isPresent()
                && witnesses.bySource().keySet().stream().allMatch(source -> source.startsWith(Event.HINDSIGHT));
    }

    /** Its own source: the one that opened it, or, of one that nobody opened, the first to tell of it. */
    public Optional<String> own() {
        return witnesses.own().or(() -> signs.map(known -> known.first().source()));
    }

    /** Whether it was heard of and is said to serve this one. */
    boolean isChildOf(Run run) {
        return signs.isPresent()
                && about.parent().map(said -> said.value().equals(run.id)).orElse(false)
                && !id.equals(run.id);
    }

    /** When we last heard that it got on; of a run that says no more than that it lives, when it last did. */
    public Instant lastSign() {
        var known = signs.orElseThrow();
        return present.isKnown() ? known.progressed().orElse(known.heard()) : known.heard();
    }

    /**
     * What we suspect of it: not taken back, and nothing was heard since that speaks against it.
     */
    public Optional<Said<Fact.StallSuspected>> doubted() {
        return signs.isEmpty() ? Optional.empty() : doubt.open().filter(said -> speaksFor(said.value()));
    }

    /** A suspicion that it goes round in circles, which it does no longer, and that was not taken back. */
    public boolean isLoopLeft() {
        return signs.isPresent()
                && doubt.open()
                        .filter(said -> said.value().verdict() == Verdict.LOOPING && !speaksFor(said.value()))
                        .isPresent();
    }

    private boolean speaksFor(Fact.StallSuspected said) {
        var silent = !lastSign().isAfter(said.since());
        return switch (said.verdict()) {
            case SILENT, WAITING_APPROVAL, UNTAKEN -> silent;
            case WAITING_INPUT -> silent && present.is(Condition.Kind.READING);
            case WAITING_NETWORK -> silent && present.is(Condition.Kind.NETWORK);
            case LOOPING ->
                present.is(Condition.Kind.REPEATING) || Loop.of(this).isPresent();
        };
    }

    /** What holds it up now, those for a person first, then the longest. Nothing once it ended. */
    public Stream<BlockedSpan> held() {
        return isLive() ? openHolds() : Stream.empty();
    }

    /** What held it up to the last, whether it ended or not. */
    public Stream<BlockedSpan> openHolds() {
        if (blocks.isEmpty()) return Stream.empty();
        return holds().filter(BlockedSpan::isOpen).sorted(BlockedSpan.MOST_PRESSING);
    }

    /** Whatever held it up and when. */
    public Stream<BlockedSpan> holds() {
        return blocks.values().stream().flatMap(block -> BlockedSpan.of(block, this).stream());
    }

    private boolean isOpen(Block block) {
        return BlockedSpan.of(block, this).stream().anyMatch(BlockedSpan::isOpen);
    }

    private Timeline<Phase> marked(Optional<Phase> said, Stamp stamp) {
        return said.map(phase -> marks.with(phase, stamp)).orElse(marks);
    }

    private Block blockOf(BlockId id, String source) {
        var key = Block.Key.of(id, source);
        var known = blocks.get(key);
        return known == null ? Block.unknown(key) : known;
    }

    private Run heard(Event event, Stamp stamp) {
        if (!event.isObservation() || !(event.fact() instanceof Fact.OfRun fact)) return this;
        var next = signs.map(known -> known.with(event, stamp)).orElseGet(() -> SignsOfLife.of(event, stamp));
        return new Run(
                id,
                Optional.of(next),
                about,
                marks,
                news,
                present,
                deeds,
                blocks,
                ends,
                doubt,
                orders,
                witnesses.with(fact, stamp));
    }

    private Run about(About next) {
        return new Run(id, signs, next, marks, news, present, deeds, blocks, ends, doubt, orders, witnesses);
    }

    private Run marks(Timeline<Phase> next) {
        return new Run(id, signs, about, next, news, present, deeds, blocks, ends, doubt, orders, witnesses);
    }

    private Run news(News next) {
        return new Run(id, signs, about, marks, next, present, deeds, blocks, ends, doubt, orders, witnesses);
    }

    private Run present(CurrentWork next) {
        return new Run(id, signs, about, marks, news, next, deeds, blocks, ends, doubt, orders, witnesses);
    }

    private Run deeds(PastCalls next) {
        if (next.equals(deeds)) return this;
        return new Run(id, signs, about, marks, news, present, next, blocks, ends, doubt, orders, witnesses);
    }

    private Run ends(Ends next) {
        return new Run(id, signs, about, marks, news, present, deeds, blocks, next, doubt, orders, witnesses);
    }

    private Run doubt(Doubt next) {
        return new Run(id, signs, about, marks, news, present, deeds, blocks, ends, next, orders, witnesses);
    }

    private Run orders(StopOrders next) {
        return new Run(id, signs, about, marks, news, present, deeds, blocks, ends, doubt, next, witnesses);
    }

    private Run block(Block block) {
        var next = new HashMap<>(blocks);
        next.put(block.key(), block);
        if (next.size() > Limits.BLOCKS) {
            next.values().stream()
                    .min(Comparator.<Block, Boolean>comparing(this::isOpen).thenComparing(Block::newest))
                    .ifPresent(oldest -> next.remove(oldest.key()));
        }
        return new Run(id, signs, about, marks, news, present, deeds, Map.copyOf(next), ends, doubt, orders, witnesses);
    }
}
