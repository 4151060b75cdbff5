package sitrep.connect.notice;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sitrep.core.notice.Courier;

/** The ways to reach a target, as they are set: which kind, where, and with which secrets. */
final class TargetWays {
    private static final URI TELEGRAM = URI.create("https://api.telegram.org");
    private static final List<String> KINDS = List.of("webhook", "slack", "ntfy", "telegram", "plain", "command");

    private final HttpClient client;
    private final MessageText text;
    private final Map<String, String> environment;
    private final Function<String, Optional<String>> files;

    /** A way that was found: where it leads, as far as that may be shown. */
    record Way(String kind, String where, Courier courier) {}

    TargetWays(
            HttpClient client,
            MessageText text,
            Map<String, String> environment,
            Function<String, Optional<String>> files) {
        this.client = client;
        this.text = text;
        this.environment = environment;
        this.files = files;
    }

    /** The way that is set, or nothing where it is not set as it should be. */
    Optional<Way> read(SettingsNode node) {
        var kind = node.meaning("kind", word -> Optional.of(word).filter(KINDS::contains), String.join(" ", KINDS));
        if (!node.has("kind")) node.wrong("kind", "nothing", String.join(" ", KINDS));
        return kind.flatMap(word -> switch (word) {
            case "webhook" -> webhook(node);
            case "slack" -> url(node, "url").map(to -> posting(word, to, ChatForms.slack(to, text)));
            case "ntfy" -> ntfy(node);
            case "telegram" -> telegram(node);
            case "plain" -> {
                var token = secret(node, "token");
                yield url(node, "url").map(to -> posting(word, to, ChatForms.plain(to, token, text)));
            }
            default -> command(node);
        });
    }

    private Way posting(String kind, URI to, MessageForm form) {
        return new Way(kind, shown(to), new HttpCourier(client, form));
    }

    /** Of many an address, what stands behind the host lets whoever knows it in. */
    private static String shown(URI to) {
        var port = to.getPort() < 0 ? "" : ":" + to.getPort();
        return to.getScheme() + "://" + to.getHost() + port + "/…";
    }

    private Optional<Way> webhook(SettingsNode node) {
        var written = secret(node, "secret");
        var key = written.flatMap(WebhookForm::key);
        if (written.isPresent() && key.isEmpty()) node.wrong("secret", "something else", WebhookForm.ALLOWED);
        return url(node, "url").map(to -> posting("webhook", to, new WebhookForm(to, key, text)));
    }

    private Optional<Way> ntfy(SettingsNode node) {
        var token = secret(node, "token");
        var to = url(node, "url");
        if (to.isPresent() && to.get().getPath().replace("/", "").isEmpty()) {
            return node.wrong("url", "no topic", "the address of a topic, as in https://ntfy.sh/my-topic");
        }
        return to.map(topic -> posting("ntfy", topic, ChatForms.ntfy(topic, token, text)));
    }

    private Optional<Way> telegram(SettingsNode node) {
        var token = secret(node, "token");
        var chat = node.text("chat");
        var api = node.has("url") ? url(node, "url") : Optional.of(TELEGRAM);
        if (!node.has("token")) node.wrong("token", "nothing", "the token of a bot");
        if (!node.has("chat")) node.wrong("chat", "nothing", "the id of a chat, as a text");
        if (token.isPresent() && !token.get().matches("[A-Za-z0-9:_-]{1,200}")) {
            return node.wrong("token", "something else", "the token of a bot");
        }
        if (token.isEmpty() || chat.isEmpty()) return Optional.empty();
        return api.map(to -> posting("telegram", to, ChatForms.telegram(to, token.get(), chat.get(), text)));
    }

    private Optional<Way> command(SettingsNode node) {
        var words = node.texts("run");
        var patience = node.span("timeout").orElse(CommandCourier.PATIENCE);
        if (words.isEmpty()) return node.wrong("run", "nothing", "a list: a program, then its words");
        if (!patience.isPositive() || patience.compareTo(CommandCourier.LONGEST) > 0) {
            return node.wrong("timeout", patience.toSeconds() + " s", "from 1s to 60s");
        }
        return Optional.of(new Way("command", words.getFirst(), new CommandCourier(words, patience, text)));
    }

    private Optional<URI> url(SettingsNode node, String name) {
        var written = secret(node, name);
        if (written.isEmpty() && !node.has(name)) return node.wrong(name, "nothing", "an address");
        if (written.isEmpty()) return Optional.empty();
        var address = written.flatMap(NoticeSettings::address);
        return address.isPresent()
                ? address
                : node.wrong(name, "something else", "an address that begins with http:// or https://, without a user");
    }

    /** As it is written, or where an object says that it stands: in a variable, or in a file. */
    private Optional<String> secret(SettingsNode node, String name) {
        if (!node.isObject(name)) return node.text(name);
        var place = node.object(name).orElseThrow();
        var variable = place.text("env");
        var file = place.text("file");
        place.noOthers();
        if (variable.isPresent()) {
            var found = Optional.ofNullable(environment.get(variable.get())).map(String::strip);
            var value = found.filter(it -> !it.isEmpty());
            return value.isPresent() ? value : place.wrong("env", "a variable that is not set", "one that is");
        }
        if (file.isPresent()) {
            var value = files.apply(file.get()).map(String::strip).filter(it -> !it.isEmpty());
            return value.isPresent() ? value : place.wrong("file", "a file that cannot be read", "one that can");
        }
        return node.wrong(name, "an object", "a text, or an object with 'env' or 'file'");
    }
}
