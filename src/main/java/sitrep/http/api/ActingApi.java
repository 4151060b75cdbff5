package sitrep.http.api;

import java.util.List;
import java.util.Optional;
import sitrep.core.source.Acting;
import sitrep.core.text.Invalid;
import sitrep.engine.contact.ActingSwitch;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.RequestBody;
import sitrep.json.Json;
import sitrep.json.SourceJson;
import tools.jackson.databind.JsonNode;

/** Asks a source to let something be done there, or takes that back. */
public final class ActingApi {
    private static final int LIMIT = 4 * 1024;
    private static final List<String> FIELDS = List.of("source", "level");

    private final ActingSwitch acting;
    private final RequestBody body;

    public ActingApi(ActingSwitch acting, RequestBody body) {
        this.acting = acting;
        this.body = body;
    }

    public ApiAnswer post(ApiRequest ask) {
        ask.parameters().only(List.of());
        return body.read(ask.request(), LIMIT, bytes -> turned(Json.read(bytes)));
    }

    private ApiAnswer turned(JsonNode said) {
        if (!said.isObject()) throw new Invalid("body", "something else", "a JSON object");
        for (var field : said.properties()) {
            if (FIELDS.contains(field.getKey())) continue;
            throw new Invalid("body", "the field " + Excerpt.of(field.getKey()), String.join(" ", FIELDS));
        }
        var source = text(said, "source");
        var word = text(said, "level");
        var level = Acting.Level.of(word)
                .orElseThrow(() -> new Invalid("level", Excerpt.of(word), String.join(" ", Acting.Level.words())));
        var before = acting.of(source)
                .orElseThrow(() -> new Invalid("source", Excerpt.of(source), "a source that has acting in its list"));
        if (before.isLocked() && level != before.level()) {
            throw new Refusal(new Problem.NotNow("The server was started with --openclaw-act=none."));
        }
        acting.turn(source, level);
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("source", source);
            SourceJson.acting(acting.of(source).orElse(before), out, "acting");
            out.writeEndObject();
        });
    }

    private static String text(JsonNode said, String name) {
        return Optional.of(said.path(name))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .orElseThrow(() -> new Invalid(name, said.has(name) ? "something else" : "nothing", "a text"));
    }
}
