package sitrep.json;

import java.util.Optional;
import sitrep.core.act.Asking;
import sitrep.core.event.BlockId;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.text.Check;
import sitrep.core.text.Invalid;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Channel;
import sitrep.core.vocabulary.Verb;
import tools.jackson.databind.JsonNode;

/**
 * What an operator asks for, as it comes on the wire.
 *
 * @param where from which machine
 * @param key by which a repeat is told from another
 */
public record AskingReader(Optional<String> where, String key) {

    /** One that names its task itself. */
    public Asking read(JsonNode node) {
        var fields = Fields.of(node, "act");
        return read(fields, new TaskId(fields.requiredText("task")));
    }

    /** One of a task that the address names. */
    public Asking read(JsonNode node, TaskId task) {
        return read(Fields.of(node, "act"), task);
    }

    private Asking read(Fields fields, TaskId task) {
        var words = String.join(" ", Verb.words());
        var asking = new Asking(
                task,
                fields.word("verb", ClosedWords.VERBS).orElseThrow(() -> new Invalid("verb", "nothing", words)),
                fields.text("run").map(RunId::new),
                fields.text("block").map(BlockId::new),
                fields.text("text").filter(text -> !text.isEmpty()),
                fields.flag("secret"),
                fields.text("by").filter(by -> !by.isBlank()),
                fields.word("from", ClosedWords.CHANNELS).orElse(Channel.API),
                where,
                fields.text("rev"),
                key);
        if (!fields.ignored().isEmpty()) {
            throw new Invalid(
                    "body",
                    "the field " + Fields.excerpt(fields.ignored().getFirst()),
                    "verb run block text secret by from rev");
        }
        Check.text("text", asking.text().filter(text -> !text.isBlank()), Limits.TEXT);
        Check.text("by", asking.by(), Limits.NAME);
        return asking;
    }
}
