package sitrep.engine.record;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.TaskId;
import sitrep.core.moment.Moment;
import sitrep.core.moment.TaskMoments;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.BoardPlace;
import sitrep.engine.board.Board;
import sitrep.engine.known.KnownTask;
import sitrep.store.EndCondition;
import sitrep.store.Facet;
import sitrep.store.TaskIndex.Listed;
import sitrep.store.TaskQuery;

/**
 * What happened within a time, over all tasks, page by page. The log is not read for it: the index knows which tasks
 * were there then, and each of these knows its own moments. A page goes through the time in windows, each so narrow
 * that no more than {@value #TASKS} tasks ended in it, until it is full or has looked at {@value #LOOKED} tasks.
 */
public final class WhatHappened {
    /** Most tasks that end in one window. */
    static final int TASKS = 250;

    /** Tasks after which a page is handed out as it is, to be gone on from where it ends. */
    static final int LOOKED = 1_000;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration NARROWEST = Duration.ofSeconds(1);

    /** Tasks that outlast a window are sought by how long they must have taken: so long at least, then twice that. */
    private static final Duration SHORTEST = Duration.ofMinutes(15);

    private static final List<Attention> GO_ON =
            List.of(Attention.NEEDS_YOU, Attention.STUCK, Attention.WORKING, Attention.QUEUED);

    /**
     * Which moments are asked for.
     *
     * @param tasks those of which tasks, wherever these stand
     * @param kinds none for all
     * @param after where the page before ended
     */
    public record Asked(
            TaskQuery tasks,
            Set<Moment.Kind> kinds,
            Instant from,
            Instant until,
            boolean isOldestFirst,
            Optional<Place> after,
            int limit) {
        boolean isOf(Moment.Kind kind) {
            return kinds.isEmpty() || kinds.contains(kind);
        }
    }

    /**
     * Where a line stands: moments at the same time go by their tasks, and those of one task by their number.
     */
    public record Place(Instant at, String task, int number) implements Comparable<Place> {
        private static final Comparator<Place> IN_ORDER =
                Comparator.comparing(Place::at).thenComparing(Place::task).thenComparingInt(Place::number);

        /** Before all that is at a time. */
        static Place before(Instant at) {
            return new Place(at, "", -1);
        }

        @Override
        public int compareTo(Place other) {
            return IN_ORDER.compare(this, other);
        }
    }

    /** A moment of a task. */
    public record Line(Place place, KnownTask task, Moment moment) {}

    /**
     * Some lines.
     *
     * @param next where to go on, while there may be more
     * @param isPartial whether there were more tasks at once than could be looked at, so that lines are missing
     */
    public record Page(List<Line> lines, Optional<Place> next, boolean isPartial) {}

    /** A part of the time that is asked for. */
    private record Window(Instant from, Instant until) {
        boolean isOver() {
            return !from.isBefore(until);
        }
    }

    private final Board board;

    public WhatHappened(Board board) {
        this.board = board;
    }

    public Page page(Asked asked) {
        return new Reading(asked).page();
    }

    /** One page, as it is read. */
    private final class Reading {
        private final Asked asked;
        private final Instant now;
        private final List<Line> lines = new ArrayList<>();
        private Window left;
        private Duration step;
        private int looked;
        private boolean isPartial;

        Reading(Asked asked) {
            this.asked = asked;
            this.now = board.lastHeard();
            var edge = asked.after().map(Place::at);
            left = asked.isOldestFirst()
                    ? new Window(edge.orElse(asked.from()), asked.until())
                    : new Window(asked.from(), edge.map(at -> at.plusNanos(1)).orElse(asked.until()));
            step = left.isOver() ? NARROWEST : Duration.between(left.from(), left.until());
        }

        Page page() {
            while (!left.isOver() && lines.size() <= asked.limit() && looked < LOOKED) {
                var window = next();
                var ended = ended(window);
                var isTooMuch = ended.size() > TASKS && step.compareTo(NARROWEST) > 0;
                if (isTooMuch) step = shorter();
                else take(window, ended);
            }
            var isMore = lines.size() > asked.limit();
            var page = List.copyOf(lines.subList(0, Math.min(lines.size(), asked.limit())));
            if (isMore) return new Page(page, Optional.of(page.getLast().place()), isPartial);
            var edge = asked.isOldestFirst() ? left.from() : left.until();
            return new Page(page, left.isOver() ? Optional.empty() : Optional.of(Place.before(edge)), isPartial);
        }

        private Duration shorter() {
            var quarter = step.dividedBy(4);
            return quarter.compareTo(NARROWEST) < 0 ? NARROWEST : quarter;
        }

        private Window next() {
            if (asked.isOldestFirst()) {
                var until = left.from().plus(step);
                return new Window(left.from(), until.isBefore(left.until()) ? until : left.until());
            }
            var from = left.until().minus(step);
            return new Window(from.isAfter(left.from()) ? from : left.from(), left.until());
        }

        private void take(Window window, List<Listed> ended) {
            if (ended.size() > TASKS) isPartial = true;
            var there = new LinkedHashSet<TaskId>();
            ended.forEach(listed -> there.add(listed.place().task()));
            outlasting(window.until())
                    .forEach(listed -> there.add(listed.place().task()));
            goingOn(window).forEach(listed -> there.add(listed.place().task()));
            actedOn(window).forEach(listed -> there.add(listed.place().task()));
            looked += there.size();
            var found = new ArrayList<Line>();
            there.forEach(id -> board.known(id).ifPresent(known -> found.addAll(lines(known, window))));
            var order = Comparator.comparing(Line::place);
            found.sort(asked.isOldestFirst() ? order : order.reversed());
            lines.addAll(found);
            left = asked.isOldestFirst()
                    ? new Window(window.until(), left.until())
                    : new Window(left.from(), window.from());
        }

        private List<Line> lines(KnownTask known, Window window) {
            if (!asked.tasks().ended().matches(known.ending())) return List.of();
            var moments = TaskMoments.within(known.task(), asked.from(), asked.until());
            var some = new ArrayList<Line>();
            for (var number = 0; number < moments.size(); number++) {
                var moment = moments.get(number);
                var place = new Place(moment.at(), known.task().id().text(), number);
                if (isIn(window, moment) && isBehind(place)) some.add(new Line(place, known, moment));
            }
            return some;
        }

        private boolean isIn(Window window, Moment moment) {
            return asked.isOf(moment.what().kind())
                    && !moment.at().isBefore(window.from())
                    && moment.at().isBefore(window.until());
        }

        private boolean isBehind(Place place) {
            return asked.after()
                    .map(after -> asked.isOldestFirst() ? place.compareTo(after) > 0 : place.compareTo(after) < 0)
                    .orElse(true);
        }

        private List<Listed> ended(Window window) {
            return board.page(query(new EndCondition(
                            Optional.of(window.from().truncatedTo(ChronoUnit.MILLIS)),
                            Optional.of(window.until().plusMillis(1)),
                            Optional.empty(),
                            Optional.empty()))
                    .first(TASKS + 1));
        }

        /** Those that ended later than a time and were there before it, at most {@value #TASKS} for each length. */
        private List<Listed> outlasting(Instant end) {
            var time = end.truncatedTo(ChronoUnit.MILLIS);
            var found = new ArrayList<Listed>();
            var least = Duration.ZERO;
            for (var most = SHORTEST; !time.plus(least).isAfter(now); most = most.multipliedBy(2)) {
                var some = board.page(query(new EndCondition(
                                Optional.of(time.plus(least)),
                                Optional.of(time.plus(most)),
                                least.isZero() ? Optional.empty() : Optional.of(least),
                                Optional.empty()))
                        .first(TASKS + 1));
                if (some.size() > TASKS) isPartial = true;
                found.addAll(some);
                least = most;
            }
            return found;
        }

        /**
         * Those that have not ended. What works and was silent since before is told of only at the beginning of the
         * time; what stands before somebody may have got there by our own verdict, which is no sign of life.
         */
        private List<Listed> goingOn(Window window) {
            var found = new ArrayList<Listed>();
            for (var attention : GO_ON) {
                var facets = new LinkedHashSet<>(asked.tasks().facets());
                facets.add(new Facet("attention", attention.word()));
                var isByItself = attention == Attention.WORKING || attention == Attention.QUEUED;
                var since = isByItself && window.from().isAfter(asked.from())
                        ? Optional.of(window.from().truncatedTo(ChronoUnit.MILLIS))
                        : Optional.<Instant>empty();
                var words = asked.tasks().text();
                var none = Optional.<BoardPlace>empty();
                var some = board.page(
                        new TaskQuery(facets, words, since, Optional.empty(), EndCondition.OR_NOT, none, TASKS + 1));
                if (some.size() > TASKS) isPartial = true;
                found.addAll(some);
            }
            return found;
        }

        /** Those that ended before, and of whose source something was asked in this time all the same. */
        private List<Listed> actedOn(Window window) {
            if (!asked.isOf(Moment.Kind.ACT)) return List.of();
            var before = new EndCondition(
                    Optional.empty(),
                    Optional.of(window.from().truncatedTo(ChronoUnit.MILLIS)),
                    Optional.empty(),
                    Optional.empty());
            var found = new ArrayList<Listed>();
            for (var day : board.filed().counts(KnownTask.ACTED).keySet()) {
                var begin = LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
                if (!begin.isBefore(window.until()) || !begin.plus(DAY).isAfter(window.from())) continue;
                var facets = new LinkedHashSet<>(asked.tasks().facets());
                facets.add(new Facet(KnownTask.ACTED, day));
                var some = board.page(query(before).having(facets).first(TASKS + 1));
                if (some.size() > TASKS) isPartial = true;
                found.addAll(some);
            }
            return found;
        }

        private TaskQuery query(EndCondition ended) {
            var tasks = asked.tasks();
            return new TaskQuery(
                    tasks.facets(),
                    tasks.text(),
                    Optional.empty(),
                    Optional.empty(),
                    ended,
                    Optional.empty(),
                    TASKS + 1);
        }
    }
}
