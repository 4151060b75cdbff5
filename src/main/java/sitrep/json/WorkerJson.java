package sitrep.json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.core.event.TaskId;
import sitrep.core.standing.WorkerAtWork;
import sitrep.core.task.Said;
import sitrep.core.task.Worker;
import tools.jackson.core.JsonGenerator;

/** A worker on the wire, with what it has in hand. */
public final class WorkerJson {
    /** Most runs told of one worker; how many there are is told besides. */
    public static final int HANDS = 10;

    /**
     * When a worker was last seen.
     *
     * @param unseen since when it cannot be, for whoever tells of it is out of contact
     */
    public record Seen(Instant lastSign, Optional<Instant> unseen) {}

    private WorkerJson() {}

    /**
     * Writes it into a document that is being written.
     *
     * @param hands what it has in hand, the most pressing first
     * @param names those of the tasks
     */
    public static void write(
            Worker worker, List<WorkerAtWork> hands, Map<TaskId, String> names, Seen seen, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("id", worker.id().text());
        out.writeStringProperty("kind", worker.kindOrOther().word());
        FactWriter.text(out, "name", worker.name().map(Said::value));
        FactWriter.text(out, "where", worker.where().map(Said::value));
        FactWriter.text(out, "parent", worker.parent().map(said -> said.value().text()));
        FactWriter.text(out, "command", worker.command().map(Said::value));
        SitrepJson.time(out, "lastSign", seen.lastSign());
        SitrepJson.time(out, "unseenSince", seen.unseen());
        out.writeNumberProperty("runs", hands.size());
        var told = hands.subList(0, Math.min(HANDS, hands.size()));
        SitrepJson.array(out, "hands", told, hand -> hand(hand, names.getOrDefault(hand.task(), ""), out));
        out.writeEndObject();
    }

    private static void hand(WorkerAtWork hand, String name, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("task", hand.task().text());
        out.writeStringProperty("name", name);
        out.writeStringProperty("run", hand.run().text());
        FactWriter.text(out, "label", hand.label());
        out.writeStringProperty("phase", hand.phase().word());
        SitrepJson.time(out, "since", hand.since());
        out.writeEndObject();
    }
}
