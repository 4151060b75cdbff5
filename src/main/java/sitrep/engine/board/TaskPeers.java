package sitrep.engine.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import sitrep.core.outlook.ExpectedTime;
import sitrep.core.vocabulary.Outcome;
import sitrep.engine.known.KnownTask;
import sitrep.json.Json;
import sitrep.store.Facet;
import sitrep.store.TaskIndex.Listed;
import sitrep.store.TaskQuery;

/** What tasks are compared with: the newest of those like them that succeeded. */
final class TaskPeers {
    /** Most tasks that one is compared with. */
    private static final int MOST = 100;

    private TaskPeers() {}

    /** How long a task may be expected to take, by the pages on which those like it are found. */
    static Optional<ExpectedTime> of(KnownTask known, Function<TaskQuery, List<Listed>> pages) {
        var like = Set.of(
                new Facet(KnownTask.LIKE, ExpectedTime.likeness(known.sitrep())),
                new Facet("outcome", Outcome.SUCCEEDED.word()));
        var query = new TaskQuery(like, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), MOST);
        return ExpectedTime.of(pages.apply(query).stream()
                .filter(listed -> !listed.place().task().equals(known.task().id()))
                .map(listed -> Json.read(listed.json()))
                .map(task -> Duration.between(
                        Instant.parse(task.path("created").asString()),
                        Instant.parse(task.path("ended").asString())))
                .toList());
    }
}
