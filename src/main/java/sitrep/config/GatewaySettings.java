package sitrep.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    public static final String LOCAL = NamedAddresses.LOCAL;

    /** The variable with the gateways, as in {@code office=wss://claw.example.org,local}. */
    public static final String VARIABLE = "SITREP_OPENCLAW";

    private static final NamedAddresses ADDRESSES = new NamedAddresses(
            "an OpenClaw gateway",
            "OpenClaw gateways",
            "openclaw",
            "gateway",
            "ws",
            "its token",
            "18790:127.0.0.1:18789");

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
            var named = NamedAddresses.named(text);
            files.put(named.matches() ? named.group(1) : "", Path.of(named.matches() ? named.group(2) : text));
        }
        var addresses = ADDRESSES.of(given, environment);
        files.keySet().stream()
                .filter(name -> !name.isEmpty() && !addresses.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("a token file is given for '" + name
                            + "', but no gateway has that name; there is: " + String.join(", ", addresses.keySet()));
                });
        return addresses.entrySet().stream()
                .map(gateway -> new GatewaySettings(
                        gateway.getKey(),
                        gateway.getValue(),
                        Optional.ofNullable(files.getOrDefault(gateway.getKey(), files.get(""))),
                        scopes))
                .toList();
    }

    /** Whether the address is one of this machine. */
    public static boolean isLoopback(String host) {
        return NamedAddresses.isLoopback(host);
    }
}
