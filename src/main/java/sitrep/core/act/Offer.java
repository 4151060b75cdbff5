package sitrep.core.act;

import java.util.List;
import java.util.Optional;
import sitrep.core.vocabulary.Verb;

/**
 * Something that can be asked of a task's source now.
 *
 * @param label as on a button
 * @param does what it will do, in a sentence
 * @param confirm what to ask before, where it cannot be undone
 * @param options the answers that were offered
 * @param rev names the state that this is offered in: who sends it back is refused once that is another
 */
public record Offer(
        Verb verb,
        Target target,
        String label,
        String does,
        Optional<String> confirm,
        List<String> options,
        String rev) {
    public Offer {
        options = List.copyOf(options);
    }
}
