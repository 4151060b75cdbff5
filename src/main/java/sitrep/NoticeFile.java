package sitrep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.config.Config;
import sitrep.connect.notice.NoticeSettings;
import sitrep.core.notice.NoticeSetup;

/**
 * The file that says who is to be told. It is read again whenever it has changed, so that nobody has to restart the
 * server; with a mistake in it, what is good of it counts.
 */
final class NoticeFile implements Supplier<NoticeSetup> {
    /** Largest file that is read. */
    private static final long LARGEST = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(NoticeFile.class);

    /** What tells one state of the file from another. */
    private record Mark(FileTime changed, long size) {}

    private final Path file;
    private final Supplier<NoticeSettings> made;
    private Optional<Mark> mark = Optional.empty();
    private NoticeSetup setup;

    /** Made when there is a file: the client that it brings takes a second to load, which others need not wait. */
    private Optional<NoticeSettings> settings = Optional.empty();

    NoticeFile(Config config, Map<String, String> environment) {
        file = config.told();
        made = () -> new NoticeSettings(environment, NoticeFile::secret, page(config), ZoneId.systemDefault());
        setup = NoticeSetup.none(file.toString());
    }

    /** Where the page is, as far as this server can know. */
    private static String page(Config config) {
        var host = config.bind().contains(":") ? "[" + config.bind() + "]" : config.bind();
        return "http://" + (host.equals("0.0.0.0") ? "localhost" : host) + ":" + config.port();
    }

    private static Optional<String> secret(String name) {
        try {
            var path = Path.of(name);
            return Files.size(path) > LARGEST ? Optional.empty() : Optional.of(Files.readString(path));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized NoticeSetup get() {
        var now = mark();
        if (now.equals(mark)) return setup;
        mark = now;
        setup = now.isEmpty() ? NoticeSetup.none(file.toString()) : read();
        setup.mistakes().forEach(mistake -> LOG.warn("A mistake in {}: {}", file, mistake));
        return setup;
    }

    private Optional<Mark> mark() {
        try {
            return Files.exists(file)
                    ? Optional.of(new Mark(Files.getLastModifiedTime(file), Files.size(file)))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private NoticeSetup read() {
        try {
            if (Files.size(file) > LARGEST) throw new IOException("it is larger than " + LARGEST + " bytes");
            var reading = settings.orElseGet(made);
            settings = Optional.of(reading);
            return reading.read(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new NoticeSetup(file.toString(), List.of(), List.of("it cannot be read: " + e.getMessage()));
        }
    }
}
