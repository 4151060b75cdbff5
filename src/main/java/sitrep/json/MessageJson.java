package sitrep.json;

import java.time.Instant;
import java.util.Optional;
import sitrep.core.notice.Matter;
import sitrep.core.notice.NoticeMessage;
import tools.jackson.core.JsonGenerator;

/** Messages as the programs that show them want them. */
public final class MessageJson {
    private MessageJson() {}

    /** The body of a webhook: what it is, when it was sent, and all there is to say. */
    public static String webhook(NoticeMessage message, String link, Instant now) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("type", "sitrep." + message.kind().word());
            SitrepJson.time(out, "timestamp", now);
            out.writeObjectPropertyStart("data");
            out.writeStringProperty("reason", message.reason().word());
            out.writeStringProperty("title", message.title());
            SitrepJson.array(out, "lines", message.lines(), out::writeString);
            out.writeNumberProperty("count", message.count());
            SitrepJson.array(out, "items", message.matters(), matter -> item(matter, out));
            out.writeStringProperty("link", link);
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private static void item(Matter matter, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty(matter.isOfTask() ? "task" : "source", matter.subject());
        out.writeStringProperty("reason", matter.reason().word());
        out.writeStringProperty("name", matter.name());
        FactWriter.text(out, "text", Optional.of(matter.text()).filter(text -> !text.isEmpty()));
        FactWriter.text(out, "next", matter.next());
        SitrepJson.time(out, "since", matter.since());
        out.writeEndObject();
    }

    /** For Slack and its like. Nothing is fetched for it, and nothing is read as markup. */
    public static String slack(String text) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("text", text);
            out.writeBooleanProperty("mrkdwn", false);
            out.writeBooleanProperty("unfurl_links", false);
            out.writeBooleanProperty("unfurl_media", false);
            out.writeEndObject();
        });
    }

    /** For Telegram. Without a parse mode it takes text as text. */
    public static String telegram(String chat, String text, boolean isSilent) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("chat_id", chat);
            out.writeStringProperty("text", text);
            out.writeBooleanProperty("disable_notification", isSilent);
            out.writeObjectPropertyStart("link_preview_options");
            out.writeBooleanProperty("is_disabled", true);
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    /** For ntfy. */
    public static String ntfy(String topic, NoticeMessage message, String text, String link) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("topic", topic);
            out.writeStringProperty("title", message.title());
            out.writeStringProperty("message", text.isEmpty() ? message.title() : text);
            out.writeNumberProperty("priority", message.isPressing() ? 4 : 3);
            out.writeStringProperty("click", link);
            out.writeEndObject();
        });
    }
}
