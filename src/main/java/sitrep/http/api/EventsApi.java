package sitrep.http.api;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sitrep.core.event.Event;
import sitrep.core.text.Invalid;
import sitrep.engine.Intake;
import sitrep.engine.Intake.Receipt;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.MediaType;
import sitrep.http.exchange.Percent;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.RequestBody;
import sitrep.http.server.Metrics;
import sitrep.json.EventReader;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** Takes events in: CloudEvents in their three modes, newline-delimited JSON, and flat reports. */
public final class EventsApi {
    private static final List<String> ATTRIBUTES =
            List.of("specversion", "id", "source", "type", "time", "subject", "datacontenttype");

    /** What became of one item when it was read. */
    sealed interface Reading {
        record Good(EventReader.Read read) implements Reading {}

        record Bad(Problem problem) implements Reading {}
    }

    private final Intake intake;
    private final RequestBody body;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Metrics metrics;

    public EventsApi(Intake intake, RequestBody body, InstantSource clock, Supplier<String> ids, Metrics metrics) {
        this.intake = intake;
        this.body = body;
        this.clock = clock;
        this.ids = ids;
        this.metrics = metrics;
    }

    public ApiAnswer post(ApiRequest ask) {
        ask.parameters().only(List.of());
        var type = MediaType.of(ask.header("content-type"));
        var attributes = type == MediaType.JSON ? attributes(ask) : Map.<String, String>of();
        return body.read(ask.request(), RequestBody.LIMIT, bytes -> take(type, attributes, bytes));
    }

    /** The attributes of a CloudEvent in binary mode; empty if it is none. */
    private static Map<String, String> attributes(ApiRequest ask) {
        var attributes = new LinkedHashMap<String, String>();
        for (var name : ATTRIBUTES) {
            var header = "ce-" + name;
            ask.header(header).ifPresent(value -> attributes.put(name, Percent.decode(header, value)));
        }
        return attributes;
    }

    private ApiAnswer take(MediaType type, Map<String, String> attributes, byte[] bytes) {
        var reader = new EventReader(clock.instant(), ids);
        if (!attributes.isEmpty()) {
            var items = BodyItems.one(bytes);
            return take(items, List.of(read(items, items.slices().getFirst(), data -> reader.read(attributes, data))));
        }
        var items = items(type, bytes);
        var isCloud = type == MediaType.CLOUD_EVENT || type == MediaType.CLOUD_BATCH;
        var readings = items.slices().stream()
                .map(slice -> read(items, slice, node -> reader.read(isCloud ? cloud(node) : node)))
                .toList();
        return take(items, readings);
    }

    private static BodyItems items(MediaType type, byte[] bytes) {
        return switch (type) {
            case JSON -> BodyItems.oneOrArray(bytes);
            case CLOUD_EVENT -> BodyItems.one(bytes);
            case CLOUD_BATCH -> BodyItems.array(bytes);
            case LINES -> BodyItems.lines(bytes);
            case FORM -> {
                if (!BodyItems.looksLikeJson(bytes)) {
                    throw new Refusal(new Problem.WrongType("that of a form, with a body that is not JSON"));
                }
                yield BodyItems.oneOrArray(bytes);
            }
        };
    }

    private interface OfNode {
        EventReader.Read read(JsonNode node);
    }

    private static Reading read(BodyItems items, BodyItems.Slice slice, OfNode code) {
        try {
            if (slice.length() > BodyItems.ITEM) {
                throw new Invalid("item", slice.length() + " bytes", "at most " + BodyItems.ITEM + " bytes");
            }
            return new Reading.Good(code.read(items.read(slice)));
        } catch (Json.Malformed e) {
            var reason = String.valueOf(e.getMessage());
            return new Reading.Bad(Problem.Malformed.because(reason + hint(items, reason)));
        } catch (Invalid e) {
            return new Reading.Bad(new Problem.Refused(e));
        }
    }

    /** Whoever sends several lines the usual way of curl loses the line breaks. */
    private static String hint(BodyItems items, String reason) {
        if (items.isBatch() || !reason.startsWith("something follows")) return "";
        return "; several events go in an array, or one on each line as " + MediaType.LINES.word()
                + " (with curl: --data-binary)";
    }

    private static JsonNode cloud(JsonNode node) {
        if (node.isObject() && !node.has("specversion")) throw new Invalid("specversion", "nothing", "1.0");
        return node;
    }

    private ApiAnswer take(BodyItems items, List<Reading> readings) {
        var events = new ArrayList<Event>();
        for (var reading : readings) {
            if (reading instanceof Reading.Good(var read)) events.addAll(read.events());
        }
        var problem = events.isEmpty() ? refusal(items, readings) : Optional.<Problem>empty();
        if (problem.isPresent()) {
            metrics.refused(readings.size());
            return ApiAnswer.of(problem.get());
        }
        var receipts = events.isEmpty() ? List.<Receipt>of() : intake.accept(events);
        var results = new ItemResults(readings, receipts);
        metrics.count(receipts, results.refused());
        return ApiAnswer.json(202, results.json());
    }

    /** The problem that is the whole answer, if nothing can be taken in although something was sent. */
    private static Optional<Problem> refusal(BodyItems items, List<Reading> readings) {
        var bad = new ArrayList<Problem.Item>();
        for (var reading : readings) {
            if (reading instanceof Reading.Bad(var problem)) bad.add(new Problem.Item(bad.size(), problem));
        }
        if (bad.isEmpty()) return Optional.empty();
        return Optional.of(
                items.isBatch() ? new Problem.AllRefused(bad) : bad.getFirst().problem());
    }
}
