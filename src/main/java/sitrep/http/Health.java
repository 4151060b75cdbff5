package sitrep.http;

import java.util.List;
import sitrep.engine.Writer;

/** Whether the process lives, and whether it can do its work: for whoever restarts or routes. */
final class Health {
    private final Writer writer;

    Health(Writer writer) {
        this.writer = writer;
    }

    Answer live(Ask ask) {
        ask.parameters().only(List.of());
        return Answer.json("{\"status\":\"live\"}");
    }

    Answer ready(Ask ask) {
        ask.parameters().only(List.of());
        return writer.isHealthy() ? Answer.json("{\"status\":\"ready\"}") : Answer.of(new Problem.NotReady());
    }
}
