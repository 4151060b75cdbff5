package sitrep.engine.known;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sitrep.core.event.Owner;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.task.Worker;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.WorkerKind;
import sitrep.store.SearchWords;

/**
 * Every text that a task can be found by: what it is called and about, who asked, who works on it where, who tells of
 * it, what it does and how it ended.
 */
final class TaskWords {
    private TaskWords() {}

    /** Shortest end of a word in an owner's name that it can be found by. */
    private static final int TAIL = 4;

    /** Most workers and sources that it can be found by; of more the first ones, as the task keeps them. */
    private static final int MOST = 20;

    static String of(Task task, Sitrep sitrep) {
        var parts = Stream.of(
                Stream.of(sitrep.id().text(), sitrep.name().value()),
                task.aliases().stream(),
                sitrep.givenName().map(Shown::value).stream(),
                sitrep.note().map(shown -> shown.value().text()).stream(),
                sitrep.goal().map(Shown::value).stream(),
                sitrep.owner().map(Shown::value).stream().flatMap(TaskWords::owner),
                task.workers().values().stream().limit(MOST).flatMap(TaskWords::worker),
                task.sources().stream().limit(MOST),
                Stream.of(sitrep.phase().value().word()),
                sitrep.outcome().map(Shown::value).map(Outcome::word).stream(),
                sitrep.update().map(shown -> shown.value().text()).stream(),
                sitrep.block().flatMap(shown -> shown.value().text()).stream(),
                sitrep.labels().entrySet().stream()
                        .map(label -> label.getKey() + " " + label.getValue().value()));
        return String.join("\n", parts.flatMap(part -> part).toList());
    }

    /** People know names by any part of them, as {@code smith} of {@code jsmith}. */
    private static Stream<String> owner(Owner owner) {
        var tails = SearchWords.of(owner.name()).stream()
                .flatMap(word -> IntStream.rangeClosed(1, word.length() - TAIL).mapToObj(word::substring));
        return Stream.concat(Stream.of(owner.spoken()), tails);
    }

    private static Stream<String> worker(Worker worker) {
        var kind = Stream.of(worker.kindOrOther())
                .filter(it -> it != WorkerKind.OTHER)
                .flatMap(it -> Stream.of(it.word(), it.spoken()));
        return Stream.of(
                        kind.toList(),
                        worker.name().map(Said::value).stream().toList(),
                        worker.where().map(Said::value).stream().toList())
                .flatMap(List::stream);
    }
}
