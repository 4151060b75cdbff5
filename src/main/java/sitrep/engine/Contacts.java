package sitrep.engine;

import java.time.Duration;
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
import sitrep.core.Source;
import sitrep.core.Stamp;

/** With which sources there is contact: for each, the newest it said of itself, and when it last said anything. */
public final class Contacts {
    /** Most sources of which it is remembered when they last spoke; past it the longest-silent is forgotten. */
    static final int HEARD = 1_000;

    /** A source that is out of contact: said once for it, and nobody else is accused. */
    public record Lost(String source, Instant since, Optional<String> why) {}

    private record Word(Stamp stamp, Instant heard, Fact.OfSource fact) {}

    private record Heard(Instant last, Duration lag, Rate rate) {}

    private final Map<String, Word> newest = new ConcurrentHashMap<>();
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private final Set<String> returned = ConcurrentHashMap.newKeySet();

    /** Only the writer may call it. */
    void hear(Event event) {
        var source = event.key().source();
        if (event.isObservation() && !source.equals(Event.OPERATOR)) count(source, event);
        if (!(event.fact() instanceof Fact.OfSource fact)) return;
        newest.merge(
                source,
                new Word(event.stamp(), event.heard(), fact),
                (before, next) -> next.stamp().isAfter(before.stamp()) ? next : before);
        if (fact instanceof Fact.SourceSeen) returned.add(source);
    }

    private void count(String source, Event event) {
        var before = Optional.ofNullable(heard.get(source));
        var rate = before.map(Heard::rate).orElseGet(Rate::new);
        rate.count(event.heard());
        if (before.isPresent() && event.heard().isBefore(before.get().last())) return;
        heard.put(source, new Heard(event.heard(), Duration.between(event.at(), event.heard()), rate));
        if (heard.size() > HEARD) forgetLongestSilent();
    }

    private void forgetLongestSilent() {
        heard.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().last()))
                .ifPresent(entry -> heard.remove(entry.getKey()));
    }

    /** The sources that observed anything, in no order. */
    List<Source> heard(Instant now) {
        return heard.entrySet().stream()
                .map(entry -> new Source(
                        entry.getKey(),
                        Optional.empty(),
                        contact(entry.getKey()),
                        Optional.of(entry.getValue().last()),
                        Optional.of(entry.getValue().lag()),
                        entry.getValue().rate().lastMinute(now)))
                .toList();
    }

    private Optional<Source.Contact> contact(String source) {
        return Optional.ofNullable(newest.get(source)).map(word -> switch (word.fact()) {
            case Fact.SourceLost(var why) ->
                new Source.Contact(true, word.stamp().at(), why);
            case Fact.SourceSeen _ -> new Source.Contact(false, word.stamp().at(), Optional.empty());
        });
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
        return newest.keySet().stream()
                .flatMap(source -> contact(source)
                        .filter(Source.Contact::isLost)
                        .map(contact -> new Lost(source, contact.since(), contact.why()))
                        .stream())
                .sorted(Comparator.comparing(Lost::since).thenComparing(Lost::source))
                .toList();
    }

    Set<String> blind() {
        return lost().stream().map(Lost::source).collect(Collectors.toSet());
    }
}
