package sitrep.connect.openclaw.line;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The settings of an OpenClaw installation, as far as they say where its gateway is and what to show it. A text may
 * take values from the environment, as in {@code ${NAME}}; a secret may also be a reference to such a value.
 *
 * @param environment what such names stand for; those that the settings themselves give come after it
 */
record OpenClawSettings(JsonNode settings, Map<String, String> environment) {
    private static final int PORT = 18_789;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\$?\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /** Where another gateway is that this installation uses, if it has none of its own. */
    Optional<String> remote() {
        var gateway = settings.path("gateway");
        return gateway.path("mode").asString("").equals("remote")
                ? text(gateway.path("remote").path("url"))
                : Optional.empty();
    }

    int port() {
        return Optional.ofNullable(environment.get("OPENCLAW_GATEWAY_PORT"))
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .filter(port -> port > 0 && port < 65_536)
                .orElseGet(() -> settings.path("gateway").path("port").asInt(PORT));
    }

    boolean isEncrypted() {
        return settings.path("gateway").path("tls").path("enabled").asBoolean(false);
    }

    /** The path of the gateway's own page, if it has one. */
    Optional<String> pagePath() {
        var page = settings.path("gateway").path("controlUi");
        if (!page.path("enabled").asBoolean(true)) return Optional.empty();
        var path = text(page.path("basePath")).orElse("");
        return Optional.of(path.replaceFirst("/+$", ""));
    }

    /** What the gateway is to be shown, where it stands there. */
    Optional<GatewaySecret> secret() {
        var isRemote = remote().isPresent();
        var gateway = settings.path("gateway");
        var section = gateway.path(isRemote ? "remote" : "auth");
        var mode = isRemote ? "" : section.path("mode").asString("");
        if (mode.equals("none")) return Optional.empty();
        var token = secret(section.path("token"), "OPENCLAW_GATEWAY_TOKEN")
                .map(text -> new GatewaySecret(GatewaySecret.Kind.TOKEN, text));
        var password = secret(section.path("password"), "OPENCLAW_GATEWAY_PASSWORD")
                .map(text -> new GatewaySecret(GatewaySecret.Kind.PASSWORD, text));
        return mode.equals("password") ? password.or(() -> token) : token.or(() -> password);
    }

    private Optional<String> secret(JsonNode value, String otherwise) {
        var referred = value.isObject() && value.path("source").asString("").equals("env")
                ? variable(value.path("id").asString(""))
                : text(value);
        return referred.or(() -> variable(otherwise));
    }

    private Optional<String> text(JsonNode value) {
        if (!value.isString()) return Optional.empty();
        var isWhole = new boolean[] {true};
        var text = VARIABLE.matcher(value.asString("")).replaceAll(found -> {
            if (found.group().startsWith("$$"))
                return Matcher.quoteReplacement(found.group().substring(1));
            var known = variable(found.group(1));
            isWhole[0] &= known.isPresent();
            return Matcher.quoteReplacement(known.orElse(""));
        });
        return Optional.of(text).filter(it -> isWhole[0] && !it.isBlank());
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> plain(settings.path("env").path("vars").path(name)))
                .or(() -> plain(settings.path("env").path(name)))
                .filter(text -> !text.isBlank());
    }

    private static Optional<String> plain(JsonNode value) {
        return value.isString() ? Optional.of(value.asString("")) : Optional.empty();
    }

    /** The lines {@code NAME=value} of such a file, where a value may stand in quotes. */
    static Map<String, String> variables(String lines) {
        var variables = new HashMap<String, String>();
        lines.lines()
                .map(line -> line.strip().replaceFirst("^export\\s+", ""))
                .filter(line -> !line.startsWith("#") && line.indexOf('=') > 0)
                .forEach(line -> {
                    var value = line.substring(line.indexOf('=') + 1).strip();
                    variables.put(line.substring(0, line.indexOf('=')).strip(), unquoted(value));
                });
        return variables;
    }

    private static String unquoted(String value) {
        var isQuoted = value.length() > 1
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(0) == value.charAt(value.length() - 1);
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
