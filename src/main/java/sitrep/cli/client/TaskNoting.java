package sitrep.cli.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;
import sitrep.cli.screen.TaskSentence;
import sitrep.json.Json;
import tools.jackson.databind.node.JsonNodeFactory;

/** Has a note put on tasks and confirms it: what was noted, and what the task says then. */
public record TaskNoting(CommandTalk talk) {

    /** When a note is over: after so long, or at a time. */
    public record When(Optional<String> span, Optional<String> until) {
        /** For notes that have no end. */
        public static final When NEVER = new When(Optional.empty(), Optional.empty());
    }

    /** Notes the same on each of them, and answers the first code that is not that of success. */
    public int note(List<String> tasks, String note, Optional<String> by, When when) {
        var body = JsonNodeFactory.instance.objectNode();
        by.or(() -> Optional.ofNullable(talk.surroundings().environment().get("USER")))
                .filter(name -> !name.isBlank())
                .ifPresent(name -> body.put("by", name));
        when.span().ifPresent(it -> body.put("for", it));
        when.until().ifPresent(it -> body.put("until", it));
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
