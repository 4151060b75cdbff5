package sitrep.engine.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import sitrep.core.sitrep.BoardPlace;
import sitrep.engine.known.KnownTask;
import sitrep.store.Facet;
import sitrep.store.NearWords;
import sitrep.store.SearchWords;
import sitrep.store.TaskIndex;
import sitrep.store.TaskQuery;

/** What tasks there are, from the index and from what it lacks yet, apart from the pages that show them. */
record TaskLists(TaskIndex index, UnfiledTasks unfiled) {
    /** Of so many tasks that changed just now words are looked at. */
    private static final int CHANGED = 1_000;

    /** Where the tasks stand that match, in the order of the board, at most so many. */
    List<BoardPlace> places(TaskQuery query, int most) {
        var changed = Map.copyOf(unfiled.changed());
        var places = new ArrayList<BoardPlace>();
        changed.values().stream()
                .filter(known -> Board.matches(query, known))
                .map(KnownTask::place)
                .forEach(places::add);
        index.places(query, most + changed.size()).stream()
                .filter(place -> !changed.containsKey(place.task()) && !unfiled.isGone(place.task()))
                .forEach(places::add);
        places.sort(Comparator.naturalOrder());
        return List.copyOf(places.subList(0, Math.min(most, places.size())));
    }

    /** How many tasks have a facet, as of when the index was last brought up. */
    long kept(Facet facet) {
        return index.counts(facet.name()).getOrDefault(facet.value(), 0L);
    }

    /** Words of tasks that a word was perhaps meant to be, the likeliest first. */
    List<String> near(NearWords near) {
        var words = new TreeSet<String>(index.near(near));
        unfiled.changed().values().stream().limit(CHANGED).forEach(known -> words.addAll(near(known, near)));
        return near.likeliest(words);
    }

    private static Set<String> near(KnownTask known, NearWords near) {
        return Set.copyOf(near.among(SearchWords.of(known.text())).toList());
    }
}
