package sitrep.engine.board;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.TaskId;
import sitrep.core.outlook.ExpectedTime;
import sitrep.core.text.Invalid;
import sitrep.engine.known.KnownTask;
import sitrep.json.Json;
import sitrep.store.Facet;
import sitrep.store.NearWords;
import sitrep.store.SearchWords;
import sitrep.store.TaskIndex.Listed;
import sitrep.store.TaskQuery;

/**
 * What a search finds: the tasks that have all of its words, those that are called exactly so apart, and where nothing
 * has them, what was perhaps meant.
 *
 * @param exact tasks whose id or whole name was typed; they are among those found, too
 * @param showing the words that were looked for instead, if those that were typed found nothing
 */
public record TaskSearch(List<Listed> found, List<Listed> exact, Optional<String> showing) {
    /** Most tasks that are said to be called exactly so. */
    private static final int EXACT = 10;

    /** Of so many that are called alike the names are compared. */
    private static final int ALIKE = 100;

    /** So many words are tried in place of one. */
    private static final int TRIES = 5;

    /** Looks for the words of a query that has some and asks for a first page; any other is just read. */
    public static TaskSearch of(Board board, TaskQuery query) {
        var found = board.page(query);
        if (query.text().isEmpty() || query.after().isPresent()) return plain(found);
        var typed = query.text().get();
        if (found.isEmpty()) return meant(board, query, typed).orElseGet(() -> plain(found));
        return new TaskSearch(found, exact(board, query, typed), Optional.empty());
    }

    private static TaskSearch plain(List<Listed> found) {
        return new TaskSearch(found, List.of(), Optional.empty());
    }

    private static Optional<TaskSearch> meant(Board board, TaskQuery query, String typed) {
        var words = SearchWords.sought(typed);
        var unknown = words.stream()
                .filter(word -> board.page(TaskQuery.top(1).saying(word)).isEmpty())
                .toList();
        if (unknown.size() != 1 || !NearWords.canBeMeant(unknown.getFirst())) return Optional.empty();
        var near = board.lists().near(NearWords.of(unknown.getFirst()));
        return near.stream()
                .limit(TRIES)
                .map(word -> String.join(" ", replaced(words, unknown.getFirst(), word)))
                .map(text -> new TaskSearch(board.page(query.saying(text)), List.of(), Optional.of(text)))
                .filter(search -> !search.found().isEmpty())
                .findFirst();
    }

    private static List<String> replaced(List<String> words, String one, String other) {
        return words.stream().map(word -> word.equals(one) ? other : word).toList();
    }

    private static List<Listed> exact(Board board, TaskQuery query, String typed) {
        var name = plain(typed);
        var byName = ExpectedTime.likenesses(name).stream()
                .flatMap(like -> alike(board, query, like))
                .filter(listed -> plain(Json.read(listed.json()).path("name").asString(""))
                        .equals(name));
        return Stream.concat(byId(board, query, typed.strip()), byName)
                .distinct()
                .limit(EXACT)
                .toList();
    }

    private static Stream<Listed> byId(Board board, TaskQuery query, String typed) {
        try {
            return board.atHand(new TaskId(typed)).filter(known -> Board.matches(query, known)).stream()
                    .map(known -> new Listed(known.place(), known.json(), known.seq()));
        } catch (Invalid _) {
            return Stream.empty();
        }
    }

    /** Those whose names differ by numbers at most: found by an index, however many others have these words. */
    private static Stream<Listed> alike(Board board, TaskQuery query, String like) {
        var facets = new HashSet<>(query.facets());
        facets.add(new Facet(KnownTask.LIKE, like));
        return board.page(query.having(facets).first(ALIKE)).stream();
    }

    private static String plain(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
