package sitrep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recorded work whose times are told from now: each line is a flat report with {@code at}, the seconds from now at
 * which it was or will be said, or with {@code every}, the seconds from one to the next of a report that keeps coming.
 *
 * @param name of the story, which with the number of the line makes the report's id
 */
record Story(String name, List<Scene> scenes) {

    /**
     * One report of a story.
     *
     * @param every how long until it is said again, if it is
     * @param until when it is said no more
     */
    record Scene(Duration at, Optional<Duration> every, Duration until, String id, ObjectNode report) {

        /** The report as it is sent, told as said at that time. */
        String json(Instant time, int times) {
            var told = report.deepCopy();
            told.put("id", id + (every.isPresent() ? "-" + times : ""));
            told.put("time", time.toString());
            return told.toString();
        }
    }

    private static final Duration FOR_EVER = Duration.ofDays(365);

    /** The story of that name, as it is shipped. */
    static Story shipped(String name) {
        try (InputStream in = Story.class.getResourceAsStream("/demo/" + name + ".jsonl")) {
            if (in == null) throw new IllegalArgumentException("there is no story " + name);
            return read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Story read(String name, String lines) {
        var scenes = new ArrayList<Scene>();
        for (var line : lines.lines().toList()) {
            if (!line.isBlank()) scenes.add(scene("demo-" + name + "-" + (scenes.size() + 1), line));
        }
        return new Story(name, List.copyOf(scenes));
    }

    private static Scene scene(String id, String line) {
        var report = (ObjectNode) Json.read(line);
        var every = Optional.ofNullable(report.remove("every")).map(it -> Duration.ofSeconds(it.asLong(1)));
        var at = Optional.ofNullable(report.remove("at")).map(it -> Duration.ofSeconds(it.asLong(0)));
        var until = Optional.ofNullable(report.remove("until")).map(it -> Duration.ofSeconds(it.asLong(0)));
        return new Scene(at.orElse(Duration.ZERO), every, until.orElse(FOR_EVER), id, report);
    }
}
