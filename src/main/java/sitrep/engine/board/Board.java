package sitrep.engine.board;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sitrep.core.event.TaskId;
import sitrep.core.outlook.ExpectedTime;
import sitrep.core.outlook.Outlook;
import sitrep.core.outlook.RunAges;
import sitrep.core.patience.Patience;
import sitrep.core.rule.Shown;
import sitrep.core.silence.OverdueWaits;
import sitrep.core.silence.Watch;
import sitrep.core.usual.Usuals;
import sitrep.engine.contact.Contacts;
import sitrep.engine.contact.Pulse;
import sitrep.engine.known.KnownTask;
import sitrep.engine.known.Logbook;
import sitrep.engine.known.TaskNames;
import sitrep.engine.known.TaskReading;
import sitrep.engine.known.TasksInMemory;
import sitrep.store.EventLog;
import sitrep.store.Facet;
import sitrep.store.Store;
import sitrep.store.StoreFailure;
import sitrep.store.TaskIndex;
import sitrep.store.TaskQuery;
import sitrep.store.TaskRow;

/**
 * Where every task stands as of the newest durable event. One thread writes: it folds what was appended. Another puts
 * the tasks that changed into the index, at the latest a second later. Readers get immutable values: those tasks from
 * memory and all others from the index, so that nothing acknowledged is ever missing from a page.
 */
public final class Board {
    /** Most changed tasks that may wait for the index. */
    static final int DIRTY = 20_000;

    /** So many of the newest events are looked through at the start, to know who spoke last. */
    private static final int RECENT = 1_000;

    private final Store store;
    private final Pulse pulse;
    private final Contacts contacts;
    private final Patience patience;
    private final TasksInMemory memory = new TasksInMemory();
    private final UnfiledTasks unfiled = new UnfiledTasks();
    private final TaskNames names;
    private final Logbook log;
    private final TaskReading reading;
    private final IndexWriter register;
    private final UsualsLearning learning;
    private final FiledTasks filed;
    private final TaskChanges folding;
    private final Departures departures;

    /** Held while what changed and up to where all did must not come apart. */
    private final Object cutting = new Object();

    private final TallyKeeping tally;
    private volatile Instant from = Instant.EPOCH;
    private volatile long seq;
    private volatile Instant lastHeard = Instant.EPOCH;

    /** The newest time that we know of: when anything was last heard, or was last asked what is due. */
    private volatile Instant lately = Instant.EPOCH;

    /** Brings the index up to the log: nothing was shown that is not in it, and nothing in it is forgotten. */
    public Board(Store store, Pulse pulse, Contacts contacts, Patience patience) {
        this.store = store;
        this.pulse = pulse;
        this.contacts = contacts;
        this.patience = patience;
        var start = BoardStart.of(store);
        seq = start.seq();
        names = new TaskNames(start.names());
        log = new Logbook(store, names);
        reading = new TaskReading(log, this::cached, () -> seq);
        tally = new TallyKeeping(start.tally());
        learning = new UsualsLearning(start.lasted(), start.learntUpTo());
        filed = new FiledTasks(store, unfiled);
        folding = new TaskChanges(log, reading, memory, filed, unfiled, () -> from, () -> seq);
        departures = new Departures(log, memory, unfiled);
        register = new IndexWriter(store, unfiled, new ForIndex(), start.isToBeFiledAnew());
        Logbook.chunks(store::ofSources, 0, entries -> entries.forEach(this::contact));
        store.after(Math.max(0, seq - RECENT), RECENT).stream()
                .takeWhile(entry -> entry.seq() <= seq)
                .forEach(this::contact);
        store.parting().ifPresent(parting -> {
            departures.takeUp(parting, seq).forEach(this::keep);
            flush();
            tally.anew(BoardTally.of(store));
        });
        Logbook.chunks(store::after, seq, entries -> {
            fold(entries);
            flush();
            shrink();
        });
    }

    /** What became of tasks, and which joined another, each with the id that it goes by now. */
    record Changed(List<KnownTask> tasks, Map<TaskId, TaskId> gone) {}

    /**
     * Takes in what was appended, in order. Only the writer may call it. Tasks do not depend on one another, so each is
     * folded on whatever processor is free; one that has a long log to be read first is left for {@link #takeLoaded}.
     * Answers the tasks that changed, and those that are none of their own any more.
     */
    Changed fold(List<EventLog.Entry> entries) {
        var changes = folding.of(entries);
        entries.forEach(this::contact);
        synchronized (cutting) {
            if (!entries.isEmpty()) seq = Math.max(seq, entries.getLast().seq());
            return take(changes);
        }
    }

    private Changed take(List<TaskChange> all) {
        var changes = all.stream().filter(change -> change.after().isHeard()).toList();
        changes.forEach(change -> keep(change.after()));
        changes.forEach(change -> learning.note(change.took(), seq));
        changes.forEach(tally::note);
        return new Changed(changes.stream().map(TaskChange::after).toList(), departures.joined(changes));
    }

    /**
     * Takes over the tasks that were loaded, with what was said of them meanwhile. Only the writer may call it. Answers
     * those that changed; they count up to the newest event there is, for others were shown since.
     */
    Changed takeLoaded() {
        var done = reading.done();
        if (done.isEmpty()) return new Changed(List.of(), Map.of());
        var loaded = folding.loaded(done);
        synchronized (cutting) {
            reading.forget(loaded.taken());
            return take(loaded.changes());
        }
    }

    /** Has tasks shown as what is left of them. Only the writer may call it. */
    public void left(Collection<Departures.Left> all) {
        synchronized (cutting) {
            all.forEach(one -> one.after().ifPresent(this::keep));
            departures.forget(all, tally);
        }
    }

    /** How events leave the log, as far as tasks are concerned. */
    public Departures departures() {
        return departures;
    }

    /** Files a task anew although no event changed it, because its deadline did. Only the writer may call it. */
    void touch(TaskId id) {
        toFile(names.id(id), Long.MAX_VALUE).ifPresent(known -> {
            synchronized (cutting) {
                if (names.id(id).equals(known.task().id())) keep(known);
            }
        });
    }

    /** A task that is filed as it stands, at once or when it is loaded; until then the index lacks what is behind. */
    private Optional<KnownTask> toFile(TaskId id, long first) {
        var known = atHand(id);
        if (known.isEmpty()) reading.awaits(id, first);
        return known;
    }

    /** From when on silence counts: when we began to listen, or came back from a suspension. */
    public void listenFrom(Instant from) {
        this.from = from;
    }

    private void contact(EventLog.Entry entry) {
        contacts.hear(entry.event());
        if (entry.event().heard().isAfter(lastHeard)) lastHeard = entry.event().heard();
        if (lastHeard.isAfter(lately)) lately = lastHeard;
    }

    private void keep(KnownTask known) {
        memory.keep(known);
        unfiled.changed(known);
    }

    /** How many changed tasks wait for the index. */
    int unfiled() {
        return unfiled.size();
    }

    /** Counts what changed, and puts it into the index. Only one thread may at a time; the writer goes on meanwhile. */
    void flush() {
        var _ = tally.upToDate();
        register.flush();
    }

    /** Lets go of the tasks that are filed and were not touched for longest. Only the writer may call it. */
    void shrink() {
        memory.shrink(known -> !unfiled.has(known));
    }

    /** Whether tasks are still to be filed anew. */
    boolean isFiledAnew() {
        return register.isFiledAnew();
    }

    /** What the index is told. */
    private final class ForIndex implements IndexWriter.Filing {
        @Override
        public IndexWriter.Cut cut(boolean isAllLost) {
            synchronized (cutting) {
                var lasted = isAllLost ? learning.learnAll() : learning.learn();
                return unfiled.cut(lasted, Math.min(seq, reading.shown()));
            }
        }

        @Override
        public TaskRow row(KnownTask known) {
            return known.row(due(known));
        }

        @Override
        public Map<TaskId, TaskId> names() {
            return names.all();
        }

        @Override
        public void file(TaskId name) {
            toFile(names.id(name), 1).ifPresent(known -> {
                synchronized (cutting) {
                    if (names.id(name).equals(known.task().id())) unfiled.changed(known);
                }
            });
        }

        /** Counts anew, for some of what was filed came to something else before. */
        @Override
        public void filedAnew() {
            synchronized (cutting) {
                register.put();
                tally.anew(BoardTally.of(store));
            }
        }
    }

    /** Why nothing can be put into the index, while that is so: it is tried again and again. */
    Optional<StoreFailure> trouble() {
        return register.trouble();
    }

    /** How long things usually last here; it may be a second behind. */
    public Usuals usuals() {
        return learning.usuals();
    }

    private Optional<Instant> due(KnownTask known) {
        var waits = OverdueWaits.due(known.task(), lately);
        var verdicts = Watch.due(known.task(), heard(known), patience);
        return Stream.concat(waits.stream(), verdicts.stream()).min(Instant::compareTo);
    }

    /** When a task ended, if it did. */
    public Optional<Instant> ended(TaskId id) {
        return atHand(id).flatMap(known -> known.sitrep().ended()).map(Shown::value);
    }

    /** What is known of a task besides the log. */
    public Watch.Heard heard(KnownTask known) {
        var task = known.task();
        var back = contacts.madeWith(task.sources()).filter(from::isBefore).orElse(from);
        return new Watch.Heard(pulse.of(task), contacts.blind(), back, known.stamina(), usuals());
    }

    /** A task as it stands, if anything was ever heard of it. One with a long log is waited for. */
    public Optional<KnownTask> known(TaskId name) {
        var id = names.id(name);
        return cached(id).or(() -> filed.of(id)).or(() -> reading.whole(id)).filter(KnownTask::isHeard);
    }

    /** The same, but only if nobody has to wait for it; else it is at hand soon. */
    public Optional<KnownTask> atHand(TaskId name) {
        var id = names.id(name);
        return cached(id)
                .or(() -> filed.of(id))
                .or(() -> reading.quickly(id, Long.MAX_VALUE))
                .filter(KnownTask::isHeard);
    }

    public boolean isLoading(TaskId name) {
        return reading.isLoading(names.id(name));
    }

    /** What the task goes by that is called so. */
    public TaskId idOf(TaskId name) {
        return names.id(name);
    }

    /** The other names of the task that is called so: whoever knew a task by them is to know that it joined. */
    Stream<Feed.Gone> joined(TaskId name) {
        var group = names.of(name);
        return group.all().stream().skip(1).map(other -> new Feed.Gone(other, group.id(), seq));
    }

    /** A task that is in memory. */
    public Optional<KnownTask> cached(TaskId id) {
        return memory.of(names.id(id));
    }

    /** The tasks in memory, one after the other; what changes meanwhile may or may not be among them. */
    public Iterator<KnownTask> inMemory() {
        return memory.all().iterator();
    }

    /** The tasks in memory that have not ended, and those of others that are not in memory. */
    List<KnownTask> goingOn(Collection<KnownTask> others) {
        var elsewhere =
                others.stream().filter(known -> memory.of(known.task().id()).isEmpty());
        return Stream.concat(memory.all().stream(), elsewhere)
                .filter(known -> known.sitrep().ended().isEmpty())
                .toList();
    }

    /** How long a task may be expected to take, by the newest of those like it that succeeded. */
    public Optional<ExpectedTime> expected(KnownTask known) {
        return TaskPeers.of(known, this::page);
    }

    /** How long a task and its runs go on, as of now, beside what is usual. */
    public Outlook outlook(KnownTask known, Instant now) {
        var heard = heard(known);
        return new Outlook(
                expected(known),
                RunAges.of(known.task(), heard, now),
                Watch.foresee(known.task(), heard, patience),
                now);
    }

    /** The tasks that match, in the order of the board, as of now. */
    public List<TaskIndex.Listed> page(TaskQuery query) {
        return unfiled.page(store, query);
    }

    /** Whether a task is among those that a query asks for, its place apart. */
    public static boolean matches(TaskQuery query, KnownTask known) {
        var facets = query.facets().isEmpty() ? Set.<Facet>of() : known.facets();
        return query.matches(facets, known.sitrep().lastUpdate().value(), known::ending, known::text);
    }

    TaskLists lists() {
        return new TaskLists(store, unfiled);
    }

    /** What is filed of all tasks; it may be a second behind. */
    public TaskIndex filed() {
        return store;
    }

    /** How many tasks there are of each sort, as of now. */
    public BoardTally tally() {
        return tally.upToDate();
    }

    /** The newest event taken into account. */
    public long seq() {
        return seq;
    }

    /** When anything was last heard; the epoch if nothing ever was. */
    public Instant lastHeard() {
        return lastHeard;
    }

    public List<TaskId> due(Instant now, int limit) {
        lately = now;
        return store.due(now, limit);
    }

    /** What was said after an event, oldest first, for those who resume. */
    public List<EventLog.Entry> after(long seq, int limit) {
        return store.after(seq, limit);
    }

    /** The events that cannot be read and are left out, as far as any were met. */
    public List<EventLog.Unreadable> unreadable() {
        return store.unreadable();
    }

    /** The log as it is read: of a task, under any of its names. */
    public Logbook log() {
        return log;
    }
}
