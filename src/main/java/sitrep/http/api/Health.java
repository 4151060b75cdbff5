package sitrep.http.api;

import java.util.List;
import java.util.Optional;
import sitrep.engine.board.Writer;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
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

    public ApiAnswer live(ApiRequest ask) {
        ask.parameters().only(List.of());
        return ApiAnswer.json("{\"status\":\"live\"}");
    }

    public ApiAnswer ready(ApiRequest ask) {
        ask.parameters().only(List.of());
        var trouble = listening.isDeaf() ? Optional.of("Nobody listens for new connections.") : writer.trouble();
        return trouble.isEmpty()
                ? ApiAnswer.json("{\"status\":\"ready\"}")
                : ApiAnswer.of(new Problem.NotReady(trouble.get()));
    }
}
