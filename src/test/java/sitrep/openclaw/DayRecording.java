package sitrep.openclaw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Records the day that the demo tells, anew, into {@code target/day.jsonl} and the same packed: {@code ./sitrep test
 * -Dtest=DayRecording}. Whoever likes it puts the packed one in the place of
 * {@code src/main/resources/demo/day.jsonl.gz}.
 */
class DayRecording {
    private static final Duration PER_WORD = Duration.ofMillis(60);
    private static final Path RESULT = Path.of("target", "day.jsonl");

    private record Due(int at, Runnable what) {}

    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
    private final CountDownLatch never = new CountDownLatch(1);

    @TempDir
    private Path folder;

    @Test
    void record() throws Exception {
        var frames = folder.resolve("day.jsonl");
        try (var laboratory = new Laboratory(folder, Setup.BY_HAND, _ -> Day.scripts(), PER_WORD)) {
            furnish(laboratory.gateway);
            laboratory.warmUp();
            prepare(laboratory.operator);
            try (var _ = new Recorder(laboratory.gateway, frames, withoutThisMachine(laboratory.gateway))) {
                play();
            }
        }
        Files.copy(frames, RESULT, StandardCopyOption.REPLACE_EXISTING);
        try (var out = new GZIPOutputStream(Files.newOutputStream(Path.of(RESULT + ".gz")))) {
            Files.copy(frames, out);
        }
    }

    private void furnish(Gateway gateway) throws IOException {
        var day = Path.of("src", "test", "resources", "openclaw", "day");
        for (var workspace : List.of(gateway.workspace(), gateway.workspace().resolve("careful"))) {
            copy(day.resolve("workspace"), workspace);
        }
        copy(day.resolve("bin"), gateway.home().resolve("bin"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.copy(file, target);
                if (!Files.isDirectory(file)) target.toFile().setExecutable(Files.isExecutable(file));
            }
        }
    }

    /** Puts what people and clocks do in its place in the day, and has an operator answer what is to be answered. */
    private void prepare(Operator operator) {
        for (var request : Day.REQUESTS) {
            var session = "agent:" + request.session();
            due.add(new Due(request.at(), () -> {
                operator.label(session, Day.label(session));
                operator.chat(session, request.words());
            }));
        }
        var change = Day.CHANGE_OF_MIND;
        due.add(new Due(
                change.at(), () -> operator.ask("chat.abort", "{\"sessionKey\":\"agent:" + change.session() + "\"}")));
        for (var schedule : Day.SCHEDULES) {
            var job = operator.schedule(schedule.name(), schedule.words());
            schedule.at().forEach(at -> due.add(new Due(at, () -> operator.run(job))));
        }
        operator.listen((_, frame) -> later(() -> answer(operator, frame)));
    }

    private static void answer(Operator operator, JsonNode frame) {
        var asked = frame.path("payload");
        var answer = Day.ANSWERS.entrySet().stream()
                .filter(entry -> asked.toString().contains(entry.getKey()))
                .findFirst();
        if (answer.isEmpty()) return;
        switch (frame.path("event").asString("")) {
            case "exec.approval.requested" ->
                operator.decide(asked, answer.get().getValue());
            case "question.requested" -> operator.answer(asked, answer.get().getValue());
            default -> {}
        }
    }

    /** People take a while to answer. */
    private void later(Runnable what) {
        Thread.startVirtualThread(() -> {
            if (pause(Duration.ofSeconds(7))) what.run();
        });
    }

    private void play() {
        var began = Instant.now();
        due.add(new Due(Day.LENGTH, () -> {}));
        for (var next = due.poll(); next != null; next = due.poll()) {
            pause(Duration.between(Instant.now(), began.plusSeconds(next.at)));
            next.what.run();
        }
    }

    private boolean pause(Duration time) {
        try {
            return !never.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes out what tells of the machine and of the run: folders and ports. */
    private static UnaryOperator<String> withoutThisMachine(Gateway gateway) {
        var home = gateway.home().toString();
        return line -> line.replace(home, "~").replace("127.0.0.1:" + gateway.port(), "localhost:18789");
    }
}
