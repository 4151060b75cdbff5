package sitrep.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A server of OpenCode to observe.
 *
 * @param name what operators call it; its tasks come from {@code opencode@name}
 * @param url where it is; absent for the one of this machine at OpenCode's usual port
 */
public record OpenCodeSettings(String name, Optional<URI> url) {
    /** The word that stands for the server of this machine. */
    public static final String LOCAL = NamedAddresses.LOCAL;

    /** Where a server of OpenCode listens unless it is told otherwise. */
    public static final URI USUAL = URI.create("http://127.0.0.1:4096");

    /** The variable with the servers, as in {@code office=https://code.example.org,local}. */
    public static final String VARIABLE = "SITREP_OPENCODE";

    private static final String PASSWORD = "SITREP_OPENCODE_PASSWORD";

    private static final NamedAddresses ADDRESSES = new NamedAddresses(
            "an OpenCode server", "OpenCode servers", "opencode", "opencode", "http", "all", "4097:127.0.0.1:4096");

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
        return ADDRESSES.of(given, environment).entrySet().stream()
                .map(server -> new OpenCodeSettings(server.getKey(), server.getValue()))
                .toList();
    }
}
