package sitrep.http.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.text.Invalid;
import sitrep.engine.board.WriterBusy;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Parameters;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.Route;
import sitrep.json.Json;
import sitrep.store.StoreFailure;
import sitrep.store.StoreFailure.Kind;

/**
 * The front of the server: every request comes here, is checked and answered. It stands before Helidon's own routing,
 * which would decode and tidy up paths before it matches them.
 */
public final class HttpFront implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);

    private static final Map<String, String> SECURITY = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    /** How a request ends whose body did not come as a whole: nobody can tell where the next one begins. */
    private static final Set<Integer> BROKEN = Set.of(400, 408, 413);

    private final RouteTable routes;
    private final Access access;
    private final Metrics metrics;
    private final Consumer<Throwable> onBroken;

    private final Route elsewhere;

    /**
     * @param elsewhere answers for the paths that lead nowhere
     * @param onBroken is told when the process had better end, as without memory
     */
    public HttpFront(
            RouteTable routes, Route.Handler elsewhere, Access access, Metrics metrics, Consumer<Throwable> onBroken) {
        this.onBroken = onBroken;
        this.elsewhere = nowhere(elsewhere);
        this.routes = routes;
        this.access = access;
        this.metrics = metrics;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var began = System.nanoTime();
        var method = request.prologue().method().text();
        var match = routes.find(method, request.prologue().uriPath().rawPath());
        var route = route(match, method);
        var answer = answer(request, match, route);
        send(answer, method, response);
        // What is written bit by bit has not ended for Helidon until this is said.
        if (answer instanceof ApiAnswer.Streamed) response.commit();
        metrics.served(route.method(), route.pattern(), status(answer), Duration.ofNanos(System.nanoTime() - began));
        closeIfAsked(request, response);
    }

    /** What to do for a path; the paths that lead nowhere have one route among them, so that they too are checked. */
    private Route route(RouteTable.Match match, String method) {
        return switch (match) {
            case RouteTable.Match.Found(var route, var _) -> route;
            case RouteTable.Match.WrongMethod(var allowed) ->
                nowhere(_ -> ApiAnswer.of(new Problem.WrongMethod(Excerpt.of(method), allowed)));
            case RouteTable.Match.Undecodable(var problem) -> nowhere(_ -> ApiAnswer.of(problem));
            case RouteTable.Match.Nothing _ -> elsewhere;
        };
    }

    private static Route nowhere(Route.Handler answer) {
        return new Route("none", "none", true, answer);
    }

    private static List<String> variables(RouteTable.Match match) {
        return match instanceof RouteTable.Match.Found(var _, var variables) ? variables : List.of();
    }

    /** Helidon says that it will close a connection, and then leaves that to the other side. */
    private static void closeIfAsked(RoutingRequest request, RoutingResponse response) {
        var isBroken = response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
                && BROKEN.contains(response.status().code());
        if (!isBroken && !request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) return;
        response.commit();
        if (!isBroken && !request.content().consumed()) request.content().consume();
        throw new CloseConnectionException("as was asked for");
    }

    private ApiAnswer answer(RoutingRequest request, RouteTable.Match match, Route route) {
        try {
            var parameters = Parameters.of(request.prologue().query().rawValue());
            var ask = new ApiRequest(request, variables(match), parameters);
            access.check(ask, route);
            return route.handler().answer(ask);
        } catch (Refusal e) {
            return ApiAnswer.of(e.problem());
        } catch (Invalid e) {
            return ApiAnswer.of(new Problem.Refused(e));
        } catch (Json.Malformed e) {
            return ApiAnswer.of(Problem.Malformed.because(String.valueOf(e.getMessage())));
        } catch (WriterBusy e) {
            return ApiAnswer.of(new Problem.Busy(String.valueOf(e.getMessage())));
        } catch (StoreFailure e) {
            if (e.kind() == Kind.BROKEN) LOG.warn("{} {}: {}", route.method(), route.pattern(), e.getMessage());
            var why = String.valueOf(e.getMessage());
            return ApiAnswer.of(
                    switch (e.kind()) {
                        case FULL -> new Problem.NoRoom(why);
                        case AWAY, HELD -> new Problem.Away(why);
                        case GONE, BROKEN -> new Problem.NothingKept(why);
                    });
        } catch (RuntimeException e) {
            if (isOfServer(e)) throw e;
            LOG.error("{} {} failed: {}", route.method(), route.pattern(), where(e));
            return ApiAnswer.of(new Problem.Broken());
        } catch (VirtualMachineError e) {
            onBroken.accept(e);
            throw e;
        }
    }

    /** What the server underneath throws when the connection breaks, or to answer by itself. */
    private static boolean isOfServer(RuntimeException e) {
        return e instanceof UncheckedIOException || e.getClass().getName().startsWith("io.helidon.");
    }

    /** What went wrong and where, without its message: that may hold contents. */
    private static String where(Throwable e) {
        var frames = e.getStackTrace();
        var ours = java.util.Arrays.stream(frames)
                .filter(frame -> frame.getClassName().startsWith("sitrep."))
                .limit(4)
                .map(StackTraceElement::toString)
                .toList();
        return e.getClass().getName() + " at " + String.join(", ", ours);
    }

    private static int status(ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Whole whole -> whole.status();
            case ApiAnswer.Streamed _ -> 200;
        };
    }

    private static void send(ApiAnswer answer, String method, ServerResponse response) {
        SECURITY.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        switch (answer) {
            case ApiAnswer.Whole whole -> send(whole, method, response);
            case ApiAnswer.Streamed(var type, var writing) -> {
                response.header(HeaderNames.CONTENT_TYPE, type);
                response.header(HeaderNames.create("X-Accel-Buffering"), "no");
                if (method.equals("HEAD")) response.send();
                else stream(writing, response);
            }
        }
    }

    private static void send(ApiAnswer.Whole whole, String method, ServerResponse response) {
        response.status(Status.create(whole.status()));
        response.header(HeaderNames.CONTENT_TYPE, whole.type());
        whole.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (method.equals("HEAD")) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(whole.body().length));
            response.send();
        } else if (whole.body().length == 0) {
            response.send();
        } else {
            response.send(whole.body());
        }
    }

    private static void stream(ApiAnswer.Writing writing, ServerResponse response) {
        try (var out = response.outputStream()) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
