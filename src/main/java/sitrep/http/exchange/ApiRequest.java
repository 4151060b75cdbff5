package sitrep.http.exchange;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;

/**
 * One request as handlers see it.
 *
 * @param segments what stands for the variable parts of the route's pattern, decoded
 */
public record ApiRequest(ServerRequest request, List<String> segments, Parameters parameters) {

    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    public String method() {
        return request.prologue().method().text();
    }

    /** The task that the address names. What cannot be an id cannot be found. */
    public TaskId task() {
        try {
            return new TaskId(segments.getFirst());
        } catch (Invalid _) {
            throw new Refusal(new Problem.NoTask(Excerpt.of(segments.getFirst())));
        }
    }
}
