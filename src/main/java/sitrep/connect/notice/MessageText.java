package sitrep.connect.notice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import sitrep.core.notice.NoticeMessage;

/**
 * A message as plain text, for targets that know no more.
 *
 * @param page the address of the page, without a slash at its end
 */
record MessageText(String page) {
    MessageText {
        page = page.replaceAll("/+$", "");
    }

    /** Where it can be looked at: the task, if it is about one, or else the board. */
    String link(NoticeMessage message) {
        return message.task()
                .map(task -> page + "/tasks/"
                        + URLEncoder.encode(task, StandardCharsets.UTF_8).replace("+", "%20"))
                .orElse(page + "/");
    }

    /** All lines below the title, the link last. */
    List<String> lines(NoticeMessage message) {
        var lines = new ArrayList<>(message.lines());
        lines.add(link(message));
        return lines;
    }

    /** Title and lines, cut to a length. */
    String whole(NoticeMessage message, int most) {
        var lines = new ArrayList<String>();
        lines.add(message.title());
        lines.addAll(lines(message));
        return cut(String.join("\n", lines), most);
    }

    /** No character is cut in half. */
    static String cut(String text, int most) {
        if (text.length() <= most) return text;
        var end = most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) end--;
        return text.substring(0, end) + "…";
    }

    /**
     * Whoever is named in foreign text is not called by it: between the sign and the name stands a space that takes no
     * room.
     */
    static String callingNobody(String text) {
        return text.replace("@", "@\u200b");
    }
}
