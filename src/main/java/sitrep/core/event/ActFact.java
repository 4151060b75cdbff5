package sitrep.core.event;

import java.util.Optional;
import sitrep.core.text.Check;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.ActStage;
import sitrep.core.vocabulary.Channel;
import sitrep.core.vocabulary.Verb;

/** That an operator asked something of a task's source, and what became of it. No sign of life, whatever it says. */
public sealed interface ActFact extends Fact.OfTask {
    ActId act();

    /**
     * It was asked for. It is durable before anything is sent.
     *
     * @param run what it is asked of; absent for the task as a whole
     * @param block what of that is settled by it
     * @param text the words that go with it
     * @param where from which machine
     * @param seen the state that whoever asked had before him, as the server named it
     * @param key by which whoever asked tells a repeat from another
     */
    record Asked(
            ActId act,
            Verb verb,
            Optional<RunId> run,
            Optional<BlockId> block,
            Optional<String> text,
            Optional<String> by,
            Channel from,
            Optional<String> where,
            Optional<String> seen,
            Optional<String> key)
            implements ActFact {
        public Asked {
            Check.text("text", text, Limits.TEXT);
            Check.text("by", by, Limits.NAME);
            Check.text("where", where, Limits.NAME);
            Check.text("seen", seen, Limits.ID);
            key = key.map(it -> Check.id("key", it));
        }
    }

    /** It came so far. */
    record Answered(ActId act, ActStage stage, Optional<String> how) implements ActFact {
        public Answered {
            Check.text("how", how, Limits.TEXT);
        }
    }
}
