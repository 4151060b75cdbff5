package sitrep.engine.known;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.core.text.Limits;
import sitrep.store.EventLog;

/**
 * Which names are of one task: two that were said to be, and whoever is one with either. The task goes by the first of
 * them in the alphabet, so that it does not matter which was heard of first. One writes, any may read.
 */
public final class TaskNames {
    /** Most names of one task. A word that would make it more is kept in the log and joins nothing. */
    public static final int MOST = 1 + Limits.ALIASES;

    private static final Comparator<TaskId> BY_ALPHABET = Comparator.comparing(TaskId::text);

    /**
     * All names of one task.
     *
     * @param all in the order of the alphabet
     */
    public record Group(List<TaskId> all) {

        /** What the task goes by. */
        public TaskId id() {
            return all.getFirst();
        }

        private Group with(Group other) {
            return new Group(Stream.concat(all.stream(), other.all.stream())
                    .sorted(BY_ALPHABET)
                    .toList());
        }
    }

    /** The groups of several, by each of their names. */
    private final Map<TaskId, Group> groups = new ConcurrentHashMap<>();

    /** @param known for each name of a task that has several, the id that the task goes by */
    public TaskNames(Map<TaskId, TaskId> known) {
        known.keySet().stream()
                .collect(Collectors.groupingBy(known::get))
                .values()
                .forEach(all ->
                        keep(List.of(new Group(all.stream().sorted(BY_ALPHABET).toList()))));
    }

    /** All names of the task that is called so. */
    public Group of(TaskId name) {
        return Optional.ofNullable(groups.get(name)).orElseGet(() -> new Group(List.of(name)));
    }

    /** The id of the task that is called so. */
    public TaskId id(TaskId name) {
        return of(name).id();
    }

    /** The groups that are made or grow by what was said; they do not count before they are kept. */
    public List<Group> joined(List<EventLog.Entry> entries) {
        var next = new HashMap<TaskId, Group>();
        for (var entry : entries) {
            if (!(entry.event().fact() instanceof Fact.TaskAlias(var alias))) continue;
            join(next, entry.event().task().orElseThrow(), alias);
        }
        return next.values().stream().distinct().toList();
    }

    private void join(Map<TaskId, Group> next, TaskId one, TaskId other) {
        var group = next.getOrDefault(one, of(one));
        if (group.all().contains(other)) return;
        var whole = group.with(next.getOrDefault(other, of(other)));
        if (whole.all().size() > MOST) return;
        whole.all().forEach(name -> next.put(name, whole));
    }

    public void keep(List<Group> joined) {
        joined.forEach(group -> group.all().forEach(name -> groups.put(name, group)));
    }

    /** As if these had never been kept. */
    public void takeBack(List<Group> joined, List<Group> before) {
        joined.forEach(group -> group.all().forEach(groups::remove));
        keep(before.stream().filter(group -> group.all().size() > 1).toList());
    }

    /** A task is no more, under none of its names. */
    public void forget(TaskId id) {
        of(id).all().forEach(groups::remove);
    }

    /** For each name of a task that has several the id that it goes by. */
    public Map<TaskId, TaskId> all() {
        return ids(groups.values().stream().distinct().toList());
    }

    /** For each of these names the id that its task goes by. */
    public static Map<TaskId, TaskId> ids(List<Group> joined) {
        var ids = new HashMap<TaskId, TaskId>();
        new ArrayList<>(joined).forEach(group -> group.all().forEach(name -> ids.put(name, group.id())));
        return ids;
    }
}
