package sitrep.json;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sitrep.core.act.Hand;
import sitrep.core.event.ActId;
import sitrep.core.event.BlockId;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.text.Check;
import sitrep.core.text.Invalid;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Verb;
import tools.jackson.databind.JsonNode;

/** What whoever runs something says when it asks for orders. */
public final class OrderReader {
    /** Longest that an order may be waited for. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private OrderReader() {}

    /**
     * A question.
     *
     * @param can what can be done about the run
     * @param block the wait that an answer is for
     * @param done what became of earlier orders
     * @param atMost how long to wait for one
     */
    public record Asked(
            TaskId task,
            RunId run,
            String source,
            Set<Verb> can,
            Optional<BlockId> block,
            List<Done> done,
            Duration atMost) {}

    /** What became of an order. */
    public record Done(ActId act, Hand.Answer answer) {}

    public static Asked read(JsonNode node) {
        var fields = Fields.of(node, "orders");
        var can = EnumSet.noneOf(Verb.class);
        fields.list("can").forEach(word -> can.add(ClosedWords.VERBS.of("can", word)));
        var done = fields.objects("done");
        if (done.size() > Limits.ASKED) {
            throw new Invalid("done", done.size() + " entries", "at most " + Limits.ASKED);
        }
        var wait = fields.seconds("wait").orElse(Duration.ZERO);
        if (wait.isNegative() || wait.compareTo(LONGEST) > 0) {
            throw new Invalid("wait", wait.toSeconds() + " s", "0 s to " + LONGEST.toSeconds() + " s");
        }
        return new Asked(
                new TaskId(fields.requiredText("task")),
                new RunId(fields.requiredText("run")),
                Check.id("source", fields.requiredText("source")),
                Set.copyOf(can),
                fields.text("block").map(BlockId::new),
                done.stream().map(OrderReader::done).toList(),
                wait);
    }

    private static Done done(Fields fields) {
        var how = fields.text("how").filter(text -> !text.isBlank());
        Check.text("how", how, Limits.TEXT);
        var answer = fields.flag("taken")
                ? new Hand.Answer.Taken(how)
                : new Hand.Answer.Refused(how.orElse("without a word"));
        return new Done(new ActId(fields.requiredText("act")), answer);
    }
}
