package sitrep.connect.openclaw.line;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.json.Json;

/**
 * What this Sitrep keeps to be known again: its own key, and for each gateway the token that the gateway gave it, in
 * files that only their owner may read. Where they cannot be kept, they last as long as the process.
 */
public final class Keyring {
    private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);

    /**
     * The token that a gateway gave to this device.
     *
     * @param where to whom it may be shown, and to nobody else
     * @param scopes what it allows
     */
    public record Given(URI where, GatewaySecret token, Set<String> scopes) {
        public Given {
            scopes = Set.copyOf(scopes);
        }
    }

    private final Path folder;
    private final String device;
    private final String prefix;
    private Optional<DeviceIdentity> identity = Optional.empty();
    private final Map<String, Given> given = new HashMap<>();

    /** @param folder where it is kept; it is made when there is something to keep */
    public Keyring(Path folder) {
        this(folder, "device.json", "gateway-");
    }

    private Keyring(Path folder, String device, String prefix) {
        this.folder = folder;
        this.device = device;
        this.prefix = prefix;
    }

    /** That of the device that acts, which is another one than the device that looks. */
    public static Keyring toAct(Path folder) {
        return new Keyring(folder, "hand-device.json", "hand-");
    }

    /** Our own key, made when there is none. */
    public synchronized DeviceIdentity identity() {
        if (identity.isPresent()) return identity.get();
        var file = new PrivateFile(folder, device);
        var found = read(file).flatMap(text -> identity(text, file));
        var ours = found.orElseGet(DeviceIdentity::generate);
        if (found.isEmpty()) write(file, ours.text());
        identity = Optional.of(ours);
        return ours;
    }

    private static Optional<DeviceIdentity> identity(String text, PrivateFile file) {
        try {
            return Optional.of(DeviceIdentity.of(text));
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "{} is damaged: {}. A new key is made, and gateways pair with it again",
                    file.path(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /** The token for a gateway at this address, if it gave us one. */
    public synchronized Optional<Given> tokenFor(String gateway, URI where) {
        if (!given.containsKey(gateway)) {
            read(file(gateway)).flatMap(Keyring::given).ifPresent(it -> given.put(gateway, it));
        }
        return Optional.ofNullable(given.get(gateway)).filter(it -> it.where().equals(where));
    }

    public synchronized void keep(String gateway, Given token) {
        if (token.equals(given.put(gateway, token))) return;
        write(file(gateway), Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("where", token.where().toString());
            out.writeStringProperty("token", token.token().text());
            out.writeArrayPropertyStart("scopes");
            new TreeSet<>(token.scopes()).forEach(out::writeString);
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    /** A token that is not taken any more is of no use. */
    public synchronized void forget(String gateway) {
        given.remove(gateway);
        try {
            file(gateway).delete();
        } catch (IOException e) {
            LOG.warn("A token that is void stays in {}: {}", file(gateway).path(), e.toString());
        }
    }

    private static Optional<Given> given(String text) {
        try {
            var stored = Json.read(text);
            var scopes = new TreeSet<String>();
            stored.path("scopes").forEach(scope -> scopes.add(scope.asString("")));
            var token = stored.path("token").asString("");
            if (token.isEmpty()) return Optional.empty();
            return Optional.of(new Given(
                    URI.create(stored.path("where").asString("")),
                    new GatewaySecret(GatewaySecret.Kind.DEVICE_TOKEN, token),
                    scopes));
        } catch (Json.Malformed | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private PrivateFile file(String gateway) {
        return new PrivateFile(folder, prefix + gateway + ".json");
    }

    private static Optional<String> read(PrivateFile file) {
        try {
            return file.read();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file.path(), e.toString());
            return Optional.empty();
        }
    }

    private static void write(PrivateFile file, String text) {
        try {
            file.write(text);
        } catch (IOException e) {
            LOG.warn("{} cannot be kept: {}. It is asked for again at the next start", file.path(), e.toString());
        }
    }
}
