package sitrep.http.exchange;

import java.util.List;

/**
 * One thing that the server does.
 *
 * @param pattern as in {@code /tasks/{id}}; a variable part is one segment, but {@code {file...}} is all that is left
 * @param isOpen whether no token is asked for
 */
public record Route(String method, String pattern, boolean isOpen, Handler handler) {

    /** Answers a request, or throws a {@link Refusal}. */
    public interface Handler {
        ApiAnswer answer(ApiRequest ask);
    }

    public static Route get(String pattern, Handler handler) {
        return new Route("GET", pattern, false, handler);
    }

    public static Route post(String pattern, Handler handler) {
        return new Route("POST", pattern, false, handler);
    }

    public static Route put(String pattern, Handler handler) {
        return new Route("PUT", pattern, false, handler);
    }

    public static Route delete(String pattern, Handler handler) {
        return new Route("DELETE", pattern, false, handler);
    }

    /** For what holds no data: anybody who reaches the server may have it. */
    public static Route open(String pattern, Handler handler) {
        return new Route("GET", pattern, true, handler);
    }

    public List<String> parts() {
        return List.of(pattern.substring(1).split("/", -1));
    }
}
