package sitrep.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An OpenClaw gateway to observe.
 *
 * @param name what operators call it; its tasks come from {@code openclaw@name}
 * @param url where it is; absent for the one of this machine, which is looked for
 * @param tokenFile a file that holds its token
 * @param scopes what is asked for beyond reading
 * @param acting what was said of acting there
 */
public record GatewaySettings(
        String name, Optional<URI> url, Optional<Path> tokenFile, Scopes scopes, ActingWish acting) {

    /** One of which nothing was said of acting. */
    public GatewaySettings(String name, Optional<URI> url, Optional<Path> tokenFile, Scopes scopes) {
        this(name, url, tokenFile, scopes, ActingWish.UNSAID);
    }

    /** The same with what was said of acting there. */
    GatewaySettings with(ActingWish wish) {
        return new GatewaySettings(name, url, tokenFile, scopes, wish);
    }

    /** The word that stands for the gateway of this machine. */
    public static final String LOCAL = "local";

    /** The variable with the gateways, as in {@code office=wss://claw.example.org,local}. */
    public static final String VARIABLE = "SITREP_OPENCLAW";

    private static final String NONE = "none";
    private static final Set<String> SCHEMES = Set.of("ws", "wss");
    private static final int LIMIT = 50;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    private static final Pattern NAMED = Pattern.compile("(" + NAME + ")=(.*)", Pattern.DOTALL);

    /**
     * What is asked for beyond reading by the connection that looks. Each also lets its holder answer, which that
     * connection never does.
     *
     * @param approvals to see approvals with their expiry and decision
     * @param questions to see questions as such
     */
    public record Scopes(boolean approvals, boolean questions) {
        public static final Scopes READ_ONLY = new Scopes(false, false);
    }

    /** The one of this machine. */
    public static GatewaySettings local(Scopes scopes) {
        return new GatewaySettings(LOCAL, Optional.empty(), Optional.empty(), scopes);
    }

    /**
     * Those that the options name, else those that the environment names, else the one of this machine.
     *
     * @param given each as in {@code office=wss://claw.example.org}, {@code wss://claw.example.org} or {@code local}
     * @param tokenFiles each as in {@code office=/etc/sitrep/office.token}; without a name it is for all
     * @throws IllegalArgumentException with what is wrong, for people
     */
    public static List<GatewaySettings> of(
            List<String> given, List<String> tokenFiles, Scopes scopes, Map<String, String> environment) {
        var files = new LinkedHashMap<String, Path>();
        for (var text : tokenFiles) {
            var named = NAMED.matcher(text);
            files.put(named.matches() ? named.group(1) : "", Path.of(named.matches() ? named.group(2) : text));
        }
        var gateways = new ArrayList<GatewaySettings>();
        var names = new HashSet<String>();
        for (var text : named(given, environment)) {
            var gateway = one(text, files, scopes);
            if (!names.add(gateway.name())) {
                throw new IllegalArgumentException("two OpenClaw gateways are called '" + gateway.name()
                        + "'; give each a name, as in --openclaw office=" + text.replaceFirst("^[^=]*=", ""));
            }
            gateways.add(gateway);
        }
        if (gateways.size() > LIMIT) {
            throw new IllegalArgumentException(
                    "found " + gateways.size() + " OpenClaw gateways; allowed: at most " + LIMIT);
        }
        files.keySet().stream()
                .filter(name -> !name.isEmpty() && !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("a token file is given for '" + name
                            + "', but no gateway has that name; there is: " + String.join(", ", names));
                });
        return List.copyOf(gateways);
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

    private static GatewaySettings one(String text, Map<String, Path> files, Scopes scopes) {
        var named = NAMED.matcher(text);
        var address = named.matches() ? named.group(2) : text;
        var url = address.equals(LOCAL) ? Optional.<URI>empty() : Optional.of(url(address));
        var name = named.matches()
                ? named.group(1)
                : url.map(GatewaySettings::nameOf).orElse(LOCAL);
        var file = Optional.ofNullable(files.getOrDefault(name, files.get("")));
        return new GatewaySettings(name, url, file, scopes);
    }

    private static String nameOf(URI url) {
        var name = url.getHost().replaceAll("[\\[\\]]", "").replace(':', '.');
        return NAME.matcher(name).matches() ? name : "gateway";
    }

    /** An address in the form that a WebSocket has. A token does not travel in clear to another machine. */
    private static URI url(String text) {
        try {
            var url = new URI(text.replaceFirst("^http", "ws"));
            var scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if (!SCHEMES.contains(scheme) || url.getHost() == null) throw bad(text);
            if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) throw bad(text);
            if (scheme.equals("ws") && !isLoopback(url.getHost())) {
                throw new IllegalArgumentException("the address of an OpenClaw gateway on another machine begins with"
                        + " wss://, for over ws:// its token could be read on the way; found " + excerpt(text)
                        + ". A tunnel does as well: ssh -N -L 18790:127.0.0.1:18789 HOST, and then"
                        + " ws://127.0.0.1:18790");
            }
            return url;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(bad(text).getMessage(), e);
        }
    }

    /** Whether the address is one of this machine. */
    public static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException("an OpenClaw gateway is given as local, wss://HOST, ws://127.0.0.1:PORT, or"
                + " one of these behind NAME=; found " + excerpt(text));
    }

    /** Without what may be a password in it. */
    private static String excerpt(String text) {
        var safe = text.replaceAll("//[^/@]*@", "//…@").replaceAll("[?#].*", "…");
        return "'" + (safe.length() > 80 ? safe.substring(0, 80) + "…" : safe) + "'";
    }
}
