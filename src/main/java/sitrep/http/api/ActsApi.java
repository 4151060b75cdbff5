package sitrep.http.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import sitrep.engine.act.Acts;
import sitrep.engine.act.Outcome;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.RequestBody;
import sitrep.json.ActJson;
import sitrep.json.AskingReader;
import sitrep.json.Json;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Takes what operators ask of sources, of one task or of several, and answers with what became of it within two
 * seconds; the receipt tells the rest. A key, which every request has, tells a repeat from another.
 */
public final class ActsApi {
    private static final int LIMIT = 1024 * 1024;

    /** Most that can be asked for at once. */
    private static final int MOST = 100;

    /** How long an answer waits for the source's word. */
    private static final Duration WORD = Duration.ofSeconds(2);

    private static final String KEY = "Idempotency-Key";
    private static final int SHORTEST_KEY = 8;
    private static final int LONGEST_KEY = 100;

    private final Acts acts;
    private final RequestBody body;

    public ActsApi(Acts acts, RequestBody body) {
        this.acts = acts;
        this.body = body;
    }

    /** What became of one of them. */
    private sealed interface Result {
        record Asked(Outcome.Under under) implements Result {}

        record Refused(Problem problem) implements Result {}
    }

    /** Asks one thing of one task. */
    public ApiAnswer one(ApiRequest ask) {
        ask.parameters().only(List.of());
        checkType(ask);
        var key = key(ask);
        return body.read(ask.request(), LIMIT, bytes -> {
            var asking = new AskingReader(where(ask), key).read(Json.read(bytes), ask.task());
            var under = under(acts.ask(asking), asking.task());
            await(List.of(under));
            return ApiAnswer.json(202, Json.write(out -> {
                out.writeStartObject();
                receipt(under, out);
                out.writeEndObject();
            }));
        });
    }

    /** Asks for several things, each on its own: what cannot be done of them does not hold up the others. */
    public ApiAnswer several(ApiRequest ask) {
        ask.parameters().only(List.of());
        checkType(ask);
        var key = key(ask);
        return body.read(ask.request(), LIMIT, bytes -> {
            var items = items(Json.read(bytes));
            var results = new ArrayList<Result>();
            for (var i = 0; i < items.size(); i++) {
                results.add(result(items.get(i), new AskingReader(where(ask), key + "/" + i)));
            }
            await(results.stream()
                    .filter(Result.Asked.class::isInstance)
                    .map(result -> ((Result.Asked) result).under())
                    .toList());
            return ApiAnswer.json(202, json(results));
        });
    }

    private static List<JsonNode> items(JsonNode node) {
        if (!node.isArray()) throw new Invalid("body", "something else", "a list of up to " + MOST + " objects");
        if (node.size() > MOST) {
            throw new Refusal(new Problem.TooLarge("items", node.size() + "", "at most " + MOST + " a request"));
        }
        var items = new ArrayList<JsonNode>();
        node.forEach(items::add);
        return items;
    }

    private Result result(JsonNode item, AskingReader reader) {
        try {
            var asking = reader.read(item);
            return new Result.Asked(under(acts.ask(asking), asking.task()));
        } catch (Invalid e) {
            return new Result.Refused(new Problem.Refused(e));
        } catch (Refusal e) {
            return new Result.Refused(e.problem());
        }
    }

    private static Outcome.Under under(Outcome outcome, TaskId task) {
        return switch (outcome) {
            case Outcome.Under it -> it;
            case Outcome.NoTask _ -> throw new Refusal(new Problem.NoTask(Excerpt.of(task.text())));
            case Outcome.NotNow(var instead) -> throw new Refusal(new Problem.NotNow(instead));
        };
    }

    /** Until there is a word to each, but no longer than that. */
    private static void await(List<Outcome.Under> all) {
        var words = all.stream().map(Outcome.Under::word).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(words).get(WORD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // The receipts say how far it came.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String json(List<Result> results) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("items");
            for (var i = 0; i < results.size(); i++) {
                out.writeStartObject();
                out.writeNumberProperty("index", i);
                switch (results.get(i)) {
                    case Result.Asked(var under) -> {
                        out.writeStringProperty("status", "asked");
                        out.writeStringProperty("task", under.task().text());
                        receipt(under, out);
                    }
                    case Result.Refused(var problem) -> {
                        out.writeStringProperty("status", "refused");
                        out.writeName("problem");
                        problem.write(out);
                    }
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private void receipt(Outcome.Under under, JsonGenerator out) {
        acts.receipt(under.task(), under.act()).ifPresent(receipt -> {
            out.writeName("receipt");
            ActJson.receipt(receipt, out);
        });
    }

    /** A form that another site makes a browser send is no JSON. */
    public static void checkType(ApiRequest ask) {
        var type = ask.header("content-type").orElse("missing");
        var word = type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
        if (!word.equals("application/json")) throw new Refusal(new Problem.NotJson(Excerpt.of(type)));
    }

    private static String key(ApiRequest ask) {
        var key = ask.header(KEY).map(String::strip).orElse("");
        if (key.length() < SHORTEST_KEY || key.length() > LONGEST_KEY) {
            var found = key.isEmpty() ? "nothing" : key.length() + " characters";
            var allowed = SHORTEST_KEY + " to " + LONGEST_KEY + " characters, the same for a repeat";
            throw new Refusal(new Problem.BadHeader(KEY, found, allowed));
        }
        return key;
    }

    private static Optional<String> where(ApiRequest ask) {
        return Optional.of(ask.request().remotePeer().host()).filter(host -> !host.isBlank());
    }
}
