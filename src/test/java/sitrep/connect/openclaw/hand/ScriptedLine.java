package sitrep.connect.openclaw.hand;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import sitrep.connect.openclaw.line.Reply;
import sitrep.core.source.Acting;
import sitrep.json.Json;
import tools.jackson.core.JsonGenerator;

/** A line to nowhere: it replies what it was told to reply, at once, and writes down what it was asked. */
final class ScriptedLine implements ActingLine {
    final List<String> asked = new ArrayList<>();
    final Map<String, Reply> replies = new HashMap<>();
    Acting.Level level = Acting.Level.OPERATOR;

    void replies(String method, String json) {
        replies.put(method, new Reply.Done(Json.read(json.replace('\'', '"'))));
    }

    @Override
    public Acting.Level level() {
        return level;
    }

    @Override
    public void ask(String method, Consumer<JsonGenerator> params, Consumer<Reply> told) {
        asked.add(method + " "
                + Json.write(out -> {
                    out.writeStartObject();
                    params.accept(out);
                    out.writeEndObject();
                }));
        told.accept(replies.getOrDefault(method, new Reply.Unanswered("nothing was scripted for " + method)));
    }
}
