package sitrep.engine.board;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.sitrep.Shelf;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.known.KnownTask;
import sitrep.store.Facet;
import sitrep.store.TaskQuery;

/**
 * How many tasks match a query, by what they want: of the whole board as it is kept, of some of it counted.
 *
 * @param isPartial whether there are more: the first {@link #MOST} in the order of the board are counted, so that what
 *     is missing has settled, if not very many tasks are open. Of a filter by one value all are known
 */
public record TaskCount(BoardTally tally, long total, boolean isPartial) {
    /** Most tasks that are counted. */
    public static final int MOST = 10_000;

    public static TaskCount of(Board board, TaskQuery query) {
        return of(board, query, MOST);
    }

    static TaskCount of(Board board, TaskQuery query, int most) {
        if (query.isOfAll()) {
            var tally = board.tally();
            var total = tally.byAttention().values().stream().mapToLong(Long::longValue);
            return new TaskCount(tally, total.sum(), false);
        }
        var lists = board.lists();
        var places = lists.places(query, most);
        var shelved = new EnumMap<Shelf, Map<Attention, Long>>(Shelf.class);
        for (var shelf : Shelf.values()) shelved.put(shelf, byAttention(lists.places(on(shelf, query), most)));
        var counts = byAttention(places);
        var total = total(lists, query, places, most);
        counts.merge(Attention.SETTLED, total - places.size(), Long::sum);
        var failed = places.stream()
                .filter(place -> place.rank() == BoardPlace.FAILED)
                .count();
        var tally = new BoardTally(counts, new EnumMap<>(Phase.class), failed, shelved);
        return new TaskCount(tally, total, total == most);
    }

    /** Of what has one facet the index knows how many there are; those that were not counted have settled. */
    private static long total(TaskLists lists, TaskQuery query, List<BoardPlace> places, int most) {
        var isCut = places.size() == most && places.getLast().rank() == Attention.SETTLED.rank();
        if (!isCut || !query.isOfFacets(1)) return places.size();
        return Math.max(most, lists.kept(query.facets().iterator().next()));
    }

    /** Those of them that lie on a shelf. */
    private static TaskQuery on(Shelf shelf, TaskQuery query) {
        var facets = new HashSet<>(query.facets());
        facets.add(new Facet(KnownTask.SHELF, shelf.word()));
        return query.having(facets);
    }

    private static Map<Attention, Long> byAttention(Collection<BoardPlace> places) {
        var counts = new EnumMap<Attention, Long>(Attention.class);
        for (var place : places) counts.merge(attention(place.rank()), 1L, Long::sum);
        return counts;
    }

    private static Attention attention(int rank) {
        if (rank == BoardPlace.FAILED) return Attention.UNREPORTED;
        return Arrays.stream(Attention.values())
                .filter(one -> one.rank() == rank)
                .findFirst()
                .orElseThrow();
    }
}
