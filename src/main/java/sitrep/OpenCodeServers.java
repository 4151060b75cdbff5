package sitrep;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sitrep.config.OpenCodeSettings;
import sitrep.connect.opencode.OpenCodeConnector;
import sitrep.connect.opencode.OpenCodeFacts;
import sitrep.connect.outbox.Door;
import sitrep.core.event.WorkerId;
import sitrep.core.source.Connection;
import sitrep.core.task.Run;
import sitrep.core.task.Task;
import sitrep.engine.board.Board;
import sitrep.engine.known.KnownTask;

/** The servers of OpenCode that are observed, each on a thread of its own, and what they share. */
final class OpenCodeServers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<OpenCodeSettings> settings;
    private final Map<String, String> environment;
    private final ExecutorService messages;
    private final List<OpenCodeConnector> connectors;
    private Optional<HttpClient> client = Optional.empty();

    /** @param messages on which messages are taken off the connections */
    OpenCodeServers(
            List<OpenCodeSettings> settings,
            ExecutorService messages,
            Door door,
            Board board,
            InstantSource clock,
            Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
        this.messages = messages;
        this.connectors = settings.stream()
                .map(server -> new OpenCodeConnector(
                        server,
                        new OpenCodeConnector.Shared(
                                this::client,
                                door,
                                new OpenCodeConnector.Known(
                                        new KnownSessions(board),
                                        () -> live(board, OpenCodeFacts.source(server.name())),
                                        AroundOpenCode::of),
                                clock,
                                RandomGenerator.getDefault(),
                                environment)))
                .toList();
    }

    /** It takes a second to load, so it is made when a server is there to be talked to. */
    private synchronized HttpClient client() {
        var made = client.orElseGet(() -> HttpClient.newBuilder()
                .executor(messages)
                .connectTimeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        client = Optional.of(made);
        return made;
    }

    /** The sessions of a server in which anything goes on, by all that was told of them. */
    private static Set<String> live(Board board, String source) {
        Iterable<KnownTask> known = board::inMemory;
        return StreamSupport.stream(known.spliterator(), false)
                .map(KnownTask::task)
                .filter(task -> isLive(task, source))
                .flatMap(OpenCodeServers::sessions)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those whose work a task is, be it that it goes by another name, by their workers. */
    private static Stream<String> sessions(Task task) {
        var start = OpenCodeFacts.task("");
        return task.workers().keySet().stream()
                .map(WorkerId::text)
                .filter(worker -> worker.startsWith(start) && worker.indexOf('/') < 0)
                .map(worker -> worker.substring(start.length()));
    }

    private static boolean isLive(Task task, String source) {
        return task.runs().values().stream().anyMatch(Run::isLive)
                && task.sources().contains(source);
    }

    void start() {
        for (var i = 0; i < connectors.size(); i++) {
            var name = "sitrep-opencode-" + settings.get(i).name();
            Thread.ofPlatform().daemon().name(name).start(connectors.get(i));
        }
    }

    Stream<String> found() {
        return settings.stream().map(server -> "OpenCode: " + OpenCodeConnector.told(server, environment));
    }

    Stream<Connection> connections() {
        return connectors.stream().map(OpenCodeConnector::connection);
    }

    @Override
    public synchronized void close() {
        connectors.forEach(OpenCodeConnector::close);
        client.ifPresent(HttpClient::shutdownNow);
    }
}
