package sitrep.cli.triage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sitrep.cli.client.ApiClient;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.client.TaskFinder;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;
import sitrep.cli.screen.TaskSentence;
import sitrep.json.Json;
import tools.jackson.databind.node.JsonNodeFactory;

/** Has a note put on tasks and confirms it: what was noted, and what the task says then. */
record TaskNoting(CommandTalk talk) {

    /** Notes the same on each of them, and answers the first code that is not that of success. */
    int note(List<String> tasks, String note, Optional<String> by, Map<String, String> fields) {
        var body = JsonNodeFactory.instance.objectNode();
        talk.surroundings().who(by).ifPresent(name -> body.put("by", name));
        fields.forEach(body::put);
        var worst = ExitCode.OK;
        for (var task : tasks) {
            var code = note(task, note, Json.text(body));
            if (worst == ExitCode.OK) worst = code;
        }
        return worst;
    }

    private int note(String task, String note, String body) {
        return new TaskFinder(talk).with(task, found -> {
            var id = ApiClient.encoded(new ServerJson(found).raw("id"));
            return talk.with(talk.client().post("/api/v1/tasks/" + id + "/" + note, body), after -> {
                if (talk.json()) talk.document(after);
                else talk.say(confirmed(note, new ServerJson(after)));
                return ExitCode.OK;
            });
        });
    }

    private StyledLine confirmed(String note, ServerJson task) {
        var word = note.substring(0, 1).toUpperCase(Locale.ROOT) + note.substring(1);
        return StyledLine.of(word + ": ")
                .and(TaskSentence.of(task, talk.surroundings().screen()));
    }
}
