package sitrep.core.task;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sitrep.core.event.Event;
import sitrep.core.event.OperatorNote;
import sitrep.core.event.Stamp;
import sitrep.core.text.Limits;

/**
 * What operators noted. What they call a task, and how they label it, stands until they take it back, whatever its
 * sources say of it meanwhile.
 *
 * @param restored when an operator last took back what was noted before
 * @param name what they call it; a name that was taken back is empty
 * @param labels theirs; one that was taken off is empty, and hides that of a source
 * @param remarks theirs in words, by the id of the event, the newest {@link Limits#REMARKS}; one taken back is empty
 */
public record Triage(
        Optional<Said<Optional<String>>> acknowledged,
        Optional<Said<OperatorNote>> shelved,
        Optional<Stamp> restored,
        Optional<Said<Optional<String>>> name,
        SortedMap<String, Said<Optional<String>>> labels,
        SortedMap<String, Said<Optional<Remark>>> remarks) {

    /** A note in words. */
    public record Remark(String text, Optional<String> by) {}

    static final Triage NONE = new Triage(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>(), new TreeMap<>());

    Triage with(OperatorNote note, Optional<String> by, Stamp stamp) {
        return switch (note) {
            case OperatorNote.Acknowledged _ ->
                new Triage(Said.newest(acknowledged, by, stamp), shelved, restored, name, labels, remarks);
            case OperatorNote.Snoozed _, OperatorNote.Dismissed _ ->
                new Triage(acknowledged, Said.newest(shelved, note, stamp), restored, name, labels, remarks);
            case OperatorNote.Restored _ ->
                new Triage(acknowledged, Said.newest(shelved, note, stamp), restored(stamp), name, labels, remarks);
            case OperatorNote.Renamed(var called) ->
                new Triage(acknowledged, shelved, restored, Said.newest(name, called, stamp), labels, remarks);
            case OperatorNote.Labelled it ->
                new Triage(acknowledged, shelved, restored, name, labelled(it, stamp), remarks);
            case OperatorNote.Remarked(var text) ->
                with(remarked(stamp.event().id(), Optional.of(new Remark(text, by)), stamp));
            case OperatorNote.Withdrawn(var remark) -> with(remarked(remark, Optional.empty(), stamp));
        };
    }

    private Triage with(SortedMap<String, Said<Optional<Remark>>> next) {
        return new Triage(acknowledged, shelved, restored, name, labels, next);
    }

    private Optional<Stamp> restored(Stamp stamp) {
        if (stamp.event().source().equals(Event.OURS)) return restored;
        return Optional.of(restored.map(before -> Stamp.later(before, stamp)).orElse(stamp));
    }

    /** Past the limit the first keys of the alphabet stay: the same ones whatever the order of arrival. */
    private SortedMap<String, Said<Optional<String>>> labelled(OperatorNote.Labelled note, Stamp stamp) {
        var next = new TreeMap<>(labels);
        note.labels().forEach((key, value) -> keep(next, key, Optional.of(value), stamp));
        note.removed().forEach(key -> keep(next, key, Optional.empty(), stamp));
        while (next.size() > Limits.LABELS) next.pollLastEntry();
        return next;
    }

    /** Past the limit the one goes that was last said, or taken back, longest ago. */
    private SortedMap<String, Said<Optional<Remark>>> remarked(String id, Optional<Remark> remark, Stamp stamp) {
        var next = new TreeMap<>(remarks);
        keep(next, id, remark, stamp);
        if (next.size() > Limits.REMARKS) {
            next.entrySet().stream()
                    .min(Map.Entry.comparingByValue(Comparator.comparing(Said::stamp)))
                    .map(Map.Entry::getKey)
                    .ifPresent(next::remove);
        }
        return next;
    }

    private static <T> void keep(Map<String, Said<T>> map, String key, T value, Stamp stamp) {
        Said.newest(Optional.ofNullable(map.get(key)), value, stamp).ifPresent(said -> map.put(key, said));
    }

    /** What was noted in words and not taken back, oldest first. */
    public List<Said<Remark>> standingRemarks() {
        return remarks.values().stream()
                .flatMap(said -> said.value().map(it -> new Said<>(it, said.stamp())).stream())
                .sorted(Comparator.comparing(Said::stamp))
                .toList();
    }
}
