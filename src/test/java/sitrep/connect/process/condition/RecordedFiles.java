package sitrep.connect.process.condition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sitrep.connect.process.look.ProcFiles;
import sitrep.connect.process.look.ProcessProbe;
import sitrep.connect.process.look.SystemCall;
import sitrep.connect.process.look.TreeVitals;

/**
 * What the files of a real process said at several looks, as a text that people can read. Run as a program, it records:
 * {@code RecordedFiles FILE SECONDS -- CMD} looks at the command three times.
 */
record RecordedFiles(long nanos, Map<String, String> said) implements ProcFiles {
    private static final String TEXT = "text ";
    private static final String LINK = "link ";
    private static final String NAMES = "names ";
    private static final Pattern SOCKET = Pattern.compile("^\\s*\\d+: [0-9A-F]{8,}:[0-9A-F]{4} ");

    @Override
    public Optional<String> text(String path) {
        return Optional.ofNullable(said.get(TEXT + path));
    }

    @Override
    public Optional<String> link(String path) {
        return Optional.ofNullable(said.get(LINK + path)).map(String::strip);
    }

    @Override
    public List<String> names(String path) {
        var names = said.getOrDefault(NAMES + path, "").strip();
        return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
    }

    @Override
    public long readings() {
        return said.size();
    }

    /** A recording: the process it is about, and what was seen at each look. */
    record Story(long root, List<TreeVitals> looks) {}

    /** Reads a recording and looks at it as the wrapper would have. */
    static Story story(String resource) {
        try (var in = RecordedFiles.class.getResourceAsStream("/recorded/trees/" + resource)) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Story read(String text) {
        var looks = new ArrayList<TreeVitals>();
        var parts = List.of(text.split("(?m)^== ", -1));
        var root = Long.parseLong(parts.getFirst().lines().toList().getLast().strip());
        for (var part : parts.subList(1, parts.size())) {
            var before = looks.isEmpty() ? Optional.<TreeVitals>empty() : Optional.of(looks.getLast());
            var files = ofLook(part);
            looks.add(new ProcessProbe(files, SystemCall.of("amd64")).look(root, files.nanos(), before));
        }
        return new Story(root, looks);
    }

    private static RecordedFiles ofLook(String part) {
        var said = new HashMap<String, String>();
        var key = "";
        for (var line : part.lines().skip(1).toList()) {
            if (line.startsWith("-- ")) {
                key = line.substring(3);
                said.put(key, "");
            } else {
                said.merge(key, line + "\n", String::concat);
            }
        }
        return new RecordedFiles(Long.parseLong(part.lines().findFirst().orElseThrow()), said);
    }

    /** The real files, and a note of all that they were asked. */
    private record Recorder(ProcFiles real, StringBuilder notes) implements ProcFiles {

        @Override
        public Optional<String> text(String path) {
            var text = real.text(path);
            text.ifPresent(it -> note(TEXT + path, it));
            return text;
        }

        @Override
        public Optional<String> link(String path) {
            var link = real.link(path);
            link.ifPresent(it -> note(LINK + path, it));
            return link;
        }

        @Override
        public List<String> names(String path) {
            var names = real.names(path);
            note(NAMES + path, String.join(" ", names));
            return names;
        }

        @Override
        public long readings() {
            return real.readings();
        }

        private void note(String key, String value) {
            notes.append("-- ").append(key).append('\n');
            if (!value.isBlank()) notes.append(value.stripTrailing()).append('\n');
        }
    }

    public static void main(String[] arguments) throws IOException {
        var words = Arrays.asList(arguments);
        var process = new ProcessBuilder(words.subList(3, words.size()))
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var notes = new StringBuilder("# "
                + String.join(" ", words.subList(3, words.size())).replace("\n", " ") + "\n" + process.pid() + "\n");
        var real = ProcFiles.here().orElseThrow();
        var before = Optional.<TreeVitals>empty();
        for (var look = 0; look < 3; look++) {
            LockSupport.parkNanos(Integer.parseInt(words.get(1)) * 1_000_000_000L);
            var now = System.nanoTime();
            notes.append("== ").append(now).append('\n');
            before = Optional.of(new ProcessProbe(new Recorder(real, notes), SystemCall.of("amd64"))
                    .look(process.pid(), now, before));
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.writeString(Path.of(words.get(0)), withoutOthers(notes.toString()));
    }

    private static String field(String line, int index) {
        var fields = line.strip().split("\\s+", -1);
        return index < fields.length ? fields[index] : "";
    }

    /** Of the machine's connections, only those of the process. */
    private static String withoutOthers(String notes) {
        var ours = Pattern.compile("socket:\\[(\\d+)]")
                .matcher(notes)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        return notes.lines()
                .filter(line -> !SOCKET.matcher(line).find() || ours.contains(field(line, 9)))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
