package sitrep.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is, as in {@code postgresql://user@host:5432/database?schema=sitrep&sslmode=verify-full}.
 * A password is never a part of it: others see what stands on a command line.
 *
 * @param schema what the names of the two schemas begin with
 * @param user who connects; absent for the one that runs the program
 * @param options how the connection is made secure, by the names that libpq has for that
 */
public record PostgresAddress(
        String host,
        int port,
        String database,
        String schema,
        Optional<String> user,
        Optional<Password> password,
        Map<String, String> options) {

    /** The variable with the address. */
    public static final String VARIABLE = "SITREP_STORE";

    /** The variable with the password, which PostgreSQL's own programs know, too. */
    public static final String PASSWORD = "PGPASSWORD";

    private static final int PORT = 5432;
    private static final String SCHEMA = "schema";
    private static final String USUAL = "sitrep";
    private static final String SSLMODE = "sslmode";
    private static final Pattern SCHEMA_NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");
    private static final Set<String> OPTIONS = Set.of(SSLMODE, "sslrootcert", "sslcert", "sslkey");
    private static final Set<String> SSLMODES =
            new TreeSet<>(Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"));

    /** Looser than {@link URI}, for which a name with an underscore is no host. */
    private static final Pattern SERVER =
            Pattern.compile("(?:(?<user>[^@]+)@)?(?<host>\\[[0-9a-fA-F:.]+]|[^:@\\[\\]]+)(?::(?<port>\\d{1,5}))?");

    private static final String SHAPE = "postgresql://user@host:5432/database";

    /** What is not to be shown, whatever it is a part of. */
    public record Password(String text) {
        @Override
        public String toString() {
            return "…";
        }
    }

    public PostgresAddress {
        options = Map.copyOf(options);
    }

    /**
     * The address that an option names, else that in the environment; none if there is neither.
     *
     * @throws IllegalArgumentException with what is wrong and what is allowed
     */
    public static Optional<PostgresAddress> said(Optional<String> option, Map<String, String> environment) {
        var named = Optional.ofNullable(environment.get(VARIABLE)).filter(text -> !text.isBlank());
        var where = option.isPresent() ? "--store" : VARIABLE;
        try {
            return option.or(() -> named).map(text -> of(text.strip(), environment));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException with what is wrong and what is allowed, and none of what may be secret */
    public static PostgresAddress of(String text, Map<String, String> environment) {
        var uri = uri(text);
        if (!Set.of("postgresql", "postgres").contains(String.valueOf(uri.getScheme()))) {
            throw new IllegalArgumentException("it does not begin with postgresql:; allowed: " + SHAPE);
        }
        var path = Optional.ofNullable(uri.getPath()).orElse("");
        var server = SERVER.matcher(Optional.ofNullable(uri.getRawAuthority()).orElse(""));
        if (!server.matches() || path.length() < 2 || path.indexOf('/', 1) > 0) {
            throw new IllegalArgumentException("it names no host or no database; allowed: " + SHAPE);
        }
        var options = options(Optional.ofNullable(uri.getRawQuery()).orElse(""));
        return new PostgresAddress(
                server.group("host"),
                Optional.ofNullable(server.group("port")).map(Integer::valueOf).orElse(PORT),
                path.substring(1),
                schema(Optional.ofNullable(options.remove(SCHEMA)).orElse(USUAL)),
                Optional.ofNullable(server.group("user")).map(PostgresAddress::user),
                Optional.ofNullable(environment.get(PASSWORD))
                        .filter(word -> !word.isEmpty())
                        .map(Password::new),
                options);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is no address (" + e.getReason() + "); allowed: " + SHAPE);
        }
    }

    private static String schema(String name) {
        if (SCHEMA_NAME.matcher(name).matches()) return name;
        throw new IllegalArgumentException(
                "its schema is none: allowed are small letters, digits and _, a letter first, at most 41");
    }

    private static Map<String, String> options(String query) {
        var options = new LinkedHashMap<String, String>();
        if (query.isEmpty()) return options;
        for (var part : query.split("&", -1)) {
            var at = part.indexOf('=');
            var name = at < 0 ? part : part.substring(0, at);
            if (at < 0 || !(name.equals(SCHEMA) || OPTIONS.contains(name))) {
                throw new IllegalArgumentException("it has an option that is not known"
                        + (name.equals("password") ? "; the password goes into " + PASSWORD : "")
                        + "; allowed: schema=, sslmode=, sslrootcert=, sslcert=, sslkey=");
            }
            options.put(name, decoded(part.substring(at + 1)));
        }
        var mode = options.getOrDefault(SSLMODE, "prefer");
        if (!SSLMODES.contains(mode)) {
            throw new IllegalArgumentException("its sslmode is none; allowed: " + String.join(", ", SSLMODES));
        }
        return options;
    }

    private static String user(String info) {
        if (info.indexOf(':') < 0) return decoded(info);
        throw new IllegalArgumentException("it has a password in it, which others could see; put that into " + PASSWORD
                + " or the password file (~/.pgpass), and leave it out here");
    }

    /** Percent signs only: a plus is a plus. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The schema with the log. */
    public String log() {
        return schema + "_log";
    }

    /** The schema with what is made from the log. */
    public String index() {
        return schema + "_index";
    }

    /** Server and database, as in {@code host:5432/database}. */
    public String place() {
        return host + ":" + port + "/" + database;
    }

    /** As it may be shown: without who connects. */
    @Override
    public String toString() {
        return "postgresql://" + place() + (schema.equals(USUAL) ? "" : "?schema=" + schema);
    }
}
