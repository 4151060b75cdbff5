package sitrep.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.usual.Histogram;
import sitrep.core.usual.Lasted;
import sitrep.store.memory.MemoryStore;

/** Passes all on to a store in memory: for tests that want one of its answers to be another. */
public class PassingStore implements Store {
    private final MemoryStore store = new MemoryStore();

    @Override
    public List<OptionalLong> append(List<Event> events) {
        return store.append(events);
    }

    @Override
    public List<Entry> ofTask(TaskId task, long after, int limit) {
        return store.ofTask(task, after, limit);
    }

    @Override
    public List<Entry> ofTaskBefore(TaskId task, long before, int limit) {
        return store.ofTaskBefore(task, before, limit);
    }

    @Override
    public List<Entry> after(long seq, int limit) {
        return store.after(seq, limit);
    }

    @Override
    public List<Entry> ofSources(long after, int limit) {
        return store.ofSources(after, limit);
    }

    @Override
    public Set<TaskId> told(Collection<TaskId> tasks, long before) {
        return store.told(tasks, before);
    }

    @Override
    public long last() {
        return store.last();
    }

    @Override
    public List<String> tasks(String after, int limit) {
        return store.tasks(after, limit);
    }

    @Override
    public Mark mark() {
        return store.mark();
    }

    @Override
    public void put(IndexChange filing) {
        store.put(filing);
    }

    @Override
    public Map<TaskId, TaskId> names() {
        return store.names();
    }

    @Override
    public Map<TaskId, TaskState> states(Collection<TaskId> tasks) {
        return store.states(tasks);
    }

    @Override
    public Map<Lasted.What, Histogram> lasted() {
        return store.lasted();
    }

    @Override
    public void clear() {
        store.clear();
    }

    @Override
    public List<Listed> page(TaskQuery query) {
        return store.page(query);
    }

    @Override
    public List<BoardPlace> places(TaskQuery query, int most) {
        return store.places(query, most);
    }

    @Override
    public Set<String> near(NearWords near) {
        return store.near(near);
    }

    @Override
    public List<TaskId> due(Instant now, int limit) {
        return store.due(now, limit);
    }

    @Override
    public Insights insights(InsightsScope scope, int most) {
        return store.insights(scope, most);
    }

    @Override
    public Map<String, Long> counts(String facet) {
        return store.counts(facet);
    }

    @Override
    public List<Aged> aged(Instant before, Optional<Aged> behind, int limit) {
        return store.aged(before, behind, limit);
    }

    @Override
    public void part(Parting parting, Learnt learnt) {
        store.part(parting, learnt);
    }

    @Override
    public Optional<Parting> parting() {
        return store.parting();
    }

    @Override
    public Learnt learnt() {
        return store.learnt();
    }

    @Override
    public boolean sweep() {
        return store.sweep();
    }

    @Override
    public boolean parted() {
        return store.parted();
    }

    @Override
    public StoreSize size() {
        return store.size();
    }

    @Override
    public void close() {
        store.close();
    }
}
