package sitrep.http.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import sitrep.core.event.TaskId;
import sitrep.core.notice.Notice;
import sitrep.core.notice.NoticeDesk.Change;
import sitrep.core.notice.NoticeFilter;
import sitrep.core.notice.NoticeReason;
import sitrep.core.notice.NoticeSetup.Addressee;
import sitrep.core.text.Check;
import sitrep.core.text.Invalid;
import sitrep.core.text.Limits;
import sitrep.engine.notice.Notices;
import sitrep.engine.notice.Notices.Told;
import sitrep.engine.notice.Screens;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Parameters;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.RequestBody;
import sitrep.json.Json;
import sitrep.json.NoticeJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Who is told of what: what was decided and why, the targets, a test, and what could not be delivered. */
public final class NoticesApi {
    private static final int BODY = 64 * 1024;
    private static final int TARGET = 16 * 1024;
    private static final int USUAL = 50;
    private static final int LIMIT = 500;

    private final Notices notices;
    private final RequestBody body;

    public NoticesApi(Notices notices, RequestBody body) {
        this.notices = notices;
        this.body = body;
    }

    /** What was decided, the newest first. */
    public ApiAnswer list(ApiRequest ask) {
        var asked = asked(ask.parameters());
        var found = notices.decided(asked);
        var page = found.subList(0, Math.min(found.size(), asked.limit() - 1));
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            told(out, "items", page);
            if (found.size() > page.size()) {
                out.writeStringProperty(
                        "next", String.valueOf(page.getLast().notice().number()));
            }
            out.writeEndObject();
        });
    }

    /** One more is asked for than the page takes, to know whether there is another. */
    private static Notices.Asked asked(Parameters parameters) {
        parameters.only(List.of("task", "target", "what", "cursor", "limit"));
        return new Notices.Asked(
                parameters.one("task"),
                parameters.one("target"),
                parameters.one("what").map(NoticesApi::what),
                parameters.number("cursor", Long.MAX_VALUE, 1, Long.MAX_VALUE),
                (int) parameters.number("limit", USUAL, 1, LIMIT) + 1);
    }

    private static Notice.What what(String word) {
        return java.util.Arrays.stream(Notice.What.values())
                .filter(what -> what.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        new Problem.BadParameter("what", Excerpt.of(word), String.join(" ", Notice.What.words()))));
    }

    private static void told(JsonGenerator out, String name, List<Told> all) {
        out.writeArrayPropertyStart(name);
        all.forEach(each -> told(out, each));
        out.writeEndArray();
    }

    private static void told(JsonGenerator out, Told told) {
        NoticeJson.write(told.notice(), out, more -> NoticeJson.delivery(told.outcome(), told.waiting(), more));
    }

    /** The targets as they stand, what could not be understood of their file, and what is not delivered. */
    public ApiAnswer targets(ApiRequest ask) {
        ask.parameters().only(List.of());
        var setup = notices.setup();
        var undelivered = notices.undelivered();
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("file", setup.file());
            notices.locked().ifPresent(why -> out.writeStringProperty("locked", why));
            texts(out, "mistakes", setup.mistakes());
            out.writeArrayPropertyStart("items");
            notices.targets().forEach(each -> target(each, out));
            out.writeEndArray();
            told(out, "undelivered", undelivered);
            out.writeEndObject();
        });
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) {
        out.writeArrayPropertyStart(name);
        texts.forEach(out::writeString);
        out.writeEndArray();
    }

    private void target(Notices.Standing standing, JsonGenerator out) {
        var rules = standing.addressee().rules();
        out.writeStartObject();
        out.writeStringProperty("name", rules.name());
        out.writeStringProperty("kind", standing.addressee().kind());
        out.writeStringProperty("where", standing.addressee().where());
        texts(
                out,
                "reasons",
                rules.reasons().stream().sorted().map(NoticeReason::word).toList());
        if (!rules.only().equals(NoticeFilter.ALL))
            out.writeStringProperty("only", rules.only().spoken());
        out.writeNumberProperty("after", rules.after().toSeconds());
        out.writeNumberProperty("budget", rules.budget());
        out.writeNumberProperty("withinHour", standing.withinHour());
        rules.quiet().ifPresent(quiet -> out.writeStringProperty("quiet", quiet.spoken()));
        standing.quietUntil().ifPresent(until -> out.writeStringProperty("quietUntil", until.toString()));
        rules.escalation().ifPresent(next -> {
            out.writeObjectPropertyStart("escalate");
            out.writeNumberProperty("after", next.after().toSeconds());
            out.writeStringProperty("to", next.to());
            out.writeEndObject();
        });
        out.writeNumberProperty("waiting", standing.waiting());
        out.writeNumberProperty("dead", standing.dead());
        standing.last().ifPresent(outcome -> {
            out.writeObjectPropertyStart("last");
            NoticeJson.outcome(outcome, out);
            out.writeEndObject();
        });
        notices.sheet(rules.name()).ifPresent(sheet -> {
            out.writeName("settings");
            Json.copy(Json.read(sheet.json()), out);
            texts(out, "secrets", sheet.secrets());
        });
        out.writeEndObject();
    }

    /** Sets a target, or adds it; answers it as it stands then. */
    public ApiAnswer put(ApiRequest ask) {
        ask.parameters().only(List.of());
        var name = ask.segments().getFirst();
        return body.read(ask.request(), TARGET, bytes -> {
            var settings = Json.text(Json.read(bytes));
            change(name, notices.change(desk -> desk.put(name, settings)));
            return ApiAnswer.json(out -> notices.targets().stream()
                    .filter(each -> each.addressee().name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(each -> target(each, out), () -> Json.copy(Json.read("{}"), out)));
        });
    }

    /** Takes a target away. */
    public ApiAnswer remove(ApiRequest ask) {
        ask.parameters().only(List.of());
        var name = ask.segments().getFirst();
        change(name, notices.change(desk -> desk.remove(name)));
        return ApiAnswer.json("{}");
    }

    private static void change(String name, Change change) {
        switch (change) {
            case Change.Done _ -> {}
            case Change.NoTarget _ -> throw new Refusal(new Problem.NoTarget(Excerpt.of(name)));
            case Change.Refused(var why) -> throw new Refusal(new Problem.NotNow(why));
        }
    }

    /** Sends a test message to one target, or to all, and answers what came of each. */
    public ApiAnswer test(ApiRequest ask) {
        ask.parameters().only(List.of());
        return body.read(ask.request(), BODY, bytes -> {
            var target = Optional.ofNullable(fields(bytes, List.of("target")).get("target"))
                    .map(value -> text("target", value));
            var results = among(target).stream().map(notices::test).toList();
            return ApiAnswer.json(out -> {
                out.writeStartObject();
                told(out, "items", results);
                out.writeEndObject();
            });
        });
    }

    private List<Addressee> among(Optional<String> target) {
        var all = notices.setup().addressees();
        if (target.isEmpty()) return all;
        return List.of(notices.setup()
                .named(target.get())
                .orElseThrow(() -> new Invalid(
                        "target",
                        Excerpt.of(target.get()),
                        all.isEmpty()
                                ? "nothing: no target is set in "
                                        + notices.setup().file()
                                : all.stream().map(Addressee::name).collect(Collectors.joining(" ")))));
    }

    public ApiAnswer retry(ApiRequest ask) {
        return changed(ask, notices::retry);
    }

    public ApiAnswer drop(ApiRequest ask) {
        return changed(ask, notices::drop);
    }

    private ApiAnswer changed(ApiRequest ask, LongPredicate change) {
        ask.parameters().only(List.of());
        var number = ask.segments().getFirst();
        return body.read(ask.request(), BODY, bytes -> {
            var _ = fields(bytes, List.of());
            if (!number.matches("[0-9]{1,18}") || !change.test(Long.parseLong(number))) {
                throw new Refusal(new Problem.NoMessage(Excerpt.of(number)));
            }
            return ApiAnswer.json("{\"number\":" + Long.parseLong(number) + "}");
        });
    }

    /** A page says which tasks somebody has before them: nobody is told of those meanwhile. */
    public ApiAnswer looking(ApiRequest ask) {
        ask.parameters().only(List.of());
        return body.read(ask.request(), BODY, bytes -> {
            var fields = fields(bytes, List.of("view", "tasks"));
            var view = Optional.ofNullable(fields.get("view"))
                    .map(value -> text("view", value))
                    .orElseThrow(() -> new Invalid("view", "nothing", "a text that tells this page from others"));
            Check.text("view", view, Limits.ID);
            notices.shows(view, tasks(Optional.ofNullable(fields.get("tasks"))));
            return ApiAnswer.json("{\"holds\":" + Screens.HOLDS.toSeconds() + "}");
        });
    }

    private static List<String> tasks(Optional<JsonNode> list) {
        if (list.isEmpty()) return List.of();
        if (!list.get().isArray()) throw new Invalid("tasks", "something else", "a list of ids of tasks");
        var tasks = list.get()
                .valueStream()
                .map(item -> new TaskId(text("tasks", item)).text())
                .toList();
        Check.size("tasks", tasks, Screens.TASKS);
        return tasks;
    }

    private static String text(String name, JsonNode value) {
        if (!value.isString()) throw new Invalid(name, "something else", "a text");
        return value.stringValue();
    }

    /** The fields of the body; a body may be empty. */
    private static Map<String, JsonNode> fields(byte[] body, List<String> allowed) {
        var fields = new LinkedHashMap<String, JsonNode>();
        if (body.length == 0) return fields;
        var node = Json.read(body);
        if (!node.isObject()) throw new Invalid("body", "something else", "a JSON object, or nothing");
        for (var field : node.properties()) {
            if (!allowed.contains(field.getKey())) {
                var names = allowed.isEmpty() ? "nothing" : String.join(" ", allowed);
                throw new Invalid("body", "the field " + Excerpt.of(field.getKey()), names);
            }
            if (!field.getValue().isNull()) fields.put(field.getKey(), field.getValue());
        }
        return fields;
    }
}
