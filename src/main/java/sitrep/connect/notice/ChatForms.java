package sitrep.connect.notice;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import sitrep.json.MessageJson;

/** Ready bodies for chats and the like. All of them get plain text, in which nothing foreign can call or format. */
final class ChatForms {
    /** What Slack shows of a text before it cuts it, and less than the others take. */
    private static final int MOST = 3_500;

    /** What ntfy takes is counted in bytes; a character of ours has three at most, or is two of these. */
    private static final int NTFY = 1_300;

    private ChatForms() {}

    /**
     * Slack, and what takes the same: Mattermost, Rocket.Chat, Discord behind {@code /slack}. The three signs that
     * Slack reads as markup are written as it wants them.
     */
    static MessageForm slack(URI to, MessageText text) {
        return (_, message, _) -> {
            var said = MessageText.callingNobody(text.whole(message, MOST))
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;");
            return HttpPost.json(to, MessageJson.slack(said));
        };
    }

    /** @param token the bot's, which is a part of the address */
    static MessageForm telegram(URI api, String token, String chat, MessageText text) {
        var to = URI.create(api.toString().replaceAll("/+$", "") + "/bot" + token + "/sendMessage");
        return (_, message, _) -> {
            var said = MessageText.callingNobody(text.whole(message, MOST));
            return HttpPost.json(to, MessageJson.telegram(chat, said, !message.isPressing()));
        };
    }

    /** @param topic the address of the topic */
    static MessageForm ntfy(URI topic, Optional<String> token, MessageText text) {
        var whole = topic.toString().replaceAll("/+$", "");
        var slash = whole.lastIndexOf('/');
        var to = URI.create(whole.substring(0, slash + 1));
        var name = whole.substring(slash + 1);
        return (_, message, _) -> {
            var said = MessageText.cut(String.join("\n", message.lines()), NTFY);
            var body = MessageJson.ntfy(name, message, said, text.link(message));
            return HttpPost.json(to, body)
                    .with(token.map(it -> Map.of("Authorization", "Bearer " + it))
                            .orElse(Map.of()));
        };
    }

    /** Text and nothing else. */
    static MessageForm plain(URI to, Optional<String> token, MessageText text) {
        return (_, message, _) -> new HttpPost(to, "text/plain; charset=utf-8", text.whole(message, MOST), Map.of())
                .with(token.map(it -> Map.of("Authorization", "Bearer " + it)).orElse(Map.of()));
    }
}
