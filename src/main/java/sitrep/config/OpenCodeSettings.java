package sitrep.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A server of OpenCode to observe.
 *
 * @param name what operators call it; its tasks come from {@code opencode@name}
 * @param url where it is; absent for the one of this machine at OpenCode's usual port
 */
public record OpenCodeSettings(String name, Optional<URI> url) {
    /** The word that stands for the server of this machine. */
    public static final String LOCAL = "local";

    /** Where a server of OpenCode listens unless it is told otherwise. */
    public static final URI USUAL = URI.create("http://127.0.0.1:4096");

    /** The variable with the servers, as in {@code office=https://code.example.org,local}. */
    public static final String VARIABLE = "SITREP_OPENCODE";

    private static final String PASSWORD = "SITREP_OPENCODE_PASSWORD";
    private static final String NONE = "none";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int LIMIT = 50;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    private static final Pattern NAMED = Pattern.compile("(" + NAME + ")=(.*)", Pattern.DOTALL);

    /** Where to look for it. */
    public URI where() {
        return url.orElse(USUAL);
    }

    /** User and password to show, where any are set: {@code SITREP_OPENCODE_PASSWORD}, or OpenCode's own variables. */
    public Optional<String> secret(Map<String, String> environment) {
        var own = PASSWORD + "_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        var user = set(environment, "OPENCODE_SERVER_USERNAME").orElse("opencode");
        return set(environment, own)
                .or(() -> set(environment, PASSWORD))
                .or(() -> set(environment, "OPENCODE_SERVER_PASSWORD"))
                .map(password -> user + ":" + password);
    }

    private static Optional<String> set(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
    }

    /**
     * Those that the options name, else those that the environment names, else the one of this machine.
     *
     * @param given each as in {@code office=https://code.example.org}, {@code http://127.0.0.1:4096} or {@code local}
     * @throws IllegalArgumentException with what is wrong, for people
     */
    public static List<OpenCodeSettings> of(List<String> given, Map<String, String> environment) {
        var servers = new ArrayList<OpenCodeSettings>();
        var names = new HashSet<String>();
        for (var text : named(given, environment)) {
            var server = one(text);
            if (!names.add(server.name())) {
                throw new IllegalArgumentException("two OpenCode servers are called '" + server.name()
                        + "'; give each a name, as in --opencode office=" + text.replaceFirst("^[^=]*=", ""));
            }
            servers.add(server);
        }
        if (servers.size() > LIMIT) {
            throw new IllegalArgumentException(
                    "found " + servers.size() + " OpenCode servers; allowed: at most " + LIMIT);
        }
        return List.copyOf(servers);
    }

    private static List<String> named(List<String> given, Map<String, String> environment) {
        if (!given.isEmpty()) return given;
        var variable = environment.getOrDefault(VARIABLE, "").strip();
        if (variable.isEmpty()) return List.of(LOCAL);
        if (variable.equals(NONE)) return List.of();
        return Arrays.stream(variable.split("[,\\s]+", -1))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static OpenCodeSettings one(String text) {
        var named = NAMED.matcher(text);
        var address = named.matches() ? named.group(2) : text;
        var url = address.equals(LOCAL) ? Optional.<URI>empty() : Optional.of(url(address));
        var name = named.matches()
                ? named.group(1)
                : url.map(OpenCodeSettings::nameOf).orElse(LOCAL);
        return new OpenCodeSettings(name, url);
    }

    private static String nameOf(URI url) {
        var name = url.getHost().replaceAll("[\\[\\]]", "").replace(':', '.');
        return NAME.matcher(name).matches() ? name : "opencode";
    }

    /** A password, and what people ask of their agent, do not travel in clear to another machine. */
    private static URI url(String text) {
        try {
            var url = new URI(text);
            var scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if (!SCHEMES.contains(scheme) || url.getHost() == null) throw bad(text);
            if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) throw bad(text);
            if (scheme.equals("http") && !GatewaySettings.isLoopback(url.getHost())) {
                throw new IllegalArgumentException("the address of an OpenCode server on another machine begins with"
                        + " https://, for over http:// all could be read on the way; found " + excerpt(text)
                        + ". A tunnel does as well: ssh -N -L 4097:127.0.0.1:4096 HOST, and then"
                        + " http://127.0.0.1:4097");
            }
            return url;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(bad(text).getMessage(), e);
        }
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException("an OpenCode server is given as local, https://HOST, http://127.0.0.1:PORT,"
                + " or one of these behind NAME=; found " + excerpt(text));
    }

    /** Without what may be a password in it. */
    private static String excerpt(String text) {
        var safe = text.replaceAll("//[^/@]*@", "//…@").replaceAll("[?#].*", "…");
        return "'" + (safe.length() > 80 ? safe.substring(0, 80) + "…" : safe) + "'";
    }
}
