package sitrep.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How people say where those are that are to be observed: {@code local}, an address, or one of these behind
 * {@code NAME=}; on the command line, or else in a variable.
 *
 * @param what one of them, as in {@code an OpenClaw gateway}
 * @param many several, as in {@code OpenClaw gateways}
 * @param option as in {@code openclaw}; the variable is {@code SITREP_} and that
 * @param otherwise what one is called whose address gives no name
 * @param scheme how an address begins on this machine, as in {@code ws}; behind an {@code s} it is encrypted
 * @param reads what could be read on the way otherwise
 * @param tunnel the port of a tunnel and where it leads, as in {@code 18790:127.0.0.1:18789}
 */
record NamedAddresses(
        String what, String many, String option, String otherwise, String scheme, String reads, String tunnel) {
    /** The word that stands for the one of this machine. */
    static final String LOCAL = "local";

    private static final String NONE = "none";
    private static final int LIMIT = 50;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    private static final Pattern NAMED = Pattern.compile("(" + NAME + ")=(.*)", Pattern.DOTALL);

    /** What stands behind a name, where a text begins with one. */
    static Matcher named(String text) {
        return NAMED.matcher(text);
    }

    String variable() {
        return "SITREP_" + option.toUpperCase(Locale.ROOT);
    }

    /**
     * Those that the options name, else those that the environment names, else the one of this machine: by name, with
     * their addresses.
     *
     * @throws IllegalArgumentException with what is wrong, for people
     */
    SequencedMap<String, Optional<URI>> of(List<String> given, Map<String, String> environment) {
        var all = new LinkedHashMap<String, Optional<URI>>();
        for (var text : texts(given, environment)) {
            var named = NAMED.matcher(text);
            var address = named.matches() ? named.group(2) : text;
            var url = address.equals(LOCAL) ? Optional.<URI>empty() : Optional.of(url(address));
            var name = named.matches() ? named.group(1) : url.map(this::nameOf).orElse(LOCAL);
            if (all.containsKey(name)) {
                throw new IllegalArgumentException("two " + many + " are called '" + name
                        + "'; give each a name, as in --" + option + " office=" + address);
            }
            all.put(name, url);
        }
        if (all.size() > LIMIT) {
            throw new IllegalArgumentException("found " + all.size() + " " + many + "; allowed: at most " + LIMIT);
        }
        return all;
    }

    private List<String> texts(List<String> given, Map<String, String> environment) {
        if (!given.isEmpty()) return given;
        var variable = environment.getOrDefault(variable(), "").strip();
        if (variable.isEmpty()) return List.of(LOCAL);
        if (variable.equals(NONE)) return List.of();
        return Arrays.stream(variable.split("[,\\s]+", -1))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private String nameOf(URI url) {
        var name = url.getHost().replaceAll("[\\[\\]]", "").replace(':', '.');
        return NAME.matcher(name).matches() ? name : otherwise;
    }

    /** A secret, and what people ask of their agent, do not travel in clear to another machine. */
    private URI url(String text) {
        try {
            var url = new URI(scheme.equals("ws") ? text.replaceFirst("^http", "ws") : text);
            var begins = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if (!Set.of(scheme, scheme + "s").contains(begins) || url.getHost() == null) throw bad(text);
            if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) throw bad(text);
            if (begins.equals(scheme) && !isLoopback(url.getHost())) throw readable(text);
            return url;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(bad(text).getMessage(), e);
        }
    }

    /** Whether the address is one of this machine. */
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private IllegalArgumentException readable(String text) {
        return new IllegalArgumentException("the address of " + what + " on another machine begins with " + scheme
                + "s://, for over " + scheme + ":// " + reads + " could be read on the way; found " + excerpt(text)
                + ". A tunnel does as well: ssh -N -L " + tunnel + " HOST, and then " + scheme + "://127.0.0.1:"
                + tunnel.substring(0, tunnel.indexOf(':')));
    }

    private IllegalArgumentException bad(String text) {
        return new IllegalArgumentException(what + " is given as local, " + scheme + "s://HOST, " + scheme
                + "://127.0.0.1:PORT, or one of these behind NAME=; found " + excerpt(text));
    }

    /** Without what may be a password in it. */
    private static String excerpt(String text) {
        var safe = text.replaceAll("//[^/@]*@", "//…@").replaceAll("[?#].*", "…");
        return "'" + (safe.length() > 80 ? safe.substring(0, 80) + "…" : safe) + "'";
    }
}
