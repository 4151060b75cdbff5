package sitrep.http.mcp;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import sitrep.engine.Intake;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Contacts;
import sitrep.engine.notice.Notices;
import sitrep.http.server.Metrics;

/** What the tools have to look at and to tell, and the table of them; what each is for is in {@code mcp/tools.json}. */
public record McpTools(Engine engine, Metrics metrics, InstantSource clock, Supplier<String> ids) {

    /** The parts of the engine that they speak for. */
    public record Engine(Intake intake, Board board, Feed feed, Contacts contacts, Writer writer, Notices notices) {}

    Map<String, Tool> byName() {
        var board = new BoardTools(engine.board(), engine.contacts(), engine.writer(), clock);
        var task = new TaskTools(engine.board(), engine.notices(), clock);
        var wait = new WaitTool(engine.board(), engine.feed(), clock);
        var report = new ReportTool(engine.intake(), engine.board(), metrics, clock, ids);
        return Map.of(
                "sitrep", (arguments, _) -> board.sitrep(arguments),
                "list_tasks", (arguments, _) -> board.list(arguments),
                "get_task", (arguments, _) -> task.task(arguments),
                "why", (arguments, _) -> task.why(arguments),
                "wait_for", wait::call,
                "report", report::call);
    }
}
