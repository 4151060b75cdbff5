package sitrep.engine.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.store.IndexChange;
import sitrep.store.Insights;
import sitrep.store.InsightsScope;
import sitrep.store.Learnt;
import sitrep.store.NearWords;
import sitrep.store.Parting;
import sitrep.store.Store;
import sitrep.store.StoreFailure;
import sitrep.store.StoreSize;
import sitrep.store.TaskQuery;
import sitrep.store.TaskRow;
import sitrep.store.TaskState;
import sitrep.store.memory.MemoryStore;

/**
 * A disk that outlives its servers. What was appended to the log stays; what was put into the index is lost in a crash
 * unless it was synced before. A server that crashed reaches it no more.
 */
public final class SimulatedDisk {
    private final MemoryStore kept = new MemoryStore();
    private final Map<TaskId, TaskRow> rows = new HashMap<>();
    private List<TaskRow> synced = List.of();
    private Map<Lasted.What, Histogram> syncedLasted = Map.of();
    private Map<TaskId, TaskId> syncedNames = Map.of();
    private Map<TaskId, TaskState> syncedStates = Map.of();
    private Store.Mark syncedMark = kept.mark();
    private BiConsumer<Parting, List<Store.Entry>> leaving = (_, _) -> {};
    private Connected current = new Connected();

    /** Is told of events that leave the log, with all that was in it until then. */
    void onLeaving(BiConsumer<Parting, List<Store.Entry>> told) {
        leaving = told;
    }

    /** What one server holds of the disk. */
    public Store connect() {
        current = new Connected();
        return current;
    }

    /** What is in the index now survives a crash. */
    public void sync() {
        synced = List.copyOf(rows.values());
        syncedLasted = kept.lasted();
        syncedNames = kept.names();
        syncedStates = kept.states(rows.keySet());
        syncedMark = kept.mark();
    }

    /** The server is gone, and with it whatever of the index was not synced. */
    public void crash() {
        current.dead = true;
        kept.clear();
        rows.clear();
        synced.forEach(row -> rows.put(row.task(), row));
        kept.put(new IndexChange(synced, Set.of(), syncedNames, syncedStates, syncedLasted, syncedMark));
    }

    List<Event> log() {
        return new ArrayList<>(kept.after(0, Integer.MAX_VALUE))
                .stream().map(Store.Entry::event).toList();
    }

    /** What was appended after a place of the log. */
    List<Store.Entry> logAfter(long seq) {
        return kept.after(seq, Integer.MAX_VALUE);
    }

    private final class Connected implements Store {
        private volatile boolean dead;

        private MemoryStore alive() {
            if (dead) throw new StoreFailure("This server has crashed", new IllegalStateException("crashed"));
            return kept;
        }

        @Override
        public List<OptionalLong> append(List<Event> events) {
            return alive().append(events);
        }

        @Override
        public List<Entry> after(long seq, int limit) {
            return alive().after(seq, limit);
        }

        @Override
        public List<Entry> ofTask(TaskId task, long after, int limit) {
            return alive().ofTask(task, after, limit);
        }

        @Override
        public List<Entry> ofTaskBefore(TaskId task, long before, int limit) {
            return alive().ofTaskBefore(task, before, limit);
        }

        @Override
        public List<Entry> ofSources(long after, int limit) {
            return alive().ofSources(after, limit);
        }

        @Override
        public Set<TaskId> told(Collection<TaskId> tasks, long before) {
            return alive().told(tasks, before);
        }

        @Override
        public long last() {
            return alive().last();
        }

        @Override
        public List<String> tasks(String after, int limit) {
            return alive().tasks(after, limit);
        }

        @Override
        public Mark mark() {
            return alive().mark();
        }

        @Override
        public void put(IndexChange filing) {
            alive().put(filing);
            rows.keySet().removeAll(filing.gone());
            filing.rows().forEach(row -> rows.put(row.task(), row));
        }

        @Override
        public Map<TaskId, TaskId> names() {
            return alive().names();
        }

        @Override
        public Map<TaskId, TaskState> states(Collection<TaskId> tasks) {
            return alive().states(tasks);
        }

        @Override
        public Map<Lasted.What, Histogram> lasted() {
            return alive().lasted();
        }

        @Override
        public void clear() {
            alive().clear();
            rows.clear();
        }

        @Override
        public List<Listed> page(TaskQuery query) {
            return alive().page(query);
        }

        @Override
        public List<BoardPlace> places(TaskQuery query, int most) {
            return alive().places(query, most);
        }

        @Override
        public Set<String> near(NearWords near) {
            return alive().near(near);
        }

        @Override
        public List<TaskId> due(Instant now, int limit) {
            return alive().due(now, limit);
        }

        @Override
        public Insights insights(InsightsScope scope, int most) {
            return alive().insights(scope, most);
        }

        @Override
        public Map<String, Long> counts(String facet) {
            return alive().counts(facet);
        }

        @Override
        public List<Aged> aged(Instant before, Optional<Aged> behind, int limit) {
            return alive().aged(before, behind, limit);
        }

        @Override
        public void part(Parting parting, Learnt learnt) {
            var before = alive().after(0, Integer.MAX_VALUE);
            alive().part(parting, learnt);
            leaving.accept(parting, before);
        }

        @Override
        public Optional<Parting> parting() {
            return alive().parting();
        }

        @Override
        public Learnt learnt() {
            return alive().learnt();
        }

        @Override
        public boolean sweep() {
            return alive().sweep();
        }

        @Override
        public boolean parted() {
            var there = alive();
            sync();
            return there.parted();
        }

        @Override
        public StoreSize size() {
            return alive().size();
        }

        @Override
        public void close() {}
    }
}
