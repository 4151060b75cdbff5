package sitrep.http.mcp;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import sitrep.engine.Intake;
import sitrep.engine.Intake.Receipt;
import sitrep.engine.board.Board;
import sitrep.http.server.Metrics;
import sitrep.json.EventReader;
import sitrep.json.Json;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tool by which an agent tells of its own work: what it says becomes a flat report, and goes the way that all
 * reports go. Whoever was started as a task says it of that one; else a task is made for what has a name and no id.
 */
record ReportTool(Intake intake, Board board, Metrics metrics, InstantSource clock, Supplier<String> ids) {
    /** Who is told to have said it. */
    static final String SOURCE = "mcp";

    private static final String TASK = "task";
    private static final String NAME = "name";

    /** What can be said, by the names that a report has for it. */
    private static final Set<String> FIELDS = Set.of(
            NAME,
            "goal",
            "owner",
            "parent",
            "phase",
            "update",
            "progress",
            "reason",
            "text",
            "waitingOn",
            "outcome",
            "summary",
            "reported");

    ToolAnswer call(ToolArguments arguments, CallLine line) {
        var allowed = new HashSet<>(FIELDS);
        allowed.add(TASK);
        arguments.only(allowed);
        var task = arguments.text(TASK).filter(text -> !text.isBlank()).or(line::task);
        if (task.isEmpty()
                && arguments.text(NAME).filter(text -> !text.isBlank()).isEmpty()) {
            throw new Invalid(
                    NAME, "nothing, and no task", "what a new task is to be called, or the id of one there is");
        }
        var id = task.orElseGet(() -> SOURCE + "-" + ids.get());
        var read = new EventReader(clock.instant(), ids).read(report(id, arguments));
        var receipts = intake.accept(read.events());
        metrics.count(receipts, 0);
        var isNew = task.isEmpty();
        return told(id, isNew, receipts);
    }

    private static ObjectNode report(String task, ToolArguments arguments) {
        var report = JsonNodeFactory.instance.objectNode();
        report.put("source", SOURCE);
        report.put("task", task);
        FIELDS.forEach(field ->
                arguments.text(field).filter(text -> !text.isBlank()).ifPresent(text -> report.put(field, text)));
        return report;
    }

    private ToolAnswer told(String id, boolean isNew, List<Receipt> receipts) {
        var document = JsonNodeFactory.instance.objectNode();
        var known = board.known(new TaskId(id));
        document.put("task", known.map(it -> it.task().id().text()).orElse(id));
        document.put("events", receipts.size());
        known.ifPresent(it -> document.set("now", BriefTask.row(Json.read(it.json()))));
        var now = known.map(it -> new TaskLines(clock.instant()).line(BriefTask.row(Json.read(it.json()))))
                .orElse("");
        var made = isNew ? "The task is " + id + ": name it in your next report. " : "";
        return new ToolAnswer.Told("Taken in. " + made + now, document);
    }
}
