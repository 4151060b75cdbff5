package sitrep.cli;

import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Has a note put on a task and shows what the task says then. */
record Noting(Talk talk) {

    /** @param time for how long, where the note has an end */
    int note(String task, String note, Optional<String> by, Optional<String> time) {
        var body = JsonNodeFactory.instance.objectNode();
        by.or(() -> Optional.ofNullable(talk.surroundings().environment().get("USER")))
                .filter(name -> !name.isBlank())
                .ifPresent(name -> body.put("by", name));
        time.ifPresent(it -> body.put("for", it));
        return new Finder(talk).with(task, found -> {
            var id = ApiClient.encoded(new Told(found).raw("id"));
            return talk.with(talk.client().post("/api/v1/tasks/" + id + "/" + note, body.toString()), after -> {
                if (talk.json()) talk.document(after);
                else talk.say(Sentence.of(new Told(after), talk.surroundings().screen()));
                return ExitCode.OK;
            });
        });
    }
}
