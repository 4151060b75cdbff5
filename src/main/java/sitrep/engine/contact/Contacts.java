package sitrep.engine.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.source.Source;
import sitrep.core.text.SpokenTime;

/** With which sources there is contact: for each, the newest it said of itself, and when it last said anything. */
public final class Contacts {
    /** Most sources of which it is remembered when they last spoke; past it the longest-silent is forgotten. */
    static final int HEARD = 1_000;

    /** A source that is out of contact: said once for it, and nobody else is accused. */
    public record Lost(String source, Instant since, Optional<String> why) {}

    private record Word(Stamp stamp, Instant heard, Fact.OfContact fact) {}

    private record Heard(Instant last, Duration lag, RateMeter rate) {}

    private final Map<String, Word> newest = new ConcurrentHashMap<>();
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    /** When sources that had been silent for too long were heard again. */
    private final Map<String, Instant> back = new ConcurrentHashMap<>();

    private final HeartbeatPromises promises = new HeartbeatPromises();

    /** Only the writer may call it. */
    public void hear(Event event) {
        var source = event.key().source();
        if (event.isObservation() && !source.equals(Event.OPERATOR)) count(source, event);
        beat(source, event.heard());
        if (!(event.fact() instanceof Fact.OfContact fact)) return;
        newest.merge(
                source,
                new Word(event.stamp(), event.heard(), fact),
                (before, next) -> next.stamp().isAfter(before.stamp()) ? next : before);
        promises.said(source, promised(source), event.heard());
        changed.add(source);
    }

    private Optional<Duration> promised(String source) {
        return Optional.ofNullable(newest.get(source))
                .flatMap(word -> word.fact() instanceof Fact.SourceSeen seen ? seen.every() : Optional.empty());
    }

    /** A source gave a sign of life, be it none that is kept. */
    public void beat(String source, Instant heard) {
        if (!promises.kept(source, heard)) return;
        back.put(source, heard);
        changed.add(source);
    }

    /** Whether a source says no more with this than that it is still there, as it promised. */
    public boolean isKnown(String source, Fact.SourceSeen seen) {
        var word = newest.get(source);
        return seen.every().isPresent() && word != null && word.fact().equals(seen);
    }

    /** Notices the sources that are silent for longer than they promised. */
    public void lookForSilent(Instant now) {
        changed.addAll(promises.lapsed(now));
    }

    /** We were away until now. */
    public void listenFrom(Instant now) {
        promises.listenFrom(now);
    }

    private void count(String source, Event event) {
        var before = Optional.ofNullable(heard.get(source));
        var rate = before.map(Heard::rate).orElseGet(RateMeter::new);
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
                new Source.Contact(true, word.stamp().at(), why, Optional.empty());
            case Fact.SourceSeen(var _, var every) ->
                promises.silentSince(source)
                        .map(since -> new Source.Contact(true, since, every.map(Contacts::broken), every))
                        .orElseGet(() -> new Source.Contact(false, word.stamp().at(), Optional.empty(), every));
        });
    }

    private static String broken(Duration every) {
        return "it said that it would be heard at least every " + SpokenTime.duration(every);
    }

    /** The sources that were lost or heard again since the last call: their tasks are to be judged again. */
    public List<String> takeChanged() {
        var taken = List.copyOf(changed);
        changed.removeAll(taken);
        return taken;
    }

    /** When contact with any of these was last made, by our clock: no silence of theirs counts from before. */
    public Optional<Instant> madeWith(Set<String> sources) {
        return sources.stream()
                .flatMap(source -> Stream.concat(
                        Optional.ofNullable(newest.get(source)).map(Word::heard).stream(),
                        Optional.ofNullable(back.get(source)).stream()))
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

    public Set<String> blind() {
        return lost().stream().map(Lost::source).collect(Collectors.toSet());
    }
}
