package sitrep.engine.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which sources promised to be heard every so often, and which broke it: those died without a word, or are cut off, and
 * what they tell of is not seen. Who promised nothing cannot be told to be silent. Soft, as heartbeats are: after a
 * restart, or when we were away ourselves, each has its whole time again.
 */
final class HeartbeatPromises {
    /** Most that are remembered; past it, the one heard longest ago is forgotten. */
    static final int LIMIT = 1_000;

    /** What is on its way for a moment is not missing, however short the promise. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    /** What became of a promise: when it was last kept, and whether it is broken. */
    private record Promise(Duration every, Instant kept, boolean isBroken) {

        /** Half as long again as promised, and ten seconds at least. */
        boolean isDue(Instant from, Instant now) {
            var half = every.dividedBy(2);
            var grace = half.compareTo(LEAST) > 0 ? half : LEAST;
            return now.isAfter(later(kept, from).plus(every).plus(grace));
        }
    }

    private final Map<String, Promise> promises = new ConcurrentHashMap<>();
    private volatile Instant from = Instant.EPOCH;

    /** A source said how often it will be heard, or that it promises nothing any more. */
    void said(String source, Optional<Duration> every, Instant heard) {
        if (every.isEmpty()) {
            promises.remove(source);
            return;
        }
        promises.merge(
                source,
                new Promise(every.get(), heard, false),
                (before, next) -> new Promise(next.every(), later(before.kept(), heard), before.isBroken()));
        if (promises.size() > LIMIT) forgetOne();
    }

    private void forgetOne() {
        promises.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().kept()))
                .ifPresent(entry -> promises.remove(entry.getKey()));
    }

    /** A source was heard. Answers whether it had been silent for too long. */
    boolean kept(String source, Instant heard) {
        var before = promises.get(source);
        if (before == null) return false;
        promises.computeIfPresent(source, (_, known) -> new Promise(known.every(), later(known.kept(), heard), false));
        return before.isBroken();
    }

    /** We were away until now: what was said meanwhile was not heard. */
    void listenFrom(Instant now) {
        from = now;
    }

    /** The sources whose time is up now and was not before. */
    List<String> lapsed(Instant now) {
        var due = promises.entrySet().stream()
                .filter(entry ->
                        !entry.getValue().isBroken() && entry.getValue().isDue(from, now))
                .map(Map.Entry::getKey)
                .toList();
        return due.stream().filter(source -> isBrokenNow(source, now)).toList();
    }

    /** It may have been heard this very moment. */
    private boolean isBrokenNow(String source, Instant now) {
        var next = promises.computeIfPresent(
                source, (_, known) -> new Promise(known.every(), known.kept(), known.isDue(from, now)));
        return next != null && next.isBroken();
    }

    /** How often it promised to be heard. */
    Optional<Duration> of(String source) {
        return Optional.ofNullable(promises.get(source)).map(Promise::every);
    }

    /** Since when it is silent, if for too long. */
    Optional<Instant> silentSince(String source) {
        return Optional.ofNullable(promises.get(source))
                .filter(Promise::isBroken)
                .map(Promise::kept);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
