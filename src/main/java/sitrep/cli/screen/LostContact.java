package sitrep.cli.screen;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which sources are out of contact. What only they told of a task is as it was then.
 *
 * @param since when contact with each was lost
 */
public record LostContact(Map<String, Instant> since) {
    static final LostContact NONE = new LostContact(Map.of());

    /** As an answer of the server names them. */
    public static LostContact of(ServerJson answer) {
        var since = new LinkedHashMap<String, Instant>();
        for (var source : answer.list("blind")) {
            source.time("since").ifPresent(time -> since.put(source.raw("source"), time));
        }
        return new LostContact(since);
    }

    /** Since when nothing is known of a task that goes on, where that is so. */
    Optional<Instant> unseen(ServerJson task) {
        var sources = task.list("sources").stream()
                .map(source -> source.node().asString(""))
                .toList();
        if (task.has("ended") || sources.isEmpty() || !since.keySet().containsAll(sources)) return Optional.empty();
        return sources.stream().map(since::get).max(Comparator.naturalOrder());
    }

    /** One line for each source, to stand below what it told of. */
    public static List<StyledLine> lines(ServerJson answer, Screen screen) {
        return answer.list("blind").stream()
                .flatMap(source -> screen.wrap("", Ink.STUCK, sentence(source, screen)).stream())
                .toList();
    }

    private static String sentence(ServerJson source, Screen screen) {
        var since = source.time("since").map(time -> " since " + screen.clock(time) + " (" + screen.age(time) + ")");
        var why = source.text("why");
        return "No contact with " + source.text("source") + since.orElse("") + (why.isEmpty() ? "" : ": " + why);
    }
}
