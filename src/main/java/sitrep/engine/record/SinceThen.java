package sitrep.engine.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sitrep.core.event.TaskId;
import sitrep.core.moment.Moment;
import sitrep.core.sitrep.Attention;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.engine.board.Board;
import sitrep.engine.known.KnownTask;
import sitrep.store.EndCondition;
import sitrep.store.TaskQuery;

/**
 * What happened since a time, in one line and its numbers, for somebody who was away.
 *
 * @param needs tasks that need somebody now and did not before, the longest-waiting first
 * @param failed tasks that failed, the newest first
 * @param isPartial whether more happened than was looked at
 */
public record SinceThen(
        Instant from, Instant now, Counts counts, List<KnownTask> needs, List<KnownTask> failed, boolean isPartial) {
    /** Most moments that are looked at. */
    static final int MOMENTS = 5_000;

    /** Most tasks of each sort that are named. */
    static final int NAMED = 10;

    private static final int PAGE = 500;

    private static final Set<Moment.Kind> KINDS = Set.of(
            Moment.Kind.BEGAN,
            Moment.Kind.ENDED,
            Moment.Kind.WAIT_BEGAN,
            Moment.Kind.WAIT_ENDED,
            Moment.Kind.STALL_BEGAN,
            Moment.Kind.ACT);

    /**
     * How much happened.
     *
     * @param ended tasks by how they ended
     * @param asked waits for a person that began
     * @param answered waits for a person that are over
     * @param stalled tasks that were suspected to be stuck
     * @param acts how often operators asked something of a source
     * @param inVain how much of that came to nothing
     * @param needs how many need somebody now and did not before
     * @param stuck how many look stuck now and did not before
     */
    public record Counts(
            long began,
            Map<Outcome, Long> ended,
            long asked,
            long answered,
            long stalled,
            long acts,
            long inVain,
            long needs,
            long stuck) {
        /** How many ended. */
        public long finished() {
            return ended.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Reads it from the board. */
    public static SinceThen of(Board board, Instant from, Instant now) {
        return new Reading(board, from, now).read();
    }

    /** As it is read, page by page. */
    private static final class Reading {
        private final WhatHappened happened;
        private final Instant from;
        private final Instant now;
        private final Map<Outcome, Long> ended = new EnumMap<>(Outcome.class);
        private final Map<Moment.Kind, Long> kinds = new EnumMap<>(Moment.Kind.class);
        private final Map<TaskId, KnownTask> tasks = new LinkedHashMap<>();
        private long asked;
        private long answered;
        private long inVain;

        Reading(Board board, Instant from, Instant now) {
            this.happened = new WhatHappened(board);
            this.from = from;
            this.now = now;
        }

        SinceThen read() {
            var count = 0;
            var isPartial = false;
            var after = Optional.<WhatHappened.Place>empty();
            do {
                var page = happened.page(asked(after));
                page.lines().forEach(this::take);
                count += page.lines().size();
                isPartial |= page.isPartial();
                after = page.next();
            } while (after.isPresent() && count < MOMENTS);
            return told(isPartial || after.isPresent());
        }

        private WhatHappened.Asked asked(Optional<WhatHappened.Place> after) {
            var none = Optional.<Instant>empty();
            var all = new TaskQuery(
                    Set.of(), Optional.empty(), none, none, EndCondition.OR_NOT, Optional.empty(), TaskQuery.LIMIT);
            return new WhatHappened.Asked(all, KINDS, from, now.plusMillis(1), false, after, PAGE);
        }

        private void take(WhatHappened.Line line) {
            tasks.putIfAbsent(line.task().task().id(), line.task());
            var what = line.moment().what();
            kinds.merge(what.kind(), 1L, Long::sum);
            switch (what) {
                case Moment.Ended(var outcome, var _, var _) -> ended.merge(outcome, 1L, Long::sum);
                case Moment.WaitBegan(var reason, var _, var _, var _) -> asked += human(reason);
                case Moment.WaitEnded(var reason, var _, var _, var _) -> answered += human(reason);
                case Moment.Acted(var receipt) -> inVain += receipt.isInVain() ? 1 : 0;
                case Moment.Began _,
                        Moment.GoesOn _,
                        Moment.StallBegan _,
                        Moment.StallEnded _,
                        Moment.LossBegan _,
                        Moment.LossEnded _,
                        Moment.TryFailed _ -> {}
            }
        }

        private static int human(BlockReason reason) {
            return reason.needsHuman() ? 1 : 0;
        }

        private SinceThen told(boolean isPartial) {
            var needs = those(Attention.NEEDS_YOU);
            var stuck = those(Attention.STUCK);
            var counts = new Counts(
                    kinds.getOrDefault(Moment.Kind.BEGAN, 0L),
                    Map.copyOf(ended),
                    asked,
                    answered,
                    kinds.getOrDefault(Moment.Kind.STALL_BEGAN, 0L),
                    kinds.getOrDefault(Moment.Kind.ACT, 0L),
                    inVain,
                    needs.size(),
                    stuck.size());
            var failed = tasks.values().stream()
                    .filter(known -> known.sitrep()
                            .ended()
                            .filter(at -> !at.value().isBefore(from))
                            .isPresent())
                    .filter(known -> known.sitrep()
                            .outcome()
                            .filter(it -> it.value() != Outcome.SUCCEEDED && it.value() != Outcome.CANCELLED)
                            .isPresent())
                    .limit(NAMED)
                    .toList();
            var named = needs.subList(0, Math.min(NAMED, needs.size()));
            return new SinceThen(from, now, counts, named, failed, isPartial);
        }

        private List<KnownTask> those(Attention attention) {
            return tasks.values().stream()
                    .filter(known -> known.sitrep().attention().value() == attention
                            && known.sitrep().shelf().isEmpty())
                    .filter(known -> !known.sitrep().since().value().isBefore(from))
                    .sorted(java.util.Comparator.comparing(
                            known -> known.sitrep().since().value()))
                    .toList();
        }
    }

    private String acts() {
        var some = counts.acts() == 1 ? "1 act" : counts.acts() + " acts";
        return some + (counts.inVain() > 0 ? " (" + counts.inVain() + " in vain)" : "");
    }

    /** All of it in one line, as in {@code 12 finished (1 failed) · 3 answered · 4 acts (1 in vain) · 5 began}. */
    public String sentence() {
        var parts = new ArrayList<String>();
        var bad = counts.ended().entrySet().stream()
                .filter(entry -> entry.getKey() != Outcome.SUCCEEDED)
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + entry.getKey().word().replace('_', ' '))
                .collect(Collectors.joining(", "));
        if (counts.finished() > 0) parts.add(counts.finished() + " finished" + (bad.isEmpty() ? "" : " (" + bad + ")"));
        if (counts.needs() > 0) parts.add(counts.needs() + " new " + (counts.needs() == 1 ? "needs you" : "need you"));
        if (counts.stuck() > 0)
            parts.add(counts.stuck() + " new " + (counts.stuck() == 1 ? "looks" : "look") + " stuck");
        if (counts.answered() > 0) parts.add(counts.answered() + " answered");
        if (counts.acts() > 0) parts.add(acts());
        if (counts.began() > 0) parts.add(counts.began() + " began");
        return parts.isEmpty() ? "nothing happened" : String.join(" · ", parts);
    }
}
