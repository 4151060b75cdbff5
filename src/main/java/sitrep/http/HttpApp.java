package sitrep.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sitrep.config.Config;
import sitrep.config.Version;
import sitrep.engine.Intake;
import sitrep.engine.act.ActRows;
import sitrep.engine.act.Acts;
import sitrep.engine.act.Orders;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.board.WorkersAtWork;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Contacts;
import sitrep.engine.contact.HookListener;
import sitrep.engine.contact.Sources;
import sitrep.engine.contact.TelemetryListener;
import sitrep.engine.notice.Notices;
import sitrep.engine.record.Hosts;
import sitrep.engine.record.PastBoards;
import sitrep.engine.record.TrackRecords;
import sitrep.http.api.ActingApi;
import sitrep.http.api.ActsApi;
import sitrep.http.api.ChangesApi;
import sitrep.http.api.EventsApi;
import sitrep.http.api.HappenedApi;
import sitrep.http.api.Health;
import sitrep.http.api.HooksApi;
import sitrep.http.api.HostsApi;
import sitrep.http.api.InsightsApi;
import sitrep.http.api.NoticesApi;
import sitrep.http.api.OrdersApi;
import sitrep.http.api.PastApi;
import sitrep.http.api.SinceApi;
import sitrep.http.api.SourcesApi;
import sitrep.http.api.SummaryApi;
import sitrep.http.api.TaskEventsApi;
import sitrep.http.api.TasksApi;
import sitrep.http.api.TriageApi;
import sitrep.http.api.WorkersApi;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.RequestBody;
import sitrep.http.exchange.Route;
import sitrep.http.exchange.SocketSetup;
import sitrep.http.mcp.McpApi;
import sitrep.http.mcp.McpTools;
import sitrep.http.otlp.OtlpApi;
import sitrep.http.server.Access;
import sitrep.http.server.EarlyRefusals;
import sitrep.http.server.HttpFront;
import sitrep.http.server.HttpSpeakers;
import sitrep.http.server.Listening;
import sitrep.http.server.Metrics;
import sitrep.http.server.OpenDescriptors;
import sitrep.http.server.OpenStreams;
import sitrep.http.server.PackedBodies;
import sitrep.http.server.RouteTable;
import sitrep.http.server.ServerPace;

/** The HTTP server: the API under {@code /api/v1}, the page, and what those who run the server ask for. */
public final class HttpApp implements AutoCloseable {
    private static final String API = "/api/v1";

    /** Most connections at once; past it new ones wait. */
    private static final int CONNECTIONS = 8_192;

    /** Largest request line and headers. An id of 200 characters may take 2,400 in an address. */
    private static final int LINE = 16 * 1024;

    /** Bodies above our own limit are refused politely, those above this one without reading on. */
    private static final int BODY = 2 * RequestBody.LIMIT;

    /** What the server speaks for. */
    public record Engine(
            Intake intake,
            Board board,
            Acts acts,
            Orders orders,
            Feed feed,
            Contacts contacts,
            Sources sources,
            WorkersAtWork crew,
            Writer writer,
            Notices notices,
            HookListener hooks,
            TelemetryListener telemetry) {}

    private final Config config;
    private final Access access;
    private final ServerPace pace;
    private final OpenStreams streams;
    private final Metrics metrics;
    private final Assets assets;
    private final RouteTable routes;
    private final Listening listening;
    private final Consumer<Throwable> onBroken;

    /**
     * @param ids makes ids for what is sent without one
     * @param web a folder with the page, instead of the one in the jar
     */
    public HttpApp(Config config, Engine engine, InstantSource clock, Supplier<String> ids, Optional<Path> web) {
        this(config, engine, clock, ids, web, ServerPace.USUAL);
    }

    HttpApp(
            Config config,
            Engine engine,
            InstantSource clock,
            Supplier<String> ids,
            Optional<Path> web,
            ServerPace pace) {
        this.config = config;
        this.pace = pace;
        this.onBroken = engine.writer()::breakDown;
        this.streams = new OpenStreams(pace.stuck());
        this.access = new Access(config.token());
        this.metrics = new Metrics(engine.board(), engine.feed(), engine.sources(), engine.writer());
        this.listening = new Listening(config.bind(), this::server);
        this.assets = new Assets(access, web);
        this.routes = new RouteTable(routes(engine, clock, ids));
    }

    /** Why a server must not be started like this, if so, said for people. */
    public static Optional<String> objection(Config config) {
        return Access.objection(config);
    }

    private List<Route> routes(Engine engine, InstantSource clock, Supplier<String> ids) {
        var body = new RequestBody(pace.body());
        var events = new EventsApi(engine.intake(), body, clock, ids, metrics);
        var rows = new ActRows(engine.board(), engine.acts());
        var tasks = new TasksApi(engine.board(), rows, engine.contacts(), engine.notices(), clock);
        var acts = new ActsApi(engine.acts(), body);
        var orders = new OrdersApi(engine.orders(), body);
        var history = new TaskEventsApi(engine.board());
        var past = new PastApi(new PastBoards(engine.board()), clock);
        var triage = new TriageApi(engine.board(), rows, engine.intake(), body, clock, ids);
        var summary = new SummaryApi(engine.board(), rows, engine.contacts(), engine.sources(), engine.writer(), clock);
        var records = new TrackRecords(engine.board(), clock);
        var sources = new SourcesApi(engine.sources(), engine.board(), engine.crew(), records, clock);
        var hosts = new HostsApi(new Hosts(engine.board(), engine.crew(), records), engine.contacts(), clock);
        var workers = new WorkersApi(engine.crew(), engine.contacts(), clock);
        var insights = new InsightsApi(engine.board(), engine.writer(), clock);
        var happened = new HappenedApi(engine.board(), clock);
        var notices = new NoticesApi(engine.notices(), body);
        var since = new SinceApi(engine.board(), clock);
        var changes = new ChangesApi(engine.board(), rows, engine.feed(), streams, clock, pace.keepAlive());
        var routes = new ArrayList<>(List.of(
                Route.post(API + "/events", events::post),
                Route.post(API + "/hooks/{agent}", new HooksApi(engine.hooks(), body)::post),
                Route.get(API + "/tasks", PastApi.orNow(tasks::list, past::list)),
                Route.get(API + "/counts", tasks::count),
                Route.get(API + "/tasks/{id}", PastApi.orNow(tasks::one, past::one)),
                Route.get(API + "/tasks/{id}/events", history::events),
                Route.get(API + "/tasks/{id}/updates", history::updates),
                Route.get(API + "/tasks/{id}/why", PastApi.orNow(tasks::why, past::why)),
                Route.post(API + "/tasks/{id}/acts", acts::one),
                Route.post(API + "/acts", acts::several),
                Route.post(API + "/orders", orders::next),
                Route.post(API + "/tasks/{id}/reported", triage::reported),
                Route.post(API + "/tasks/{id}/acknowledged", triage::acknowledged),
                Route.post(API + "/tasks/{id}/snoozed", triage::snoozed),
                Route.post(API + "/tasks/{id}/dismissed", triage::dismissed),
                Route.post(API + "/tasks/{id}/restored", triage::restored),
                Route.post(API + "/tasks/{id}/renamed", triage::renamed),
                Route.post(API + "/tasks/{id}/labelled", triage::labelled),
                Route.post(API + "/tasks/{id}/remarked", triage::remarked),
                Route.post(API + "/tasks/{id}/undone", triage::undone),
                Route.get(API + "/summary", PastApi.orNow(summary::get, past::summary)),
                Route.get(API + "/sources", sources::get),
                Route.post(
                        API + "/sources/acting", new ActingApi(engine.sources().acting(), body)::post),
                Route.get(API + "/workers", workers::get),
                Route.get(API + "/hosts", hosts::get),
                Route.get(API + "/insights", insights::get),
                Route.get(API + "/happened", happened::get),
                Route.get(API + "/since", since::get),
                Route.get(API + "/changes", changes::get),
                Route.get(API + "/notifications", notices::list),
                Route.get(API + "/notifications/targets", notices::targets),
                Route.put(API + "/notifications/targets/{name}", notices::put),
                Route.delete(API + "/notifications/targets/{name}", notices::remove),
                Route.post(API + "/notifications/test", notices::test),
                Route.post(API + "/notifications/{number}/retry", notices::retry),
                Route.post(API + "/notifications/{number}/drop", notices::drop),
                Route.post(API + "/looking", notices::looking),
                Route.post(API + "/session", access::ticket),
                Route.post("/mcp", mcp(engine, body, clock, ids)::post)));
        routes.addAll(telemetry(new OtlpApi(engine.telemetry(), body)));
        routes.addAll(pages());
        routes.addAll(forThoseWhoRunIt(engine));
        return routes;
    }

    /** Where exporters look for it, by the name of the server alone. */
    private static List<Route> telemetry(OtlpApi otlp) {
        return List.of(
                Route.post("/v1/traces", otlp::traces),
                Route.post("/v1/logs", otlp::logs),
                Route.post("/v1/metrics", otlp::passedOver));
    }

    private List<Route> forThoseWhoRunIt(Engine engine) {
        var routes = new ArrayList<Route>();
        var health = new Health(engine.writer(), listening);
        for (var root : List.of("", API)) {
            routes.add(Route.open(root + "/health/live", health::live));
            routes.add(Route.open(root + "/health/ready", health::ready));
            routes.add(Route.get(root + "/metrics", metrics::get));
            routes.add(Route.open(root + "/openapi.yaml", assets::openApi));
        }
        return routes;
    }

    private McpApi mcp(Engine engine, RequestBody body, InstantSource clock, Supplier<String> ids) {
        var seen = new McpTools.Engine(
                engine.intake(), engine.board(), engine.feed(), engine.contacts(), engine.writer(), engine.notices());
        return new McpApi(new McpTools(seen, metrics, clock, ids), body, streams, Version.number());
    }

    private List<Route> pages() {
        return List.of(
                Route.open("/", assets::page),
                Route.open("/tasks/{id}", assets::page),
                Route.open("/history", assets::page),
                Route.open("/then", assets::page),
                Route.open("/decide", assets::page),
                Route.open("/workers", assets::page),
                Route.open("/sources", assets::page),
                Route.open("/assets/{file...}", assets::file));
    }

    /** All that the server does, for the test that holds its description against it. */
    List<Route> routes() {
        return routes.all();
    }

    /**
     * Starts to listen. Answers the port.
     *
     * @throws IOException if that cannot be, with the reason for people
     */
    public int start() throws IOException {
        return listening.start(config.port());
    }

    /** Looks whether anybody listens still, and sees to it that somebody does; to be called again and again. */
    public void look() {
        listening.look();
    }

    private WebServerConfig.Builder server(int port) {
        var http = Http1Config.builder()
                .maxPrologueLength(LINE)
                .maxHeadersSize(LINE)
                .validatePath(false)
                .build();
        return WebServer.builder()
                .host(config.bind())
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(pace.grace())
                .maxPayloadSize(BODY)
                .maxTcpConnections(Math.min(CONNECTIONS, OpenDescriptors.spare()))
                .useNio(false)
                .connectionOptions(new SocketSetup(pace.silence()))
                .addConnectionSelector(new HttpSpeakers(http))
                .contentEncoding(new PackedBodies())
                .directHandlers(refusals())
                .addRouting(HttpRouting.builder()
                        .addFilter(new HttpFront(routes, assets::nowhere, access, metrics, onBroken)));
    }

    /** Gives what the server underneath refuses by itself the shape of our own problems. */
    private static DirectHandlers refusals() {
        var handlers = DirectHandlers.builder();
        for (var type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, (request, _, status, headers, _) -> {
                var answered = isUnread(type, request) ? Status.BAD_REQUEST_400 : status;
                return DirectHandler.TransportResponse.builder()
                        .status(answered)
                        .headers(headers)
                        .header(HeaderNames.CONTENT_TYPE, Problem.TYPE)
                        .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
                        .keepAlive(type.keepAlive())
                        .entity(EarlyRefusals.of(answered.code()).json().getBytes(StandardCharsets.UTF_8))
                        .build();
            });
        }
        return handlers.build();
    }

    /**
     * Whether what went wrong underneath did so before there was a request: then what came is none, which Helidon takes
     * for a mistake of its own, as with control characters in the method.
     */
    private static boolean isUnread(DirectHandler.EventType type, DirectHandler.TransportRequest request) {
        return type == DirectHandler.EventType.INTERNAL_ERROR && request.path().isEmpty();
    }

    /** Stops listening, ends the streams and lets the requests that run come to their end, for a while. */
    @Override
    public void close() {
        streams.close();
        listening.close();
    }
}
