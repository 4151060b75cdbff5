package sitrep.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.core.outlook.Outlook;
import sitrep.core.rule.Because;
import sitrep.core.silence.Foresight;
import sitrep.core.task.Task;
import sitrep.core.text.Invalid;
import sitrep.core.text.SpokenTime;
import sitrep.core.why.TaskDetail;
import sitrep.core.why.Why;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Why a task shows what it shows, as JSON: for each field its value, the rule, and the events and numbers behind it.
 */
public final class WhyJson {
    private WhyJson() {}

    /** What is told of runs unless more is asked for. */
    private static final List<String> USUAL = List.of(".phase", ".outcome", ".started");

    /** What was found comes before what it was held against, and what will become of it last. */
    private static final List<String> FIRST =
            List.of("found", "seen", "turn", "times", "over", "silentSince", "limit", "rule", "setFor");

    private static final List<String> LAST = List.of("dissent", "becomes", "clears");

    /**
     * The reasons for one field and its parts, or for all, of runs and workers then only what the page has room
     * for.
     *
     * @param field as in {@code phase}, {@code labels.release}, {@code runs.r4} or {@code runs.r4.outcome}
     */
    public static String of(Task known, Optional<String> field, Outlook outlook) {
        return of(known, field, outlook, Map.of());
    }

    /**
     * The same, with what is known besides.
     *
     * @param besides reasons for what is no field of the task, by name
     */
    public static String of(Task known, Optional<String> field, Outlook outlook, Map<String, Because> besides) {
        var reasons = Why.of(known, outlook);
        reasons.putAll(besides);
        var asked = reasons.sequencedKeySet().stream()
                .filter(name -> field.map(it -> isPart(name, it)).orElseGet(() -> isUsual(name)))
                .toList();
        if (asked.isEmpty()) throw unknown(field.orElse(""), reasons.sequencedKeySet());
        var detail = TaskDetail.of(known);
        var task = Json.read(SitrepJson.full(detail, outlook));
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("task", detail.sitrep().id().text());
            out.writeObjectPropertyStart("fields");
            asked.forEach(name ->
                    Optional.ofNullable(reasons.get(name)).ifPresent(because -> reason(name, because, task, out)));
            out.writeEndObject();
            outlook(detail, outlook, out);
            out.writeEndObject();
        });
    }

    private static boolean isPart(String name, String field) {
        return name.equals(field) || name.startsWith(field + ".");
    }

    private static boolean isUsual(String name) {
        if (name.startsWith("workers.")) return name.endsWith(".lastSign");
        return !name.startsWith("runs.") || USUAL.stream().anyMatch(name::endsWith);
    }

    private static Invalid unknown(String field, Collection<String> fields) {
        var allowed = fields.stream().filter(name -> !name.startsWith("runs.") && !name.startsWith("workers."));
        var parts = Stream.of("runs.ID", "runs.ID.FIELD", "workers.ID", "workers.ID.FIELD");
        return new Invalid(
                "field", Fields.excerpt(field), Stream.concat(allowed, parts).collect(Collectors.joining(" ")));
    }

    /** How long it is expected to take, and how long each run that lives goes on, in a line each. */
    private static void outlook(TaskDetail detail, Outlook outlook, JsonGenerator out) {
        outlook.expected().ifPresent(it -> SitrepJson.expected(it, detail.sitrep(), outlook.now(), out));
        var ages = new HashMap<String, String>();
        detail.runs().stream()
                .filter(run -> run.ended().isEmpty())
                .forEach(run -> Optional.ofNullable(outlook.ages().get(run.id()))
                        .ifPresent(it -> ages.put(run.id().text(), it.spoken())));
        FactWriter.texts(out, "ages", ages);
        foresights(detail, outlook, out);
    }

    private static void foresights(TaskDetail detail, Outlook outlook, JsonGenerator out) {
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
            out.writeStringProperty("limit", SpokenTime.duration(step.limit()));
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
        numbers(because.numbers(), out);
        out.writeEndObject();
    }

    /** In the order in which people want to know them; others between, by their names. */
    private static void numbers(Map<String, String> numbers, JsonGenerator out) {
        if (numbers.isEmpty()) return;
        out.writeObjectPropertyStart("numbers");
        numbers.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, String> number) -> place(number.getKey()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(number -> out.writeStringProperty(number.getKey(), number.getValue()));
        out.writeEndObject();
    }

    private static int place(String number) {
        if (FIRST.contains(number)) return FIRST.indexOf(number);
        return FIRST.size() + 1 + LAST.indexOf(number);
    }

    /** The value as the task shows it; lists that were merely collected are left to the task itself. */
    private static Optional<JsonNode> value(String name, JsonNode task) {
        if (name.startsWith("runs.")) return ofOne(name.substring("runs.".length()), task.path("runs"));
        if (name.startsWith("workers.")) return ofOne(name.substring("workers.".length()), task.path("workers"));
        if (name.startsWith("labels.")) {
            return Optional.ofNullable(task.path("labels").get(name.substring("labels.".length())));
        }
        return Optional.ofNullable(task.get(name)).filter(value -> !value.isArray());
    }

    private static Optional<JsonNode> ofOne(String name, JsonNode all) {
        var dot = name.lastIndexOf('.');
        for (var one : all) {
            if (one.path("id").asString().equals(name.substring(0, dot))) {
                return Optional.ofNullable(one.get(name.substring(dot + 1))).filter(value -> !value.isArray());
            }
        }
        return Optional.empty();
    }
}
