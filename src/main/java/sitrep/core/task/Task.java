package sitrep.core.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.core.event.ActFact;
import sitrep.core.event.ActId;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.Link;
import sitrep.core.event.Owner;
import sitrep.core.event.RunId;
import sitrep.core.event.Stamp;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Voice;

/**
 * Everything known about one unit of user intent: what all events about it, in whatever order, come to.
 *
 * @param signs absent while only operators' marks and our own verdicts mention the task
 * @param updates the newest lines of news, oldest first
 * @param ends what was said of the intent as a whole: more than one if the task was reopened
 * @param reported what became of bringing its result to whoever asked
 * @param aliases its other names
 * @param sources who observed anything of it
 * @param slow our newest remark that it takes far longer than those like it
 * @param acts what operators asked of its source: the newest
 * @param condensed how many runs were dropped to stay within {@link Limits#RUNS}
 */
public record Task(
        TaskId id,
        Optional<SignsOfLife> signs,
        Intent intent,
        Map<RunId, Run> runs,
        SortedMap<WorkerId, Worker> workers,
        List<Said<Update>> updates,
        SortedMap<Stamp, End> ends,
        Deliveries reported,
        SortedSet<String> aliases,
        Triage triage,
        SortedSet<String> sources,
        Optional<Said<Fact.SlowNoticed>> slow,
        SortedMap<ActId, AskedAct> acts,
        long condensed) {

    /** A line of news, from a run or, without one, about the task as a whole. */
    public record Update(String text, Optional<RunId> run, Voice voice) {}

    /** What was asked for, by whom. */
    public record Intent(
            Optional<Said<String>> name,
            Optional<Said<Owner>> owner,
            Optional<Said<String>> goal,
            Optional<Said<TaskId>> parent,
            SortedMap<String, Said<String>> labels,
            SortedMap<String, Said<Link>> links) {

        static final Intent UNKNOWN = new Intent(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(),
                new TreeMap<>());

        Intent with(Fact.TaskOpened fact, Stamp stamp) {
            var more = new TreeMap<>(links);
            for (var link : fact.links()) {
                keep(more, link.rel() + " " + link.href(), link, stamp);
            }
            return new Intent(
                    Said.asked(name, fact.name(), stamp),
                    Said.asked(owner, fact.owner(), stamp),
                    Said.asked(goal, fact.goal(), stamp),
                    Said.asked(parent, fact.parent(), stamp),
                    labelled(fact.labels(), stamp),
                    more);
        }

        private SortedMap<String, Said<String>> labelled(Map<String, String> added, Stamp stamp) {
            if (added.isEmpty()) return labels;
            var next = new TreeMap<>(labels);
            added.forEach((key, value) -> keep(next, key, value, stamp));
            return next;
        }

        /** Past the limit the first keys of the alphabet stay: the same ones whatever the order of arrival. */
        private static <T> void keep(TreeMap<String, Said<T>> map, String key, T value, Stamp stamp) {
            var known = Optional.ofNullable(map.get(key));
            Said.foremost(known, value, stamp).ifPresent(said -> map.put(key, said));
            if (map.size() > Limits.LABELS) map.pollLastEntry();
        }
    }

    /** A task of which nothing is known yet. */
    public static Task unheard(TaskId id) {
        return unheard(id, List.of());
    }

    /** The same for one that goes by these names, its id among them or not. */
    public static Task unheard(TaskId id, Collection<TaskId> names) {
        return new Task(
                id,
                Optional.empty(),
                Intent.UNKNOWN,
                Map.of(),
                new TreeMap<>(),
                List.of(),
                new TreeMap<>(),
                Deliveries.NONE,
                aliases(id, names.stream().map(TaskId::text)),
                Triage.NONE,
                new TreeSet<>(),
                Optional.empty(),
                new TreeMap<>(),
                0);
    }

    Task heard(Event event, Stamp stamp) {
        var next = signs.map(known -> known.with(event, stamp)).orElseGet(() -> SignsOfLife.of(event, stamp));
        return new Task(
                id,
                Optional.of(next),
                intent,
                runs,
                workers,
                updates,
                ends,
                reported,
                aliases,
                triage,
                witnessed(event.key().source()),
                slow,
                acts,
                condensed);
    }

    /** Past the limit the first names of the alphabet stay: the same ones whatever the order of arrival. */
    private SortedSet<String> witnessed(String source) {
        if (sources.contains(source)) return sources;
        var next = new TreeSet<>(sources);
        next.add(source);
        if (next.size() > Limits.SOURCES) next.pollLast();
        return next;
    }

    Task with(Intent next) {
        return new Task(
                id, signs, next, runs, workers, updates, ends, reported, aliases, triage, sources, slow, acts,
                condensed);
    }

    Task with(Triage next) {
        return new Task(
                id, signs, intent, runs, workers, updates, ends, reported, aliases, next, sources, slow, acts,
                condensed);
    }

    Task with(Fact.TaskReported fact, Stamp stamp) {
        var next = reported.with(fact.report(), stamp);
        return new Task(
                id, signs, intent, runs, workers, updates, ends, next, aliases, triage, sources, slow, acts, condensed);
    }

    Task with(Fact.TaskAlias fact) {
        var next = aliases(
                id, Stream.concat(aliases.stream(), Stream.of(fact.alias().text())));
        return new Task(
                id, signs, intent, runs, workers, updates, ends, reported, next, triage, sources, slow, acts,
                condensed);
    }

    /** Past the limit the first names of the alphabet stay: the same ones whatever the order of arrival. */
    private static SortedSet<String> aliases(TaskId id, Stream<String> names) {
        return names.filter(name -> !name.equals(id.text()))
                .sorted()
                .distinct()
                .limit(Limits.ALIASES)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Task with(Fact.SlowNoticed fact, Stamp stamp) {
        var next = Said.newest(slow, fact, stamp);
        return new Task(
                id, signs, intent, runs, workers, updates, ends, reported, aliases, triage, sources, next, acts,
                condensed);
    }

    /** Past the limit the newest stay. Ids grow, so those are the same ones whatever the order of arrival. */
    Task with(ActFact fact, Stamp stamp) {
        var next = new TreeMap<>(acts);
        var known = Optional.ofNullable(next.get(fact.act()));
        next.put(fact.act(), known.orElse(AskedAct.UNKNOWN).with(fact, stamp));
        if (next.size() > Limits.ASKED) next.pollFirstEntry();
        return new Task(
                id, signs, intent, runs, workers, updates, ends, reported, aliases, triage, sources, slow, next,
                condensed);
    }

    Task with(End end, Stamp stamp) {
        var next = Ends.with(ends, end, stamp);
        return new Task(
                id, signs, intent, runs, workers, updates, next, reported, aliases, triage, sources, slow, acts,
                condensed);
    }

    Task with(Update update, Stamp stamp) {
        var next = newest(updates, new Said<>(update, stamp));
        return new Task(
                id, signs, intent, runs, workers, next, ends, reported, aliases, triage, sources, slow, acts,
                condensed);
    }

    /** Past the limit the first ids of the alphabet stay: the same ones whatever the order of arrival. */
    Task with(WorkerSeen seen, Stamp stamp) {
        var next = new TreeMap<>(workers);
        var known = next.get(seen.id());
        next.put(seen.id(), (known == null ? Worker.unknown(seen.id()) : known).seen(seen, stamp));
        if (next.size() > Limits.WORKERS) next.pollLastEntry();
        return new Task(
                id, signs, intent, runs, next, updates, ends, reported, aliases, triage, sources, slow, acts,
                condensed);
    }

    Task with(Run run) {
        var next = new HashMap<>(runs);
        next.put(run.id(), run);
        var dropped = next.size() > Limits.RUNS ? dispensable(next) : Optional.<Run>empty();
        dropped.ifPresent(oldest -> next.remove(oldest.id()));
        return new Task(
                id,
                signs,
                intent,
                next,
                workers,
                updates,
                ends,
                reported,
                aliases,
                triage,
                sources,
                slow,
                acts,
                condensed + (dropped.isPresent() ? 1 : 0));
    }

    Run run(RunId run) {
        var known = runs.get(run);
        return known == null ? Run.unheard(run) : known;
    }

    /** What it is labelled with: by operators, or else by its sources. */
    public SortedMap<String, Said<String>> labels() {
        if (triage.labels().isEmpty()) return intent.labels();
        var all = new TreeMap<>(intent.labels());
        triage.labels()
                .forEach((key, said) -> said.value()
                        .ifPresentOrElse(
                                value -> all.put(key, new Said<>(value, said.stamp())), () -> all.remove(key)));
        return all;
    }

    /** When a run last got on, or one that serves it was last heard of: who has others at work is not silent. */
    public Instant lastSign(Run run) {
        var last = run.lastSign();
        if (runs.size() == 1) return last;
        for (var other : runs.values()) {
            if (!other.isChildOf(run)) continue;
            var heard = other.signs().orElseThrow().heard();
            if (heard.isAfter(last)) last = heard;
        }
        return last;
    }

    /** An ended run if there is one, then the one that spoke longest ago. */
    private static Optional<Run> dispensable(Map<RunId, Run> runs) {
        return runs.values().stream()
                .filter(run -> run.signs().isPresent())
                .min(Comparator.comparing(Run::isLive)
                        .thenComparing(run -> run.signs().orElseThrow().last()));
    }

    /** A list rather than a tree, for every event copies it. */
    private static List<Said<Update>> newest(List<Said<Update>> before, Said<Update> said) {
        var index = before.size();
        while (index > 0 && before.get(index - 1).stamp().isAfter(said.stamp())) {
            index--;
        }
        if (index > 0 && before.get(index - 1).stamp().equals(said.stamp())) return before;
        var next = new ArrayList<Said<Update>>(before.size() + 1);
        next.addAll(before.subList(0, index));
        next.add(said);
        next.addAll(before.subList(index, before.size()));
        return next.size() > Limits.UPDATES ? List.copyOf(next.subList(1, next.size())) : List.copyOf(next);
    }
}
