package sitrep.json;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import sitrep.core.Because;
import sitrep.core.Detail;
import sitrep.core.Foresight;
import sitrep.core.Invalid;
import sitrep.core.Outlook;
import sitrep.core.Spoken;
import sitrep.core.Task;
import sitrep.core.Why;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Why a task shows what it shows, as JSON: for each field its value, the rule, and the events and numbers behind it.
 */
public final class WhyJson {
    private WhyJson() {}

    /**
     * The reasons for all fields or for one.
     *
     * @param field as in {@code phase}, {@code labels.release} or {@code runs.r4.outcome}
     */
    public static String of(Task known, Optional<String> field, Outlook outlook) {
        var detail = Detail.of(known);
        var reasons = Why.of(known);
        outlook.expected().ifPresent(it -> reasons.put("expected", it.because(detail.sitrep())));
        if (field.isPresent() && !reasons.containsKey(field.get())) {
            throw new Invalid("field", Fields.excerpt(field.get()), String.join(" ", reasons.keySet()));
        }
        var task = Json.read(SitrepJson.full(detail, outlook.withoutAges()));
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("task", detail.sitrep().id().text());
            out.writeObjectPropertyStart("fields");
            reasons.forEach((name, because) -> {
                if (field.isEmpty() || field.get().equals(name)) reason(name, because, task, out);
            });
            out.writeEndObject();
            outlook(detail, outlook, out);
            out.writeEndObject();
        });
    }

    /** How long it is expected to take, and how long each run that lives goes on, in a line each. */
    private static void outlook(Detail detail, Outlook outlook, JsonGenerator out) {
        outlook.expected().ifPresent(it -> SitrepJson.expected(it, detail.sitrep(), outlook.now(), out));
        var ages = new HashMap<String, String>();
        detail.runs().stream()
                .filter(run -> run.ended().isEmpty())
                .forEach(run -> Optional.ofNullable(outlook.ages().get(run.id()))
                        .ifPresent(it -> ages.put(run.id().text(), it.spoken())));
        FactWriter.texts(out, "ages", ages);
        foresights(detail, outlook, out);
    }

    private static void foresights(Detail detail, Outlook outlook, JsonGenerator out) {
        if (outlook.foresights().isEmpty()) return;
        out.writeObjectPropertyStart("ahead");
        detail.runs()
                .forEach(run -> Optional.ofNullable(outlook.foresights().get(run.id()))
                        .ifPresent(it -> foresight(run.id().text(), it, out)));
        out.writeEndObject();
    }

    private static void foresight(String run, Foresight foresight, JsonGenerator out) {
        out.writeObjectPropertyStart(run);
        foresight.spared().ifPresent(because -> out.writeStringProperty("spared", because));
        SitrepJson.array(out, "steps", foresight.ahead(), step -> {
            out.writeStartObject();
            out.writeStringProperty("becomes", step.becomes());
            SitrepJson.time(out, "at", step.at());
            SitrepJson.time(out, "since", step.since());
            out.writeStringProperty("limit", Spoken.duration(step.limit()));
            out.writeStringProperty("rule", step.rule());
            out.writeEndObject();
        });
        out.writeEndObject();
    }

    private static void reason(String name, Because because, JsonNode task, JsonGenerator out) {
        out.writeObjectPropertyStart(name);
        value(name, task).ifPresent(value -> {
            out.writeName("value");
            Json.copy(value, out);
        });
        out.writeStringProperty("rule", because.rule().word());
        out.writeStringProperty("because", because.rule().sentence());
        SitrepJson.array(out, "events", because.evidence(), stamp -> {
            out.writeStartObject();
            out.writeStringProperty("source", stamp.event().source());
            out.writeStringProperty("id", stamp.event().id());
            SitrepJson.time(out, "time", stamp.at());
            out.writeEndObject();
        });
        FactWriter.texts(out, "numbers", because.numbers());
        out.writeEndObject();
    }

    /** The value as the task shows it; lists that were merely collected are left to the task itself. */
    private static Optional<JsonNode> value(String name, JsonNode task) {
        for (var list : List.of("runs", "workers")) {
            if (name.startsWith(list + ".")) return ofOne(name.substring(list.length() + 1), task.path(list));
        }
        if (name.startsWith("labels.")) {
            return Optional.ofNullable(task.path("labels").get(name.substring("labels.".length())));
        }
        return Optional.ofNullable(task.get(name)).filter(value -> !value.isArray());
    }

    private static Optional<JsonNode> ofOne(String name, JsonNode all) {
        var dot = name.lastIndexOf('.');
        for (var one : all) {
            if (one.path("id").asString().equals(name.substring(0, dot))) {
                return Optional.ofNullable(one.get(name.substring(dot + 1)));
            }
        }
        return Optional.empty();
    }
}
