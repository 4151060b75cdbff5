package sitrep.json;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import sitrep.core.notice.Dispatch;
import sitrep.core.notice.Matter;
import sitrep.core.notice.Notice;
import sitrep.core.notice.NoticeMessage;
import sitrep.core.notice.NoticeOutcome;
import sitrep.core.notice.NoticeReason;
import sitrep.core.notice.NoticeRule;
import sitrep.core.text.Invalid;
import tools.jackson.core.JsonGenerator;

/** Decisions on who is told of what, on the wire and in files. */
public final class NoticeJson {
    private NoticeJson() {}

    /** One decision in a line of its own. */
    public static String line(Notice notice) {
        return Json.write(out -> write(notice, out, _ -> {}));
    }

    /**
     * Writes a decision into a document that is being written.
     *
     * @param more what there is to say of it besides
     */
    public static void write(Notice notice, JsonGenerator out, Consumer<JsonGenerator> more) {
        out.writeStartObject();
        out.writeNumberProperty("number", notice.number());
        SitrepJson.time(out, "at", notice.at());
        out.writeStringProperty("target", notice.target());
        out.writeStringProperty("what", notice.what().word());
        out.writeStringProperty("reason", notice.reason().word());
        out.writeStringProperty("title", notice.title());
        SitrepJson.array(out, "about", notice.subjects(), out::writeString);
        out.writeStringProperty("rule", notice.rule().word());
        out.writeStringProperty("because", notice.rule().sentence());
        FactWriter.texts(out, "numbers", notice.numbers());
        notice.about().ifPresent(earlier -> out.writeNumberProperty("follows", earlier));
        notice.message().ifPresent(message -> message(message, out));
        more.accept(out);
        out.writeEndObject();
    }

    private static void message(NoticeMessage message, JsonGenerator out) {
        out.writeObjectPropertyStart("message");
        out.writeStringProperty("kind", message.kind().word());
        out.writeStringProperty("reason", message.reason().word());
        out.writeStringProperty("title", message.title());
        SitrepJson.array(out, "lines", message.lines(), out::writeString);
        SitrepJson.array(out, "matters", message.matters(), matter -> matter(matter, out));
        out.writeNumberProperty("count", message.count());
        out.writeEndObject();
    }

    static void matter(Matter matter, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("key", matter.key());
        out.writeStringProperty("reason", matter.reason().word());
        out.writeStringProperty("cause", matter.cause());
        FactWriter.text(out, "shared", matter.shared());
        out.writeStringProperty("subject", matter.subject());
        out.writeStringProperty("name", matter.name());
        out.writeStringProperty("phrase", matter.phrase());
        out.writeStringProperty("text", matter.text());
        FactWriter.text(out, "next", matter.next());
        SitrepJson.time(out, "since", matter.since());
        out.writeEndObject();
    }

    /** Writes what became of a message, or how far it is on its way; nothing of what was no message. */
    public static void delivery(Optional<NoticeOutcome> outcome, Optional<Dispatch> waiting, JsonGenerator out) {
        if (outcome.isEmpty() && waiting.isEmpty()) return;
        out.writeObjectPropertyStart("delivery");
        waiting.ifPresent(dispatch -> {
            out.writeStringProperty("state", "waiting");
            out.writeNumberProperty("tries", dispatch.tries());
            SitrepJson.time(out, "next", dispatch.due());
            FactWriter.text(out, "how", dispatch.trouble());
        });
        outcome.filter(_ -> waiting.isEmpty()).ifPresent(it -> outcome(it, out));
        out.writeEndObject();
    }

    /** Writes the fields of an outcome. */
    public static void outcome(NoticeOutcome outcome, JsonGenerator out) {
        out.writeStringProperty("state", outcome.word().word());
        SitrepJson.time(out, "at", outcome.at());
        out.writeNumberProperty("tries", outcome.tries());
        out.writeStringProperty("how", outcome.how());
    }

    /** What became of a message, in a line of its own. */
    public static String line(NoticeOutcome outcome) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeNumberProperty("outcome", outcome.number());
            outcome(outcome, out);
            out.writeEndObject();
        });
    }

    /** The decision in a line, or what became of a message. */
    public static void read(String line, Consumer<Notice> notices, Consumer<NoticeOutcome> outcomes) {
        var fields = Fields.of(Json.read(line), "line");
        if (!fields.has("outcome")) notices.accept(read(line));
        else outcomes.accept(outcome(fields));
    }

    private static NoticeOutcome outcome(Fields fields) {
        return new NoticeOutcome(
                fields.requiredCount("outcome"),
                fields.requiredTime("at"),
                word(fields, "state", NoticeOutcome.Word.values(), NoticeOutcome.Word::word),
                fields.requiredText("how"),
                (int) fields.requiredCount("tries"));
    }

    /** What {@link #line} wrote of a decision. */
    static Notice read(String line) {
        var fields = Fields.of(Json.read(line), "notice");
        var numbers = new TreeMap<>(fields.texts("numbers"));
        var about = fields.has("follows") ? Optional.of(fields.requiredCount("follows")) : Optional.<Long>empty();
        return new Notice(
                fields.requiredCount("number"),
                fields.requiredTime("at"),
                fields.requiredText("target"),
                word(fields, "what", Notice.What.values(), Notice.What::word),
                reason(fields),
                texts(fields, "about"),
                fields.requiredText("title"),
                rule(fields, "rule"),
                numbers,
                about,
                fields.object("message").map(NoticeJson::message));
    }

    private static NoticeMessage message(Fields fields) {
        return new NoticeMessage(
                word(fields, "kind", NoticeMessage.Kind.values(), NoticeMessage.Kind::word),
                reason(fields),
                fields.requiredText("title"),
                texts(fields, "lines"),
                fields.objects("matters").stream().map(NoticeJson::matter).toList(),
                (int) fields.requiredCount("count"));
    }

    static Matter matter(Fields fields) {
        return new Matter(
                fields.requiredText("key"),
                reason(fields),
                fields.requiredText("cause"),
                fields.text("shared"),
                fields.requiredText("subject"),
                fields.requiredText("name"),
                fields.requiredText("phrase"),
                fields.text("text").orElse(""),
                fields.text("next"),
                fields.requiredTime("since"));
    }

    static NoticeRule rule(Fields fields, String name) {
        return word(fields, name, NoticeRule.values(), NoticeRule::word);
    }

    private static NoticeReason reason(Fields fields) {
        return word(fields, "reason", NoticeReason.values(), NoticeReason::word);
    }

    private static <E> E word(Fields fields, String name, E[] all, Function<E, String> word) {
        var text = fields.requiredText(name);
        var words = Arrays.stream(all).map(word).toList();
        return Arrays.stream(all)
                .filter(each -> word.apply(each).equals(text))
                .findFirst()
                .orElseThrow(() -> new Invalid(name, Fields.excerpt(text), String.join(" ", words)));
    }

    static List<String> texts(Fields fields, String name) {
        return fields.node(name).stream()
                .flatMap(list -> list.valueStream())
                .map(item -> item.asString(""))
                .toList();
    }
}
