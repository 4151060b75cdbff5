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
        WaitVerdicts waits,
        List<SourceGroup> groups) {

    public static final String ALL = "all";

    /** The limits, in seconds, of the rules that Sitrep is measured against. */
    private static final List<Integer> FIXED = List.of(60, 120, 300, 600, 1800);

    private static final SequencedMap<String, SequencedMap<String, Score>> NONE = new LinkedHashMap<>();

    static Findings of(List<Session> sessions, Patience patience) {
        var views = new LinkedHashMap<String, SequencedMap<String, SequencedMap<String, Score>>>();
        var all = new EnumMap<ObserverView, List<OwnedSilence>>(ObserverView.class);
        for (var view : ObserverView.values()) {
            var judged = OwnedSilence.of(sessions, view, patience);
            views.put(view.letter(), scores(judged));
            all.put(view, judged);
        }
        return new Findings(sessions.size(), views, part(all, _ -> true).waits(), groups(sessions, all));
    }

    private static List<SourceGroup> groups(List<Session> sessions, Map<ObserverView, List<OwnedSilence>> all) {
        var counts =
                sessions.stream().collect(Collectors.groupingBy(Session::source, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(group -> new SourceGroup(
                        group.getKey(),
                        Math.toIntExact(group.getValue()),
                        part(all, each -> each.source().equals(group.getKey())),
                        part(all, each -> !each.source().equals(group.getKey()))))
                .toList();
    }

    private static SourceGroup.Part part(Map<ObserverView, List<OwnedSilence>> all, Predicate<OwnedSilence> whose) {
        var hidden = judged(all, ObserverView.HIDDEN, whose);
        return new SourceGroup.Part(
                score(hidden), score(judged(all, ObserverView.VISIBLE, whose)), WaitVerdicts.of(hidden));
    }

    private static List<SessionReplay.Judged> judged(
            Map<ObserverView, List<OwnedSilence>> all, ObserverView view, Predicate<OwnedSilence> whose) {
        return all.getOrDefault(view, List.of()).stream()
                .filter(whose)
                .map(OwnedSilence::judged)
                .toList();
    }

    private static Score score(List<SessionReplay.Judged> judged) {
        return Score.of(judged, SessionReplay.Judged::stalled, SessionReplay.Judged::noticed);
    }

    private static SequencedMap<String, SequencedMap<String, Score>> scores(List<OwnedSilence> judged) {
        var scores = new LinkedHashMap<String, SequencedMap<String, Score>>();
        scores.put(ALL, rules(judged, _ -> true));
        var agents = new TreeMap<String, Boolean>();
        judged.forEach(each -> agents.put(each.agent(), true));
        agents.keySet()
                .forEach(agent ->
                        scores.put(agent, rules(judged, each -> each.agent().equals(agent))));
        return scores;
    }

    private static SequencedMap<String, Score> rules(List<OwnedSilence> all, Predicate<OwnedSilence> whose) {
        var judged = all.stream().filter(whose).map(OwnedSilence::judged).toList();
        var rules = new LinkedHashMap<String, Score>();
        rules.put("sitrep", score(judged));
        rules.put("sitrep_stall_only", Score.of(judged, SessionReplay.Judged::stalled, SessionReplay.Judged::stalled));
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
