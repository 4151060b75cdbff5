package sitrep.connect.openclaw.line;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.source.Acting;
import sitrep.json.Json;

/** What somebody asked for of acting while the server ran, by the gateway's name: it counts at the next start too. */
public final class KeptLevels {
    private static final Logger LOG = LoggerFactory.getLogger(KeptLevels.class);

    private final PrivateFile file;

    /** @param folder where it is kept, beside the keys */
    public KeptLevels(Path folder) {
        this.file = new PrivateFile(folder, "acting.json");
    }

    public synchronized Optional<Acting.Level> of(String gateway) {
        return Optional.ofNullable(read().get(gateway)).flatMap(Acting.Level::of);
    }

    public synchronized void keep(String gateway, Acting.Level level) {
        var all = read();
        all.put(gateway, level.word());
        try {
            file.write(Json.write(out -> {
                out.writeStartObject();
                all.forEach(out::writeStringProperty);
                out.writeEndObject();
            }));
        } catch (IOException e) {
            LOG.warn("{} cannot be kept: {}. It counts until the next start", file.path(), e.toString());
        }
    }

    private Map<String, String> read() {
        var all = new TreeMap<String, String>();
        try {
            file.read()
                    .map(Json::read)
                    .ifPresent(stored -> stored.properties()
                            .forEach(field ->
                                    all.put(field.getKey(), field.getValue().asString(""))));
        } catch (IOException | Json.Malformed e) {
            LOG.warn("{} cannot be read, so that nothing more is asked for: {}", file.path(), e.toString());
        }
        return all;
    }
}
