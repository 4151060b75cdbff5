package sitrep.engine.board;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import sitrep.core.event.TaskId;
import sitrep.core.patience.Stamina;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.engine.known.KnownTask;
import sitrep.json.EventReader;
import sitrep.json.Json;

/** Tasks as they are known, without an engine. */
final class Tasks {
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final AtomicLong SEQ = new AtomicLong();

    private Tasks() {}

    /** A task after reports, a minute apart, with single quotes for double ones. */
    static KnownTask of(String id, String... reports) {
        var task = Task.unheard(new TaskId(id));
        var now = TEN;
        for (var report : reports) {
            now = now.plusSeconds(60);
            var reader = new EventReader(now, () -> "e" + SEQ.incrementAndGet());
            var whole = report.replaceFirst("\\{", "{'task':'" + id + "',").replace('\'', '"');
            for (var event : reader.read(Json.read(whole)).events()) task = Fold.apply(task, event);
        }
        return new KnownTask(task, Stamina.NONE, SEQ.incrementAndGet());
    }
}
