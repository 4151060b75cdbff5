package sitrep.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sitrep.core.notice.Dispatch;
import sitrep.core.notice.Matter;
import sitrep.core.notice.NoticeBook;
import sitrep.core.notice.NoticeCase;
import sitrep.core.notice.NoticeCase.Stage;
import sitrep.core.notice.NoticeState;
import tools.jackson.core.JsonGenerator;

/** What is remembered of who was told of what, in a file. */
public final class NoticeStateJson {
    private NoticeStateJson() {}

    /** All of it, as one document. */
    public static String text(NoticeBook book) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("epoch", book.epoch());
            out.writeName("state");
            write(book.state(), out);
            SitrepJson.array(out, "waiting", book.waiting(), each -> write(each, out));
            SitrepJson.array(out, "dead", book.dead(), each -> write(each, out));
            out.writeEndObject();
        });
    }

    /** What {@link #text} wrote. */
    public static NoticeBook read(String text) {
        var fields = Fields.of(Json.read(text), "book");
        return new NoticeBook(
                fields.requiredText("epoch"),
                read(fields.object("state").orElseThrow(() -> new Json.Malformed("there is no state in it"))),
                dispatches(fields, "waiting"),
                dispatches(fields, "dead"));
    }

    private static void write(Dispatch dispatch, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("notice", NoticeJson.line(dispatch.notice()));
        out.writeStringProperty("id", dispatch.id());
        out.writeNumberProperty("tries", dispatch.tries());
        SitrepJson.time(out, "due", dispatch.due());
        FactWriter.text(out, "trouble", dispatch.trouble());
        out.writeEndObject();
    }

    private static List<Dispatch> dispatches(Fields fields, String name) {
        return fields.objects(name).stream()
                .map(each -> new Dispatch(
                        NoticeJson.read(each.requiredText("notice")),
                        each.requiredText("id"),
                        (int) each.requiredCount("tries"),
                        each.requiredTime("due"),
                        each.text("trouble")))
                .toList();
    }

    private static void write(NoticeState state, JsonGenerator out) {
        out.writeStartObject();
        out.writeNumberProperty("last", state.last());
        var matters = new TreeMap<String, Matter>();
        cases(state).forEach(each -> each.open().forEach(matter -> matters.put(matter.key(), matter)));
        SitrepJson.array(out, "matters", List.copyOf(matters.values()), matter -> NoticeJson.matter(matter, out));
        SitrepJson.array(out, "targets", List.copyOf(state.targets().entrySet()), target -> {
            out.writeStartObject();
            out.writeStringProperty("name", target.getKey());
            out.writeNumberProperty("over", target.getValue().over());
            SitrepJson.array(out, "spent", target.getValue().spent(), at -> out.writeString(at.toString()));
            SitrepJson.array(out, "cases", List.copyOf(target.getValue().cases().values()), each -> write(each, out));
            out.writeEndObject();
        });
        out.writeEndObject();
    }

    private static void write(NoticeCase each, JsonGenerator out) {
        out.writeStartObject();
        SitrepJson.time(out, "begun", each.begun());
        FactWriter.text(out, "from", each.from());
        SitrepJson.array(out, "open", each.open(), matter -> out.writeString(matter.key()));
        switch (each.stage()) {
            case Stage.Waiting _ -> {}
            case Stage.Held(var rule, var number) -> {
                out.writeStringProperty("held", rule.word());
                out.writeNumberProperty("number", number);
            }
            case Stage.Told(var number, var at, var isAlone, var isPassedOn) -> {
                SitrepJson.time(out, "told", at);
                out.writeNumberProperty("number", number);
                out.writeBooleanProperty("alone", isAlone);
                out.writeBooleanProperty("passedOn", isPassedOn);
            }
        }
        out.writeEndObject();
    }

    private static Stream<NoticeCase> cases(NoticeState state) {
        return state.targets().values().stream().flatMap(target -> target.cases().values().stream());
    }

    private static NoticeState read(Fields fields) {
        var matters = new TreeMap<String, Matter>();
        fields.objects("matters").stream().map(NoticeJson::matter).forEach(matter -> matters.put(matter.key(), matter));
        var targets = new TreeMap<String, NoticeState.OfTarget>();
        fields.objects("targets").forEach(target -> targets.put(target.requiredText("name"), target(target, matters)));
        return new NoticeState(fields.requiredCount("last"), targets);
    }

    private static NoticeState.OfTarget target(Fields fields, Map<String, Matter> matters) {
        var cases = new TreeMap<String, NoticeCase>();
        for (var each : fields.objects("cases")) {
            var read = readCase(each, matters);
            if (!read.open().isEmpty()) cases.put(read.open().getFirst().cause(), read);
        }
        var spent = fields.node("spent").stream()
                .flatMap(list -> list.valueStream())
                .map(item -> Fields.time("spent", item.asString("")))
                .toList();
        return new NoticeState.OfTarget(cases, spent, (int) fields.requiredCount("over"));
    }

    private static NoticeCase readCase(Fields fields, Map<String, Matter> matters) {
        var open = NoticeJson.texts(fields, "open").stream()
                .flatMap(key -> Optional.ofNullable(matters.get(key)).stream())
                .toList();
        return new NoticeCase(open, fields.requiredTime("begun"), fields.text("from"), stage(fields));
    }

    private static Stage stage(Fields fields) {
        var told = fields.time("told");
        if (told.isPresent()) {
            return new Stage.Told(
                    fields.requiredCount("number"), told.get(), fields.flag("alone"), fields.flag("passedOn"));
        }
        return fields.has("held")
                ? new Stage.Held(NoticeJson.rule(fields, "held"), fields.requiredCount("number"))
                : new Stage.Waiting();
    }
}
