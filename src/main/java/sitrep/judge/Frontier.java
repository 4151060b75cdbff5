package sitrep.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import sitrep.core.text.Invalid;

/**
 * How soon against how often wrong: limits chosen by what a false stall is worth, judged once on the very sessions that
 * they were chosen by, and once on those of owners who had no part in the choice.
 *
 * @param owners of the sources, each of which is left out in its turn
 */
public record Frontier(int sessions, List<String> owners, List<Point> points) {

    /** What a false stall an hour may be worth, in seconds of mean delay. */
    private static final List<Integer> PRICES = List.of(30, 60, 120, 240, 480, 960, 1_920, 3_840);

    /**
     * One price.
     *
     * @param limits in seconds, by family, chosen on all
     * @param same judged on the sessions that they were chosen by
     * @param leftOut each owner judged by limits that were chosen without it
     */
    public record Point(int price, SequencedMap<String, Integer> limits, Figures same, Figures leftOut) {}

    /** Sitrep's scores with approvals hidden and visible. */
    public record Figures(Score hidden, Score visible) {}

    /**
     * Of the timelines in a folder.
     *
     * @throws sitrep.core.text.Invalid when a file is not a timeline, or all come from one owner, so that leaving it
     *     out leaves nothing to choose by
     */
    public static Frontier of(Path folder) throws IOException {
        return of(Timelines.read(folder));
    }

    static Frontier of(List<Session> sessions) {
        var owners = sessions.stream().map(Session::owner).distinct().sorted().toList();
        if (owners.size() < 2) throw new Invalid("sources", "sessions of one owner", "of two or more");
        var trials = new Trials(sessions);
        return new Frontier(
                sessions.size(),
                owners,
                PRICES.stream().map(price -> point(price, owners, trials)).toList());
    }

    private static Point point(int price, List<String> owners, Trials trials) {
        var chosen = trials.cheapest(price, _ -> true);
        var same = new TreeMap<String, Map<LimitFamily, Integer>>();
        var leftOut = new TreeMap<String, Map<LimitFamily, Integer>>();
        for (var owner : owners) {
            same.put(owner, chosen);
            leftOut.put(owner, trials.cheapest(price, other -> !other.equals(owner)));
        }
        return new Point(price, words(chosen), figures(trials, same), figures(trials, leftOut));
    }

    private static SequencedMap<String, Integer> words(Map<LimitFamily, Integer> chosen) {
        var words = new LinkedHashMap<String, Integer>();
        chosen.forEach((family, limit) -> words.put(family.word(), limit));
        return words;
    }

    private static Figures figures(Trials trials, Map<String, Map<LimitFamily, Integer>> byOwner) {
        return new Figures(
                OwnedSilence.score(trials.judged(ObserverView.HIDDEN, byOwner)),
                OwnedSilence.score(trials.judged(ObserverView.VISIBLE, byOwner)));
    }
}
