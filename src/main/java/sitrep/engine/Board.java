package sitrep.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.core.Ages;
import sitrep.core.Expected;
import sitrep.core.Fold;
import sitrep.core.Histogram;
import sitrep.core.Outcome;
import sitrep.core.Outlook;
import sitrep.core.Patience;
import sitrep.core.Stamina;
import sitrep.core.Task;
import sitrep.core.Took;
import sitrep.core.Usuals;
import sitrep.core.Watch;
import sitrep.json.Json;
import sitrep.store.EventLog;
import sitrep.store.Facet;
import sitrep.store.Insights;
import sitrep.store.Query;
import sitrep.store.Row;
import sitrep.store.Scope;
import sitrep.store.Store;
import sitrep.store.TaskIndex;

/**
 * Where every task stands as of the newest durable event. One thread writes: it folds what was appended and, at the
 * latest a second later, puts the tasks that changed into the index. Readers get immutable values: those tasks from
 * memory and all others from the index, so that nothing acknowledged is ever missing from a page.
 */
public final class Board {
    /** Share of the heap for tasks in memory; past it the longest-untouched are dropped and folded anew when needed. */
    private static final double CACHE = 0.3;

    /** Most changed tasks that may wait for the index. */
    static final int DIRTY = 20_000;

    /** Most tasks that one is compared with. */
    private static final int PEERS = 100;

    private static final int CHUNK = 1_000;

    /** So many of the newest events are looked through at the start, to know who spoke last. */
    private static final int RECENT = 1_000;

    private final Store store;
    private final Pulse pulse;
    private final Contacts contacts;
    private final Patience patience;
    private final Map<Task.Id, Known> cache = new ConcurrentHashMap<>();

    /** Tasks whose row in the index is behind. */
    private final Map<Task.Id, Known> dirty = new ConcurrentHashMap<>();

    /** About how many bytes the tasks in memory take; for the writer alone. */
    private long held;

    /** What lasted how long since the index was last brought up; for the writer alone. */
    private final List<Took> took = new ArrayList<>();

    private volatile Usuals usuals;
    private volatile Tally tally;
    private volatile Instant from = Instant.EPOCH;
    private volatile long seq;
    private volatile Instant lastHeard = Instant.EPOCH;

    /** Brings the index up to the log: nothing was shown that is not in it, and nothing in it is forgotten. */
    public Board(Store store, Pulse pulse, Contacts contacts, Patience patience) {
        this.store = store;
        this.pulse = pulse;
        this.contacts = contacts;
        this.patience = patience;
        if (store.mark().version() != Fold.VERSION) store.clear();
        seq = store.mark().seq();
        tally = Tally.of(store);
        usuals = new Usuals(store.lasted());
        chunks((after, limit) -> store.ofSources(after, limit), 0, entries -> entries.forEach(this::contact));
        store.after(Math.max(0, seq - RECENT), RECENT).stream()
                .takeWhile(entry -> entry.seq() <= seq)
                .forEach(this::contact);
        chunks((after, limit) -> store.after(after, limit), seq, entries -> {
            fold(entries);
            flush();
        });
    }

    private interface Reader {
        List<EventLog.Entry> after(long seq, int limit);
    }

    private interface Chunk {
        void take(List<EventLog.Entry> entries);
    }

    private static void chunks(Reader reader, long from, Chunk each) {
        for (var entries = reader.after(from, CHUNK); !entries.isEmpty(); ) {
            each.take(entries);
            entries = reader.after(entries.getLast().seq(), CHUNK);
        }
    }

    /**
     * Takes in what was appended, in order. Only the writer may call it. Tasks do not depend on one another, so each is
     * folded on whatever processor is free. Answers the tasks that changed.
     */
    Collection<Known> fold(List<EventLog.Entry> entries) {
        entries.forEach(this::contact);
        var byTask = entries.stream()
                .filter(entry -> entry.event().task().isPresent())
                .collect(Collectors.groupingBy(
                        entry -> entry.event().task().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
        var changes = byTask.entrySet().parallelStream()
                .map(each -> change(each.getKey(), each.getValue()))
                .filter(change -> change.after.isHeard())
                .toList();
        changes.forEach(change -> keep(change.after));
        changes.forEach(change -> took.addAll(change.took));
        tally = tally(changes);
        if (!entries.isEmpty()) seq = Math.max(seq, entries.getLast().seq());
        return changes.stream().map(Change::after).toList();
    }

    /** What a batch made of one task. */
    private record Change(Optional<Known> before, Known after, List<Took> took) {}

    private Change change(Task.Id id, List<EventLog.Entry> entries) {
        var folding = begin(id, entries.getFirst().seq());
        var over = new ArrayList<Took>();
        for (var entry : entries) {
            over.addAll(Took.of(folding.task, entry.event(), from));
            folding.add(entry);
        }
        return new Change(folding.before, folding.known().orElseThrow(), over);
    }

    private Tally tally(List<Change> changes) {
        var counts = tally;
        for (var change : changes) {
            counts = counts.moved(change.before.filter(Known::isHeard).map(Known::sitrep), change.after.sitrep());
        }
        return counts;
    }

    /** One task while events are folded into it. */
    private static final class Folding {
        private final Optional<Known> before;
        private Task task;
        private Stamina stamina;
        private long seq;

        Folding(Task.Id id, Optional<Known> before) {
            this.before = before;
            this.task = before.map(Known::task).orElseGet(() -> Task.unheard(id));
            this.stamina = before.map(Known::stamina).orElse(Stamina.NONE);
        }

        void add(EventLog.Entry entry) {
            stamina = stamina.with(task, entry.event());
            task = Fold.apply(task, entry.event());
            seq = entry.seq();
        }

        Optional<Known> known() {
            return seq == 0 ? Optional.empty() : Optional.of(new Known(task, stamina, seq));
        }
    }

    private Folding begin(Task.Id id, long seq) {
        var cached = cached(id);
        return new Folding(id, cached.isPresent() ? cached : load(id, seq - 1));
    }

    /** Files a task anew although no event changed it, because its deadline did. Only the writer may call it. */
    void touch(Task.Id id) {
        known(id).ifPresent(this::keep);
    }

    /** From when on silence counts: when we began to listen, or came back from a suspension. */
    void listenFrom(Instant from) {
        this.from = from;
    }

    private void contact(EventLog.Entry entry) {
        contacts.hear(entry.event());
        if (entry.event().heard().isAfter(lastHeard)) lastHeard = entry.event().heard();
    }

    private void keep(Known known) {
        var before = Optional.ofNullable(cache.put(known.task().id(), known));
        held += known.weight() - before.map(Known::weight).orElse(0L);
        dirty.put(known.task().id(), known);
    }

    /** How many changed tasks wait for the index. */
    int unfiled() {
        return dirty.size();
    }

    /** Puts what changed into the index. Only the writer may call it. */
    void flush() {
        var mark = new TaskIndex.Mark(seq, Fold.VERSION);
        if (dirty.isEmpty() && store.mark().equals(mark)) return;
        var rows = dirty.values().parallelStream().map(this::row).toList();
        store.put(rows, learn(), mark);
        rows.forEach(row -> dirty.remove(row.task()));
        shrink();
    }

    /** How long things usually last here; it may be a second behind. */
    public Usuals usuals() {
        return usuals;
    }

    /** Takes what lasted how long into what is usual. Answers what changed by it. */
    private Map<Took.What, Histogram> learn() {
        var learnt = usuals.with(took);
        var changed = took.stream()
                .map(Took::what)
                .distinct()
                .collect(Collectors.toMap(what -> what, what -> learnt.own().get(what)));
        usuals = learnt;
        took.clear();
        return changed;
    }

    private Row row(Known known) {
        var sitrep = known.sitrep();
        return new Row(
                known.place(),
                sitrep.lastUpdate().value(),
                known.facets(),
                known.text(),
                Watch.due(known.task(), heard(known), patience),
                known.ending(),
                known.json(),
                known.seq());
    }

    /** What is known of a task besides the log. */
    Watch.Heard heard(Known known) {
        var task = known.task();
        var back = contacts.madeWith(task.sources()).filter(from::isBefore).orElse(from);
        return new Watch.Heard(pulse.of(task), contacts.blind(), back, known.stamina(), usuals);
    }

    private void shrink() {
        var room = (long) (Runtime.getRuntime().maxMemory() * CACHE);
        if (held <= room) return;
        for (var known : cache.values().stream()
                .sorted(Comparator.comparingLong(Known::seq))
                .toList()) {
            if (held <= room * 3 / 4) return;
            held -= known.weight();
            cache.remove(known.task().id());
        }
    }

    /** A task as it stands, if anything was ever heard of it. */
    public Optional<Known> known(Task.Id id) {
        var cached = cache.get(id);
        return cached != null ? Optional.of(cached) : load(id, Long.MAX_VALUE).filter(Known::isHeard);
    }

    /** The same, but only if it is in memory. */
    Optional<Known> cached(Task.Id id) {
        return Optional.ofNullable(cache.get(id));
    }

    /** The tasks in memory, one after the other; what changes meanwhile may or may not be among them. */
    Iterator<Known> inMemory() {
        return cache.values().iterator();
    }

    /** The tasks in memory that have not ended, and those of others that are not in memory. */
    List<Known> goingOn(Collection<Known> others) {
        return Stream.concat(
                        cache.values().stream(),
                        others.stream()
                                .filter(known -> !cache.containsKey(known.task().id())))
                .filter(known -> known.sitrep().ended().isEmpty())
                .toList();
    }

    /** How long a task may be expected to take, by the newest of those like it that succeeded. */
    public Optional<Expected> expected(Known known) {
        var like = Set.of(
                new Facet(Known.LIKE, Expected.likeness(known.sitrep())),
                new Facet("outcome", Outcome.SUCCEEDED.word()));
        var query = new Query(like, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), PEERS);
        return Expected.of(page(query).stream()
                .filter(listed -> !listed.place().task().equals(known.task().id()))
                .map(listed -> Json.read(listed.json()))
                .map(task -> Duration.between(
                        Instant.parse(task.path("created").asString()),
                        Instant.parse(task.path("ended").asString())))
                .toList());
    }

    /** How long a task and its runs go on, as of now, beside what is usual. */
    public Outlook outlook(Known known, Instant now) {
        var heard = heard(known);
        return new Outlook(
                expected(known), Ages.of(known.task(), heard, now), Watch.foresee(known.task(), heard, patience), now);
    }

    private Optional<Known> load(Task.Id id, long until) {
        var folding = new Folding(id, Optional.empty());
        for (var entries = store.ofTask(id, 0, CHUNK); !entries.isEmpty(); ) {
            for (var entry : entries) {
                if (entry.seq() > until) return folding.known();
                folding.add(entry);
            }
            entries = store.ofTask(id, folding.seq, CHUNK);
        }
        return folding.known();
    }

    /** The tasks that match, in the order of the board, as of now. */
    public List<TaskIndex.Listed> page(Query query) {
        var changed = Map.copyOf(dirty);
        var merged = new ArrayList<TaskIndex.Listed>();
        changed.values().stream()
                .filter(known -> query.after()
                        .map(place -> known.place().compareTo(place) > 0)
                        .orElse(true))
                .filter(known -> matches(query, known))
                .sorted(Comparator.comparing(Known::place))
                .limit(query.limit())
                .forEach(known -> merged.add(new TaskIndex.Listed(known.place(), known.json(), known.seq())));
        var needed = query.limit();
        var after = query.after();
        while (needed > 0) {
            var rows = store.page(query.behind(after));
            var fresh = rows.stream()
                    .filter(row -> !changed.containsKey(row.place().task()))
                    .toList();
            merged.addAll(fresh);
            needed -= fresh.size();
            if (rows.size() < query.limit()) break;
            after = Optional.of(rows.getLast().place());
        }
        merged.sort(Comparator.comparing(TaskIndex.Listed::place));
        return List.copyOf(merged.subList(0, Math.min(query.limit(), merged.size())));
    }

    /** Whether a task is among those that a query asks for, its place apart. */
    public static boolean matches(Query query, Known known) {
        return query.matches(known.facets(), known.sitrep().lastUpdate().value(), known::ending, known::text);
    }

    /** What the tasks that ended came to; it may be a second behind. */
    public Insights insights(Scope scope, int most) {
        return store.insights(scope, most);
    }

    /** How many tasks there are of each sort, as of now. */
    public Tally tally() {
        return tally;
    }

    /** The newest event taken into account. */
    public long seq() {
        return seq;
    }

    /** When anything was last heard; the epoch if nothing ever was. */
    public Instant lastHeard() {
        return lastHeard;
    }

    List<Task.Id> due(Instant now, int limit) {
        return store.due(now, limit);
    }

    /** What was said after an event, oldest first, for those who resume. */
    public List<EventLog.Entry> after(long seq, int limit) {
        return store.after(seq, limit);
    }

    /** What was said of a task after an event, oldest first. */
    public List<EventLog.Entry> events(Task.Id task, long after, int limit) {
        return store.ofTask(task, after, limit);
    }
}
