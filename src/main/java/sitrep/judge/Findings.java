package sitrep.judge;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sitrep.core.patience.Patience;

/**
 * What came of judging: for each view the score of each rule, for all sessions and by kind of worker.
 *
 * @param groups by the group of sources that sessions come from, in the order of their names
 * @param views by the view's letter, then by whom (all first), then by rule: Sitrep's, then fixed limits
 */
public record Findings(
        int sessions,
        SequencedMap<String, SequencedMap<String, SequencedMap<String, Score>>> views,
        Waits waits,
        List<Group> groups) {

    public static final String ALL = "all";

    /** The limits, in seconds, of the rules that Sitrep is measured against. */
    private static final List<Integer> FIXED = List.of(60, 120, 300, 600, 1800);

    private static final SequencedMap<String, SequencedMap<String, Score>> NONE = new LinkedHashMap<>();

    static Findings of(List<Session> sessions, Patience patience) {
        var views = new LinkedHashMap<String, SequencedMap<String, SequencedMap<String, Score>>>();
        var all = new EnumMap<View, List<Owned>>(View.class);
        for (var view : View.values()) {
            var judged = Owned.of(sessions, view, patience);
            views.put(view.letter(), scores(judged));
            all.put(view, judged);
        }
        return new Findings(sessions.size(), views, part(all, _ -> true).waits(), groups(sessions, all));
    }

    private static List<Group> groups(List<Session> sessions, Map<View, List<Owned>> all) {
        var counts =
                sessions.stream().collect(Collectors.groupingBy(Session::source, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(),
                        Math.toIntExact(group.getValue()),
                        part(all, each -> each.source().equals(group.getKey())),
                        part(all, each -> !each.source().equals(group.getKey()))))
                .toList();
    }

    private static Group.Part part(Map<View, List<Owned>> all, Predicate<Owned> whose) {
        var hidden = judged(all, View.HIDDEN, whose);
        return new Group.Part(score(hidden), score(judged(all, View.VISIBLE, whose)), Waits.of(hidden));
    }

    private static List<Replay.Judged> judged(Map<View, List<Owned>> all, View view, Predicate<Owned> whose) {
        return all.getOrDefault(view, List.of()).stream()
                .filter(whose)
                .map(Owned::judged)
                .toList();
    }

    private static Score score(List<Replay.Judged> judged) {
        return Score.of(judged, Replay.Judged::stalled, Replay.Judged::noticed);
    }

    private static SequencedMap<String, SequencedMap<String, Score>> scores(List<Owned> judged) {
        var scores = new LinkedHashMap<String, SequencedMap<String, Score>>();
        scores.put(ALL, rules(judged, _ -> true));
        var agents = new TreeMap<String, Boolean>();
        judged.forEach(each -> agents.put(each.agent(), true));
        agents.keySet()
                .forEach(agent ->
                        scores.put(agent, rules(judged, each -> each.agent().equals(agent))));
        return scores;
    }

    private static SequencedMap<String, Score> rules(List<Owned> all, Predicate<Owned> whose) {
        var judged = all.stream().filter(whose).map(Owned::judged).toList();
        var rules = new LinkedHashMap<String, Score>();
        rules.put("sitrep", score(judged));
        rules.put("sitrep_stall_only", Score.of(judged, Replay.Judged::stalled, Replay.Judged::stalled));
        for (var limit : FIXED) {
            rules.put("fixed_" + limit, Score.of(judged, _ -> limit, _ -> limit));
        }
        return rules;
    }

    /** The scores over all sessions in one view. */
    public Map<String, Score> overall(String view) {
        return views.getOrDefault(view, NONE).getOrDefault(ALL, new LinkedHashMap<>());
    }
}
