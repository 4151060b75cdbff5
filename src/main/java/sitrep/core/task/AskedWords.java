package sitrep.core.task;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.text.Limits;

/**
 * What a block asked for, and when: told apart by a digest of its reason and words, for it only matters whether they
 * are other ones than before. A repeat of the same words is no change, nor are other blanks between them; and who says
 * again that something waits, without any, asks nothing new.
 *
 * <p>Of the newest {@link Limits#WORDINGS} wordings all is known that a {@link Timeline} keeps, and nothing from before
 * the oldest of these was said last. That moment only moves forward as more is heard, so what is kept depends on the
 * set of what was said and not on its order.
 */
public record AskedWords(Timeline<Integer> said) {
    static final AskedWords NONE = new AskedWords(Timeline.none());

    AskedWords with(Fact.RunBlocked fact, Stamp stamp) {
        return fact.text().map(text -> with(digest(fact, text), stamp)).orElse(this);
    }

    private AskedWords with(int words, Stamp stamp) {
        return new AskedWords(said.with(words, stamp)).bounded();
    }

    private static int digest(Fact.RunBlocked fact, String text) {
        var words = String.join(" ", text.strip().split("\\s+"));
        return 31 * fact.reason().word().hashCode() + words.hashCode();
    }

    /** Since when it asks for what it asks for now. */
    public Optional<Stamp> since() {
        return said.since();
    }

    /** The same if it asked for something else before, after a time: what was told by then was of that. */
    Optional<Stamp> sinceOther(Optional<Stamp> after) {
        var isOther = said.inOrder().stream()
                        .filter(mark -> after.map(mark.stamp()::isAfter).orElse(true))
                        .map(Timeline.Mark::value)
                        .distinct()
                        .count()
                > 1;
        return isOther ? since() : Optional.empty();
    }

    private AskedWords bounded() {
        if (said.newest().size() <= Limits.WORDINGS) return this;
        var floor = said.newest().values().stream()
                .map(Timeline.Mark::stamp)
                .sorted(Comparator.reverseOrder())
                .skip(Limits.WORDINGS - 1L)
                .findFirst()
                .orElseThrow();
        var newest = new HashMap<>(said.newest());
        newest.values().removeIf(mark -> floor.isAfter(mark.stamp()));
        var kept = said.kept().stream()
                .filter(mark -> !floor.isAfter(mark.stamp()))
                .toList();
        return new AskedWords(new Timeline<>(kept, Map.copyOf(newest), said.slot()));
    }
}
