package sitrep;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.config.Config;
import sitrep.connect.notice.NoticeSettings;
import sitrep.connect.notice.TargetEdits;
import sitrep.core.notice.NoticeDesk;
import sitrep.core.notice.NoticeSetup;

/**
 * The file that says who is to be told. It is read again whenever it has changed, so that nobody has to restart the
 * server; with a mistake in it, what is good of it counts. What is changed from the page is written into it.
 */
final class NoticeFile implements NoticeDesk {
    /** Largest file that is read or written. */
    private static final long LARGEST = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(NoticeFile.class);

    /** What tells one state of the file from another. */
    private record Mark(FileTime changed, long size) {}

    private final Path file;
    private final ReplacedFile replaced;
    private final Optional<String> forbidden;
    private final Supplier<NoticeSettings> made;
    private Optional<Mark> mark = Optional.empty();
    private NoticeSetup setup;

    /** Made when there is a file: the client that it brings takes a second to load, which others need not wait. */
    private Optional<NoticeSettings> settings = Optional.empty();

    NoticeFile(Config config, Map<String, String> environment) {
        file = config.told().file();
        replaced = new ReplacedFile(file);
        forbidden = forbidden(config);
        made = () -> new NoticeSettings(environment, NoticeFile::secret, page(config), ZoneId.systemDefault());
        setup = NoticeSetup.none(file.toString());
    }

    private static Optional<String> forbidden(Config config) {
        if (config.told().isLocked()) {
            return Optional.of("The server was started so that who is told is changed in the file only"
                    + " (--notify-locked, or SITREP_NOTIFY_LOCKED).");
        }
        return config.isLookOnly() ? Optional.of("The server was started with --look-only.") : Optional.empty();
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
            checkSize();
            return settings().read(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new NoticeSetup(file.toString(), List.of(), List.of("it cannot be read: " + e.getMessage()));
        }
    }

    private void checkSize() throws IOException {
        if (Files.size(file) > LARGEST) throw new IOException("it is larger than " + LARGEST + " bytes");
    }

    /** All that the file holds, to be written again; nothing if there is none. */
    private String text() throws IOException {
        if (!Files.exists(file)) return "";
        checkSize();
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8", e);
        }
    }

    private NoticeSettings settings() {
        var reading = settings.orElseGet(made);
        settings = Optional.of(reading);
        return reading;
    }

    @Override
    public Optional<String> locked() {
        return forbidden.or(() -> replaced.objection().map(this::unchanged));
    }

    private String unchanged(String why) {
        return file + " cannot be changed: " + why + ".";
    }

    @Override
    public synchronized Optional<Sheet> sheet(String target) {
        try {
            return TargetEdits.sheet(text(), target);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public Change put(String target, String json) {
        return changed(target, "set", (edits, text) -> edits.put(text, target, json));
    }

    @Override
    public Change remove(String target) {
        return changed(target, "removed", (edits, text) -> edits.remove(text, target));
    }

    /** What somebody else writes into the file between the reading and the writing, which is a moment, is lost. */
    private synchronized Change changed(
            String target, String how, BiFunction<TargetEdits, String, TargetEdits.Edit> edit) {
        try {
            return switch (edit.apply(new TargetEdits(settings()), text())) {
                case TargetEdits.Edit.NoTarget _ -> new Change.NoTarget();
                case TargetEdits.Edit.Refused(var why) -> new Change.Refused(why);
                case TargetEdits.Edit.Text(var text) -> {
                    replaced.write(text);
                    mark = Optional.empty();
                    LOG.info("Target '{}' was {} from the page, in {}", target, how, file);
                    yield new Change.Done();
                }
            };
        } catch (IOException e) {
            return new Change.Refused(unchanged(String.valueOf(e.getMessage())));
        }
    }
}
