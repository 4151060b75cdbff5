package sitrep.connect.openclaw.line;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sitrep.config.GatewaySettings;
import sitrep.json.Json;
import sitrep.json.Json5;

/**
 * Looks for a gateway: where the settings of Sitrep say, or where OpenClaw's own settings on this machine say. It is
 * done anew before each contact, so that a gateway set up later, or with another token, is found.
 */
public final class GatewaySearch {
    /** Largest file of settings that is read. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private static final String CONFIG = "openclaw.json";

    private final Map<String, String> environment;

    public GatewaySearch(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** What there is to say of a gateway at start-up, in one line without secrets. */
    public String told(GatewaySettings gateway) {
        return switch (find(gateway)) {
            case GatewayWhereabouts.Found(var where, var secret, var _, var by) ->
                "gateway " + gateway.name() + " at " + where + " (" + by + ", "
                        + secret.map(it -> "with a " + it).orElse("without a token") + ")";
            case GatewayWhereabouts.Missing(var why, var _) ->
                "no gateway: " + why + "; it is looked for again by itself";
        };
    }

    /** Whether a gateway is known of, and if not, why and what to do. */
    public Optional<String> missing(GatewaySettings gateway) {
        return find(gateway) instanceof GatewayWhereabouts.Missing(var why, var remedy)
                ? Optional.of(why + ": " + remedy)
                : Optional.empty();
    }

    public GatewayWhereabouts find(GatewaySettings gateway) {
        try {
            var own = own(gateway);
            if (gateway.url().isEmpty()) return local(own);
            var url = gateway.url().get();
            return new GatewayWhereabouts.Found(url, own, Optional.of(page(url, "")), "as set");
        } catch (IOException e) {
            return new GatewayWhereabouts.Missing(
                    "the token file cannot be read (" + e.getMessage() + ")", "make it readable");
        }
    }

    /** What our own settings say to show. */
    private Optional<GatewaySecret> own(GatewaySettings gateway) throws IOException {
        if (gateway.tokenFile().isPresent()) {
            var text = Files.readString(gateway.tokenFile().get()).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(new GatewaySecret(GatewaySecret.Kind.TOKEN, text));
        }
        var suffix = "_" + gateway.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return variable("SITREP_OPENCLAW_TOKEN" + suffix)
                .or(() -> variable("SITREP_OPENCLAW_TOKEN"))
                .map(text -> new GatewaySecret(GatewaySecret.Kind.TOKEN, text))
                .or(() -> variable("SITREP_OPENCLAW_PASSWORD" + suffix)
                        .or(() -> variable("SITREP_OPENCLAW_PASSWORD"))
                        .map(text -> new GatewaySecret(GatewaySecret.Kind.PASSWORD, text)));
    }

    private GatewayWhereabouts local(Optional<GatewaySecret> own) {
        var state = stateFolder();
        var file = variable("OPENCLAW_CONFIG_PATH").map(this::path).orElse(state.resolve(CONFIG));
        if (!Files.isRegularFile(file)) {
            return new GatewayWhereabouts.Missing(
                    "there is no " + shown(file), "start OpenClaw on this machine, or give --openclaw wss://HOST");
        }
        try {
            var settings = new OpenClawSettings(Json5.read(text(file)), with(state.resolve(".env")));
            return found(settings, own.or(settings::secret), "by " + shown(file));
        } catch (IOException e) {
            return new GatewayWhereabouts.Missing(shown(file) + " cannot be read", "let " + user() + " read it");
        } catch (Json.Malformed e) {
            return new GatewayWhereabouts.Missing(
                    shown(file) + " cannot be understood: " + e.getMessage(),
                    "look what OpenClaw says: openclaw doctor");
        }
    }

    private static GatewayWhereabouts found(OpenClawSettings settings, Optional<GatewaySecret> secret, String by) {
        if (settings.remote().isPresent()) {
            try {
                var url = URI.create(settings.remote().get());
                return new GatewayWhereabouts.Found(url, secret, Optional.of(page(url, "")), by);
            } catch (IllegalArgumentException _) {
                return new GatewayWhereabouts.Missing(
                        "gateway.remote.url is not an address (" + by + ")", "correct it");
            }
        }
        var scheme = settings.isEncrypted() ? "wss" : "ws";
        var url = URI.create(scheme + "://127.0.0.1:" + settings.port());
        return new GatewayWhereabouts.Found(url, secret, settings.pagePath().map(path -> page(url, path)), by);
    }

    private static String page(URI url, String path) {
        return url.toString().replaceFirst("^ws", "http").replaceFirst("/+$", "") + path;
    }

    private Path stateFolder() {
        var profile = variable("OPENCLAW_PROFILE").filter(name -> !name.equals("default"));
        var folder = ".openclaw" + profile.map(name -> "-" + name).orElse("");
        return variable("OPENCLAW_STATE_DIR")
                .map(this::path)
                .orElseGet(() ->
                        variable("OPENCLAW_HOME").map(this::path).orElse(home()).resolve(folder));
    }

    private Path home() {
        return Path.of(environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ".")));
    }

    private Path path(String text) {
        return text.equals("~") || text.startsWith("~/")
                ? home().resolve(text.substring(1).replaceFirst("^/", ""))
                : Path.of(text);
    }

    private String shown(Path file) {
        return file.startsWith(home()) ? "~/" + home().relativize(file) : file.toString();
    }

    private String user() {
        return environment.getOrDefault("USER", "the user of Sitrep");
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.equals("undefined") && !text.equals("null"));
    }

    /** The environment, and what OpenClaw's own file of variables adds to it. */
    private Map<String, String> with(Path file) throws IOException {
        var all = new HashMap<String, String>();
        if (Files.isRegularFile(file)) all.putAll(OpenClawSettings.variables(text(file)));
        all.putAll(environment);
        return all;
    }

    private static String text(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
    }
}
