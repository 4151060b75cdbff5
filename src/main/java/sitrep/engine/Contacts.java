package sitrep.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import sitrep.core.Event;
import sitrep.core.Fact;
import sitrep.core.Stamp;

/** With which sources there is contact: for each, the newest thing it said of itself. */
public final class Contacts {

    /** A source that is out of contact: said once for it, and nobody else is accused. */
    public record Lost(String source, Instant since, Optional<String> why) {}

    private record Word(Stamp stamp, Instant heard, Fact.OfSource fact) {}

    private final Map<String, Word> newest = new ConcurrentHashMap<>();
    private final Set<String> returned = ConcurrentHashMap.newKeySet();

    void hear(Event event) {
        if (!(event.fact() instanceof Fact.OfSource fact)) return;
        var source = event.key().source();
        newest.merge(
                source,
                new Word(event.stamp(), event.heard(), fact),
                (before, next) -> next.stamp().isAfter(before.stamp()) ? next : before);
        if (fact instanceof Fact.SourceSeen) returned.add(source);
    }

    /** The sources that were heard of again since the last call: their tasks are to be judged again. */
    List<String> takeReturned() {
        var taken = List.copyOf(returned);
        returned.removeAll(taken);
        return taken;
    }

    /** When contact with any of these was last made, by our clock: no silence of theirs counts from before. */
    Optional<Instant> madeWith(Set<String> sources) {
        return sources.stream()
                .flatMap(source -> Optional.ofNullable(newest.get(source)).stream())
                .map(Word::heard)
                .max(Comparator.naturalOrder());
    }

    /** The sources out of contact, the longest first. */
    public List<Lost> lost() {
        return newest.entrySet().stream()
                .flatMap(entry -> switch (entry.getValue().fact()) {
                    case Fact.SourceLost(var why) ->
                        Optional.of(new Lost(
                                        entry.getKey(), entry.getValue().stamp().at(), why))
                                .stream();
                    case Fact.SourceSeen _ -> Optional.<Lost>empty().stream();
                })
                .sorted(Comparator.comparing(Lost::since).thenComparing(Lost::source))
                .toList();
    }

    Set<String> blind() {
        return lost().stream().map(Lost::source).collect(Collectors.toSet());
    }
}
