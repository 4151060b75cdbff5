package sitrep.core.task;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sitrep.core.event.ActFact;
import sitrep.core.event.Stamp;
import sitrep.core.vocabulary.ActStage;

/**
 * Something that an operator asked of a task's source.
 *
 * @param asked absent while only what became of it was heard
 * @param stages how far it came: of each stage the first word, and in what words
 */
public record AskedAct(Optional<Said<ActFact.Asked>> asked, SortedMap<ActStage, Said<Optional<String>>> stages) {
    static final AskedAct UNKNOWN = new AskedAct(Optional.empty(), new TreeMap<>());

    AskedAct with(ActFact fact, Stamp stamp) {
        return switch (fact) {
            case ActFact.Asked it -> new AskedAct(Said.earliest(asked, it, stamp), stages);
            case ActFact.Answered it -> {
                var next = new TreeMap<>(stages);
                Said.earliest(at(it.stage()), it.how(), stamp).ifPresent(said -> next.put(it.stage(), said));
                yield new AskedAct(asked, next);
            }
        };
    }

    /** That it came so far, if it did. */
    public Optional<Said<Optional<String>>> at(ActStage stage) {
        return Optional.ofNullable(stages.get(stage));
    }
}
