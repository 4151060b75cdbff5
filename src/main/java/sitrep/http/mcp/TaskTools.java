package sitrep.http.mcp;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sitrep.core.why.TaskDetail;
import sitrep.engine.board.Board;
import sitrep.engine.notice.Notices;
import sitrep.json.Json;
import sitrep.json.SitrepJson;
import sitrep.json.WhyJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools that look at one task: all there is of it, and why it shows what it shows. */
record TaskTools(Board board, Notices notices, InstantSource clock) {
    /** Most reasons at once, and most events of each. */
    static final int REASONS = 12;

    static final int EVENTS = 3;

    /** Most figures of one reason. */
    private static final int NUMBERS = 8;

    /** Not a field of a task, but it can be asked why: who was told of it. */
    private static final String NOTIFIED = "notified";

    ToolAnswer task(ToolArguments arguments) {
        arguments.only(List.of("task"));
        var now = clock.instant();
        var known = new TaskSought(board).one(arguments.requiredText("task"));
        var outlook = board.outlook(known, now);
        var brief = BriefTask.whole(Json.read(SitrepJson.full(TaskDetail.of(known.task()), outlook)));
        brief.put("seq", known.seq());
        outlook.expected().ifPresent(it -> brief.put("expected", it.spoken()));
        return new ToolAnswer.Told(new TaskLines(now).page(brief), brief);
    }

    ToolAnswer why(ToolArguments arguments) {
        arguments.only(List.of("task", "field"));
        var known = new TaskSought(board).one(arguments.requiredText("task"));
        var field = arguments.text("field").filter(text -> !text.isBlank());
        var notified = notices.because(known.task().id(), field.equals(Optional.of(NOTIFIED)));
        var besides = notified.map(because -> Map.of(NOTIFIED, because)).orElse(Map.of());
        var why = Json.read(WhyJson.of(known.task(), field, board.outlook(known, clock.instant()), besides));
        var document = JsonNodeFactory.instance.objectNode();
        document.put("task", known.task().id().text());
        var names = why.path("fields").propertyNames().stream()
                .map(name -> (JsonNode) JsonNodeFactory.instance.stringNode(name))
                .toList();
        document.putArray("reasons");
        BriefTask.list(
                names,
                "reasons",
                REASONS,
                name -> reason(name.stringValue(), why.path("fields").path(name.stringValue())),
                document);
        return new ToolAnswer.Told(inLines(document), document);
    }

    private static ObjectNode reason(String field, JsonNode reason) {
        var brief = JsonNodeFactory.instance.objectNode();
        brief.put("field", BriefTask.cut(field, BriefTask.ROW_TEXT));
        if (reason.has("value")) {
            var value = reason.path("value");
            var text = value.isString() ? value.stringValue() : Json.text(value);
            brief.put("value", BriefTask.cut(text, BriefTask.ROW_TEXT));
        }
        brief.setAll(BriefTask.picked(reason, List.of("rule", "because"), BriefTask.TEXT));
        BriefTask.list(
                BriefTask.items(reason.path("events")),
                "events",
                EVENTS,
                event -> BriefTask.picked(event, List.of("source", "id", "time"), BriefTask.ROW_TEXT),
                brief);
        if (reason.path("numbers").isEmpty()) return brief;
        var numbers = brief.putObject("numbers");
        reason.path("numbers").properties().stream()
                .limit(NUMBERS)
                .forEach(number -> numbers.put(
                        BriefTask.cut(number.getKey(), BriefTask.ROW_TEXT),
                        BriefTask.cut(number.getValue().asString(""), BriefTask.ROW_TEXT)));
        return brief;
    }

    private static String inLines(ObjectNode document) {
        var lines = new ArrayList<String>();
        document.path("reasons").forEach(reason -> lines.add(inLine(reason)));
        TaskLines.more(lines, document, "moreReasons", "reason");
        return String.join("\n", lines);
    }

    private static String inLine(JsonNode reason) {
        var value = TaskLines.quoted(reason.path("value"));
        var events = BriefTask.items(reason.path("events")).stream()
                .map(event -> TaskLines.said(event, "source") + " " + TaskLines.said(event, "id") + " at "
                        + TaskLines.said(event, "time"))
                .collect(Collectors.joining(", "));
        var numbers = reason.path("numbers").properties().stream()
                .map(number -> number.getKey() + " " + number.getValue().asString(""))
                .collect(Collectors.joining(", "));
        var head = TaskLines.said(reason, "field") + (value.isEmpty() ? "" : " " + value) + ": "
                + TaskLines.said(reason, "because");
        return BriefTask.there(head, numbers, events.isEmpty() ? "" : "from " + events)
                .collect(Collectors.joining("; "));
    }
}
