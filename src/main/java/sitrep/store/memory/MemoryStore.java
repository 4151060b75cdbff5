package sitrep.store.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.store.IndexChange;
import sitrep.store.Insights;
import sitrep.store.InsightsScope;
import sitrep.store.Learnt;
import sitrep.store.Millis;
import sitrep.store.NearWords;
import sitrep.store.Parting;
import sitrep.store.SearchWords;
import sitrep.store.Store;
import sitrep.store.StoreSize;
import sitrep.store.TaskQuery;
import sitrep.store.TaskRow;
import sitrep.store.TaskState;

/** Keeps everything in memory, and so only while the process lives: for demos and tests. */
public final class MemoryStore implements Store {
    private static final Mark START = new Mark(0, 0);

    /** A row and what is looked at when it is searched, made once. */
    private record Kept(TaskRow row, SequencedSet<String> words) {}

    private static final Comparator<Aged> BY_AGE = Comparator.comparingLong((Aged aged) -> Millis.of(aged.ended()))
            .thenComparing(aged -> aged.task().text());

    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private long last;
    private final Map<Optional<TaskId>, List<Entry>> byTask = new HashMap<>();
    private final Set<Event.Key> keys = new HashSet<>();
    private final Map<TaskId, Kept> tasks = new HashMap<>();
    private final TreeMap<BoardPlace, Kept> board = new TreeMap<>();
    private final Map<Lasted.What, Histogram> lasted = new HashMap<>();
    private final Map<TaskId, TaskId> names = new HashMap<>();
    private final Map<TaskId, TaskState> states = new HashMap<>();
    private Mark mark = START;
    private Optional<Parting> parting = Optional.empty();
    private Learnt learnt = Learnt.NOTHING;

    @Override
    public synchronized List<OptionalLong> append(List<Event> events) {
        var places = new ArrayList<OptionalLong>(events.size());
        for (var event : events) {
            var isNew = keys.add(event.key());
            if (isNew) keep(new Entry(++last, event));
            places.add(isNew ? OptionalLong.of(last) : OptionalLong.empty());
        }
        return places;
    }

    @Override
    public synchronized List<Entry> after(long seq, int limit) {
        return entries.tailMap(seq, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<Entry> ofTask(TaskId task, long after, int limit) {
        return about(Optional.of(task), after, limit);
    }

    @Override
    public synchronized List<Entry> ofSources(long after, int limit) {
        return about(Optional.empty(), after, limit);
    }

    @Override
    public synchronized List<Entry> ofTaskBefore(TaskId task, long before, int limit) {
        return byTask.getOrDefault(Optional.of(task), List.of()).reversed().stream()
                .filter(entry -> entry.seq() < before)
                .limit(limit)
                .toList();
    }

    private List<Entry> about(Optional<TaskId> task, long after, int limit) {
        return byTask.getOrDefault(task, List.of()).stream()
                .filter(entry -> entry.seq() > after)
                .limit(limit)
                .toList();
    }

    private void keep(Entry entry) {
        entries.put(entry.seq(), entry);
        byTask.computeIfAbsent(entry.event().task(), _ -> new ArrayList<>()).add(entry);
    }

    @Override
    public synchronized Set<TaskId> told(Collection<TaskId> asked, long before) {
        return asked.stream()
                .filter(task -> about(Optional.of(task), 0, 1).stream().anyMatch(entry -> entry.seq() < before))
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized long last() {
        return last;
    }

    @Override
    public synchronized List<String> tasks(String after, int limit) {
        return byTask.keySet().stream()
                .flatMap(Optional::stream)
                .map(TaskId::text)
                .filter(text -> text.compareTo(after) > 0)
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Mark mark() {
        return mark;
    }

    @Override
    public synchronized void put(IndexChange filing) {
        lasted.putAll(filing.lasted());
        names.values()
                .removeIf(id -> filing.gone().contains(id) && !filing.names().containsKey(id));
        names.putAll(filing.names());
        states.keySet().removeAll(filing.gone());
        filing.rows().forEach(row -> states.remove(row.task()));
        states.putAll(filing.states());
        for (var task : filing.gone()) {
            Optional.ofNullable(tasks.remove(task))
                    .ifPresent(kept -> board.remove(kept.row().place()));
        }
        for (var row : filing.rows()) {
            var kept = new Kept(row, SearchWords.of(row.text()));
            var before = tasks.put(row.task(), kept);
            if (before != null) board.remove(before.row().place());
            board.put(row.place(), kept);
        }
        mark = filing.mark();
    }

    @Override
    public synchronized Map<TaskId, TaskId> names() {
        return Map.copyOf(names);
    }

    @Override
    public synchronized Map<TaskId, TaskState> states(Collection<TaskId> asked) {
        return asked.stream().filter(states::containsKey).collect(Collectors.toMap(task -> task, states::get));
    }

    @Override
    public synchronized Map<Lasted.What, Histogram> lasted() {
        return Map.copyOf(lasted);
    }

    @Override
    public synchronized void clear() {
        lasted.clear();
        names.clear();
        states.clear();
        tasks.clear();
        board.clear();
        mark = START;
    }

    @Override
    public synchronized List<Listed> page(TaskQuery query) {
        return listed(query, query.limit()).toList();
    }

    @Override
    public synchronized List<BoardPlace> places(TaskQuery query, int most) {
        return listed(query, most).map(Listed::place).toList();
    }

    private Stream<Listed> listed(TaskQuery query, int most) {
        var behind = query.after().map(place -> board.tailMap(place, false)).orElse(board);
        return behind.values().stream()
                .filter(matching(query))
                .limit(most)
                .map(kept -> new Listed(
                        kept.row().place(), kept.row().json(), kept.row().seq()));
    }

    @Override
    public synchronized Set<String> near(NearWords near) {
        return tasks.values().stream().flatMap(kept -> near.among(kept.words())).collect(Collectors.toSet());
    }

    @Override
    public synchronized List<TaskId> due(Instant now, int limit) {
        record Due(long at, TaskId task) {}
        return tasks.values().stream()
                .flatMap(kept -> kept
                        .row()
                        .due()
                        .map(at -> new Due(Millis.upFrom(at), kept.row().task()))
                        .stream())
                .filter(due -> due.at() <= Millis.of(now))
                .sorted(Comparator.comparingLong(Due::at))
                .limit(limit)
                .map(Due::task)
                .toList();
    }

    @Override
    public synchronized List<Aged> aged(Instant before, Optional<Aged> behind, int limit) {
        return tasks.values().stream()
                .map(Kept::row)
                .filter(row -> row.place().rank() == Attention.SETTLED.rank())
                .flatMap(row -> row.ending().map(end -> new Aged(row.task(), end.at(), row.facets())).stream())
                .filter(aged -> Millis.of(aged.ended()) < Millis.of(before))
                .filter(aged -> behind.map(it -> BY_AGE.compare(aged, it) > 0).orElse(true))
                .sorted(BY_AGE)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void part(Parting leaving, Learnt kept) {
        parting = Optional.of(leaving);
        learnt = kept;
        leaving.places().forEach(entries::remove);
        byTask.values().forEach(about -> about.removeIf(entry -> !entries.containsKey(entry.seq())));
    }

    @Override
    public synchronized Optional<Parting> parting() {
        return parting;
    }

    @Override
    public synchronized Learnt learnt() {
        return learnt;
    }

    @Override
    public boolean sweep() {
        return false;
    }

    @Override
    public synchronized boolean parted() {
        var isOver = parting.isPresent();
        parting = Optional.empty();
        return isOver;
    }

    @Override
    public synchronized StoreSize size() {
        return new StoreSize(entries.size(), 0, 0);
    }

    @Override
    public synchronized Insights insights(InsightsScope scope, int most) {
        return MemoryInsights.of(tasks.values().stream().map(Kept::row).toList(), scope, most);
    }

    @Override
    public synchronized Map<String, Long> counts(String facet) {
        var counts = new TreeMap<String, Long>();
        tasks.values().stream()
                .flatMap(kept -> kept.row().facets().stream())
                .filter(it -> it.name().equals(facet))
                .forEach(it -> counts.merge(it.value(), 1L, Long::sum));
        return counts;
    }

    @Override
    public void close() {}

    private static Predicate<Kept> matching(TaskQuery query) {
        var sought = query.text().map(SearchWords::sought).orElse(List.of());
        var from = query.from().map(Millis::of).orElse(Long.MIN_VALUE);
        var until = query.until().map(Millis::of);
        return kept -> {
            var updated = Millis.of(kept.row().lastUpdate());
            return kept.row().facets().containsAll(query.facets())
                    && updated >= from
                    && (until.isEmpty() || updated < until.get())
                    && query.ended().matches(kept.row().ending())
                    && SearchWords.match(sought, kept.words());
        };
    }
}
