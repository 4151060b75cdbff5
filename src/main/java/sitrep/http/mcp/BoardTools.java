package sitrep.http.mcp;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sitrep.core.sitrep.Attention;
import sitrep.engine.board.Board;
import sitrep.engine.board.TaskCount;
import sitrep.engine.board.TaskSearch;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Contacts;
import sitrep.http.api.SummaryApi;
import sitrep.http.api.TaskFilters;
import sitrep.http.exchange.PageCursor;
import sitrep.http.exchange.Parameters;
import sitrep.json.Json;
import sitrep.store.TaskIndex.Listed;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools that look at the whole board: it in one sentence, and lists of tasks. */
record BoardTools(Board board, Contacts contacts, Writer writer, InstantSource clock) {
    /** Most tasks that are named beside the sentence. */
    static final int NEEDS = 5;

    /** Most tasks of a list, and how many without being asked. */
    static final int LISTED = 25;

    private static final int USUALLY = 10;

    /** Most sources that are said to be out of contact. */
    private static final int BLIND = 5;

    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";

    /** What a list can be asked for by, and the parameter of the API that this is. */
    private static final Map<String, String> FILTERS = Map.of(
            "phase", "phase",
            "attention", "attention",
            "owner", "owner",
            "source", "source",
            "kind", "kind",
            "outcome", "outcome",
            "label", "label",
            "words", "q");

    ToolAnswer sitrep(ToolArguments arguments) {
        arguments.only(List.of());
        var now = clock.instant();
        var tally = board.tally();
        var needs = board.page(SummaryApi.needing(NEEDS));
        var document = JsonNodeFactory.instance.objectNode();
        document.put("sentence", tally.sentence());
        var counts = document.putObject("counts");
        for (var attention : Attention.values()) counts.put(attention.word(), tally.of(attention));
        counts.put("failed", tally.failed());
        rows("needs", needs, document);
        var more = tally.unshelved(Attention.NEEDS_YOU) - needs.size();
        if (more > 0) document.put("moreNeeds", more);
        blind(document);
        writer.trouble().ifPresent(trouble -> document.put("trouble", trouble));
        document.put("now", now.toString());
        return new ToolAnswer.Told(inWords(document, now), document);
    }

    private void blind(ObjectNode document) {
        var lost = contacts.lost();
        if (lost.isEmpty()) return;
        var array = document.putArray("blind");
        for (var source : lost.subList(0, Math.min(BLIND, lost.size()))) {
            var one = array.addObject().put("source", source.source());
            one.put("since", source.since().toString());
            source.why().ifPresent(why -> one.put("why", BriefTask.cut(why, BriefTask.ROW_TEXT)));
        }
        if (lost.size() > BLIND) document.put("moreBlind", lost.size() - BLIND);
    }

    private static String inWords(ObjectNode document, Instant now) {
        var lines = new ArrayList<String>(List.of(TaskLines.said(document, "sentence")));
        document.path("needs").forEach(task -> lines.add(new TaskLines(now).line(task)));
        TaskLines.more(lines, document, "moreNeeds", "task");
        document.path("blind")
                .forEach(source -> lines.add("no contact with " + TaskLines.quoted(source.path("source")) + " since "
                        + TaskLines.said(source, "since")));
        TaskLines.more(lines, document, "moreBlind", "source");
        if (document.has("trouble")) lines.add("trouble: " + TaskLines.said(document, "trouble"));
        return String.join("\n", lines);
    }

    ToolAnswer list(ToolArguments arguments) {
        arguments.only(allowed());
        var limit = (int) arguments.number(LIMIT, USUALLY, 1, LISTED);
        var filters = filters(arguments);
        var counted = TaskCount.of(board, TaskFilters.counted(Parameters.of(filters)));
        arguments.text(CURSOR).filter(text -> !text.isBlank()).ifPresent(text -> filters.put(CURSOR, text));
        var search =
                TaskSearch.of(board, TaskFilters.list(Parameters.of(filters)).first(limit + 1));
        var found = search.found();
        var page = found.subList(0, Math.min(limit, found.size()));
        var document = JsonNodeFactory.instance.objectNode();
        rows("tasks", page, document);
        document.put("total", Math.max(counted.total(), page.size()));
        search.showing().ifPresent(words -> document.put("showing", BriefTask.cut(words, BriefTask.ROW_TEXT)));
        if (found.size() > limit)
            document.put("next", PageCursor.of(page.getLast().place()));
        return new ToolAnswer.Told(inLines(document), document);
    }

    private static Set<String> allowed() {
        var allowed = new HashSet<>(FILTERS.keySet());
        allowed.addAll(List.of(LIMIT, CURSOR));
        return allowed;
    }

    private static Map<String, String> filters(ToolArguments arguments) {
        var filters = new HashMap<String, String>();
        FILTERS.forEach((name, parameter) ->
                arguments.text(name).filter(text -> !text.isBlank()).ifPresent(text -> filters.put(parameter, text)));
        return filters;
    }

    private String inLines(ObjectNode document) {
        var lines = new ArrayList<String>();
        if (document.has("showing")) lines.add("for " + TaskLines.quoted(document.path("showing")) + ":");
        var task = new TaskLines(clock.instant());
        document.path("tasks").forEach(each -> lines.add(task.line(each)));
        var shown = document.path("tasks").size();
        lines.add(shown + " of " + document.path("total").asLong() + " tasks"
                + (document.has("next") ? "; 'next' is the cursor of those that follow" : ""));
        return String.join("\n", lines);
    }

    private static void rows(String name, Collection<Listed> page, ObjectNode document) {
        var rows = document.putArray(name);
        page.forEach(task -> rows.add(BriefTask.row(Json.read(task.json()))));
    }
}
