package sitrep.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.core.keeping.Keeping;
import sitrep.core.patience.Patience;

/**
 * What an operator can set for a server.
 *
 * @param bind the address to listen on; any but a loopback address needs a token
 * @param port 0 takes a free one
 * @param data the folder of the database and the spools
 * @param token whoever shows it may read and write; absent on loopback everybody may
 * @param limits how long runs of some sources or labels may be silent, instead of the usual limits
 * @param openclaw the gateways to observe
 * @param keeping how long what is over is kept
 * @param told where it stands who is told of what
 * @param isLookOnly whether nothing can be asked of any source through it
 * @param opencode the servers of OpenCode to observe
 * @param store the database that has log and index; absent for one in the data folder
 * @param peer where other servers that share that database reach this one, as {@code host:port}
 */
public record Config(
        String bind,
        int port,
        Path data,
        Optional<String> token,
        List<Patience.Amendment> limits,
        List<GatewaySettings> openclaw,
        Keeping keeping,
        Told told,
        boolean isLookOnly,
        List<OpenCodeSettings> opencode,
        Optional<PostgresAddress> store,
        Optional<String> peer) {

    /**
     * The file that says who is told of what.
     *
     * @param isLocked whether only those change it who edit it
     */
    public record Told(Path file, boolean isLocked) {}

    public Config {
        openclaw = List.copyOf(openclaw);
        opencode = List.copyOf(opencode);
    }

    /** With the file in the data folder that says who is told of what. */
    public Config(
            String bind,
            int port,
            Path data,
            Optional<String> token,
            List<Patience.Amendment> limits,
            List<GatewaySettings> openclaw,
            Keeping keeping) {
        this(
                bind,
                port,
                data,
                token,
                limits,
                openclaw,
                keeping,
                new Told(data.resolve("notify.json"), false),
                false,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** With what is usually kept. */
    public Config(
            String bind,
            int port,
            Path data,
            Optional<String> token,
            List<Patience.Amendment> limits,
            List<GatewaySettings> openclaw) {
        this(bind, port, data, token, limits, openclaw, Keeping.USUAL);
    }

    /** With the usual limits, observing nothing by itself. */
    public Config(String bind, int port, Path data, Optional<String> token) {
        this(bind, port, data, token, List.of(), List.of());
    }

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");
    private static final Set<String> UNLOCKED = Set.of("false", "no", "off", "0");

    /** The port that a server listens on and commands look for, unless told otherwise. */
    public static final int PORT = 7717;

    /** The address that a server listens on unless told otherwise. */
    public static final String LOOPBACK = "127.0.0.1";

    /** Where a server's data is: {@code SITREP_DATA}, or a folder of its own in the XDG state folder. */
    public static Path dataFolder(Map<String, String> environment) {
        var own = set(environment, "SITREP_DATA");
        if (own.isPresent()) return Path.of(own.get());
        var state = set(environment, "XDG_STATE_HOME").map(Path::of);
        var home = Path.of(set(environment, "HOME").orElse("."));
        return state.orElse(home.resolve(".local").resolve("state")).resolve("sitrep");
    }

    /** Where commands find the server: {@code SITREP_URL}, or the usual port on this machine. */
    public static String url(Map<String, String> environment) {
        return set(environment, "SITREP_URL").orElse("http://" + LOOPBACK + ":" + PORT);
    }

    /** The variable that holds the token. */
    public static final String TOKEN = "SITREP_TOKEN";

    /** The token in {@code SITREP_TOKEN}. */
    public static Optional<String> token(Map<String, String> environment) {
        return set(environment, TOKEN);
    }

    /** A folder to serve the page from, instead of the one that is built in: {@code SITREP_WEB}, for developing it. */
    public static Optional<Path> webFolder(Map<String, String> environment) {
        return set(environment, "SITREP_WEB").map(Path::of);
    }

    /**
     * The same, where {@code SITREP_NOTIFY} names another file that says who is told of what.
     *
     * @param locked whether it is not to be changed from the page; else what {@code SITREP_NOTIFY_LOCKED} says
     */
    public Config telling(Map<String, String> environment, boolean locked) {
        var file = set(environment, "SITREP_NOTIFY").map(Path::of).orElse(told.file());
        var word =
                set(environment, "SITREP_NOTIFY_LOCKED").orElse("false").strip().toLowerCase(Locale.ROOT);
        var said = new Told(file, locked || !UNLOCKED.contains(word));
        return new Config(bind, port, data, token, limits, openclaw, keeping, said, isLookOnly, opencode, store, peer);
    }

    /** The same, and nothing can be asked of any source through it if so: no gateway is even asked to allow it. */
    public Config lookingOnly(boolean only) {
        var looked =
                only ? openclaw.stream().map(it -> it.with(ActingWish.NEVER)).toList() : openclaw;
        return new Config(bind, port, data, token, limits, looked, keeping, told, only, opencode, store, peer);
    }

    /** The same, observing these servers of OpenCode. */
    public Config observing(List<OpenCodeSettings> servers) {
        return new Config(bind, port, data, token, limits, openclaw, keeping, told, isLookOnly, servers, store, peer);
    }

    /** The same, with log and index in a database on a server, if there is one; other servers of it find us there. */
    public Config storing(Optional<PostgresAddress> server, Optional<String> reached) {
        return new Config(
                bind, port, data, token, limits, openclaw, keeping, told, isLookOnly, opencode, server, reached);
    }

    /** Where other servers that share the database reach this one, which listens on a port. */
    public String peer(int listening) {
        return peer.orElseGet(() -> host() + ":" + listening);
    }

    private String host() {
        if (EVERYWHERE.contains(bind)) return hostName();
        return bind.contains(":") ? "[" + bind + "]" : bind;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return LOOPBACK;
        }
    }

    /** Where log and index are. */
    public LogPlace log() {
        return new LogPlace(data, store);
    }

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }
}
