package sitrep.http.api;

import java.util.List;
import java.util.Optional;
import sitrep.engine.board.Writer;
import sitrep.http.exchange.Answer;
import sitrep.http.exchange.Ask;
import sitrep.http.exchange.Problem;
import sitrep.http.server.Listening;

/** Whether the process lives, and whether it can do its work: for whoever restarts or routes. */
public final class Health {
    private final Writer writer;
    private final Listening listening;

    public Health(Writer writer, Listening listening) {
        this.writer = writer;
        this.listening = listening;
    }

    public Answer live(Ask ask) {
        ask.parameters().only(List.of());
        return Answer.json("{\"status\":\"live\"}");
    }

    public Answer ready(Ask ask) {
        ask.parameters().only(List.of());
        var trouble = listening.isDeaf() ? Optional.of("Nobody listens for new connections.") : writer.trouble();
        return trouble.isEmpty()
                ? Answer.json("{\"status\":\"ready\"}")
                : Answer.of(new Problem.NotReady(trouble.get()));
    }
}
