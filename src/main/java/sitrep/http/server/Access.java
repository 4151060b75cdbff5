package sitrep.http.server;

import io.helidon.http.ServerRequestHeaders;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import sitrep.config.Config;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.Route;

/**
 * Who may do what. On a loopback address everybody on the machine may do everything, so what has to be kept out is the
 * pages that a browser on it has open: those of other sites (by Origin and Sec-Fetch-Site) and those that pretend to be
 * us by pointing their name at this machine (by Host). With a token it is the token that counts.
 */
public final class Access {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^:\\[\\]/@\\s]+)(?::(\\d{1,5}))?");
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}|\\[::1]|(.+\\.)?localhost\\.?");
    private static final Set<String> OWN = Set.of("same-origin", "none");
    private static final int COOKIE_AGE_SECONDS = 90 * 24 * 60 * 60;

    private final Optional<String> token;
    private final Optional<String> ticket;
    private final String cookie;

    public Access(Optional<String> token) {
        this.token = token;
        this.ticket = token.map(text -> hash("sitrep ticket " + text));
        this.cookie = "sitrep-"
                + token.map(text -> hash("sitrep cookie " + text).substring(0, 8))
                        .orElse("none");
    }

    /** Why a server must not be started like this, if so: without a token it would let other machines in. */
    public static Optional<String> objection(Config config) {
        if (config.token().isPresent() || isLoopback(config.bind())) return Optional.empty();
        return Optional.of("Binding to " + config.bind() + " lets other machines in, so it needs a token. Set"
                + " SITREP_TOKEN (or --token) to a long random text, for example from: openssl rand -hex 24");
    }

    private static boolean isLoopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /** Throws a {@link Refusal} if the request is not to be served. */
    void check(ApiRequest ask, Route route) {
        var host = ask.header("host").map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
        checkHost(host);
        checkOrigin(ask, host);
        if (token.isPresent() && !route.isOpen() && !isKnown(ask)) throw new Refusal(new Problem.NoToken());
    }

    private void checkHost(String host) {
        var parts = HOST.matcher(host);
        var isOurs = parts.matches()
                && (token.isPresent() || LOOPBACK.matcher(parts.group(1)).matches());
        if (!isOurs) {
            throw new Refusal(new Problem.Forbidden("The request is for the host " + Excerpt.of(host)
                    + ", but without a token this server answers only as localhost, 127.0.0.1 or [::1]."));
        }
    }

    private void checkOrigin(ApiRequest ask, String host) {
        var origin = ask.header("origin").map(text -> text.toLowerCase(Locale.ROOT));
        if (origin.isPresent() && !isSame(origin.get(), host)) {
            throw new Refusal(new Problem.Forbidden(
                    "The request comes from a page of " + Excerpt.of(origin.get()) + ", not from Sitrep's own."));
        }
        var site = ask.header("sec-fetch-site").orElse("none");
        if (!OWN.contains(site) && !isNavigation(ask)) {
            throw new Refusal(new Problem.Forbidden("The request comes from a page of another site."));
        }
    }

    /** Whether an origin such as {@code http://localhost:7717} has the host that the request was sent to. */
    private static boolean isSame(String origin, String host) {
        if (origin.startsWith("http://"))
            return withPort(origin.substring(7), 80).equals(withPort(host, 80));
        if (origin.startsWith("https://"))
            return withPort(origin.substring(8), 443).equals(withPort(host, 443));
        return false;
    }

    private static String withPort(String host, int usual) {
        var parts = HOST.matcher(host);
        return parts.matches() && parts.group(2) == null ? host + ":" + usual : host;
    }

    /** Somebody followed a link to us. */
    private static boolean isNavigation(ApiRequest ask) {
        return ask.method().equals("GET")
                && ask.header("sec-fetch-mode").equals(Optional.of("navigate"))
                && ask.header("sec-fetch-dest").equals(Optional.of("document"));
    }

    private boolean isKnown(ApiRequest ask) {
        var bearer = ask.header("authorization")
                .filter(text -> text.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(text -> text.substring(7).strip());
        return bearer.map(this::isToken).orElse(false)
                || hasTicket(ask.request().headers());
    }

    private boolean hasTicket(ServerRequestHeaders headers) {
        return headers.cookies().all(cookie, List::of).stream()
                .anyMatch(text -> ticket.map(it -> isEqual(it, text)).orElse(false));
    }

    private boolean isToken(String text) {
        return token.map(it -> isEqual(hash(it), hash(text))).orElse(false);
    }

    /**
     * Lets a browser in that shows the token in a page's address: it gets a ticket instead, in a cookie that scripts
     * cannot read, and is sent to the same page without the token.
     */
    public Optional<ApiAnswer> letIn(ApiRequest ask) {
        var shown = ask.parameters().one("token");
        if (shown.isEmpty()) return Optional.empty();
        if (token.isPresent() && !isToken(shown.get())) throw new Refusal(new Problem.NoToken());
        var headers = ticket.map(text ->
                        Map.of("Location", ask.request().prologue().uriPath().rawPath(), "Set-Cookie", cookie(text)))
                .orElseGet(() ->
                        Map.of("Location", ask.request().prologue().uriPath().rawPath()));
        return Optional.of(new ApiAnswer.Whole(303, "text/plain", new byte[0], headers));
    }

    /** Gives a browser a ticket for the token that it has just shown, in a cookie that scripts cannot read. */
    public ApiAnswer ticket(ApiRequest ask) {
        ask.parameters().only(List.of());
        return new ApiAnswer.Whole(
                200,
                "application/json",
                "{}".getBytes(StandardCharsets.UTF_8),
                ticket.map(text -> Map.of("Set-Cookie", cookie(text))).orElse(Map.of()));
    }

    private String cookie(String text) {
        return cookie + "=" + text + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + COOKIE_AGE_SECONDS;
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
