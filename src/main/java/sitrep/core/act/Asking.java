package sitrep.core.act;

import java.util.Optional;
import sitrep.core.event.BlockId;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.vocabulary.Channel;
import sitrep.core.vocabulary.Verb;

/**
 * What an operator asks for.
 *
 * @param run of what; where it is left out there must be but one thing that can be meant
 * @param block what of that is to be settled; the same goes for it
 * @param text the words that go with it
 * @param isSecret whether the words are for the source alone, and not written down
 * @param where from which machine
 * @param rev the state in which it was offered, where that is to be the same still
 * @param key the same for a repeat, another for anything else
 */
public record Asking(
        TaskId task,
        Verb verb,
        Optional<RunId> run,
        Optional<BlockId> block,
        Optional<String> text,
        boolean isSecret,
        Optional<String> by,
        Channel from,
        Optional<String> where,
        Optional<String> rev,
        String key) {}
