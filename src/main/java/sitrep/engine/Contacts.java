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

    private record Word(Stamp stamp, Fact.OfSource fact) {}

    private final Map<String, Word> newest = new ConcurrentHashMap<>();

    void hear(Event event) {
        if (!(event.fact() instanceof Fact.OfSource fact)) return;
        newest.merge(
                event.key().source(),
                new Word(event.stamp(), fact),
                (before, next) -> next.stamp().isAfter(before.stamp()) ? next : before);
    }

    /** The sources out of contact, the longest first. */
    public List<Lost> lost() {
        return newest.entrySet().stream()
                .flatMap(entry -> switch (entry.getValue().fact()) {
                    case Fact.SourceLost(var why) ->
                        Optional.of(new Lost(entry.getKey(), entry.getValue().stamp().at(), why)).stream();
                    case Fact.SourceSeen _ -> Optional.<Lost>empty().stream();
                })
                .sorted(Comparator.comparing(Lost::since).thenComparing(Lost::source))
                .toList();
    }

    Set<String> blind() {
        return lost().stream().map(Lost::source).collect(Collectors.toSet());
    }
}
