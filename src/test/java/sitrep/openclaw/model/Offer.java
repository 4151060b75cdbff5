package sitrep.openclaw.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** The tools that a model is offered by name. What else there is, it calls by way of one that calls any. */
record Offer(Set<String> tools) {
    private static final String ANY = "tool_call";

    /** What is offered with a question. */
    static Offer of(JsonNode question) {
        return new Offer(StreamSupport.stream(question.path("tools").spliterator(), false)
                .map(tool -> tool.path("function").path("name").asString(""))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** These calls as they can be asked for; none where nothing is offered, as when the model only sums up. */
    List<Turn.Call> asked(List<Turn.Call> calls) {
        return tools.isEmpty() ? List.of() : calls.stream().map(this::asked).toList();
    }

    private Turn.Call asked(Turn.Call call) {
        if (tools.contains(call.tool()) || !tools.contains(ANY)) return call;
        return new Turn.Call(ANY, Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("id", call.tool());
            out.writeName("args");
            out.writeRawValue(call.arguments());
            out.writeEndObject();
        }));
    }
}
