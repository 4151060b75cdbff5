package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.tidy.Breach;
import sitrep.tidy.House;
import sitrep.tidy.JavaSource;
import sitrep.tidy.Purity;
import sitrep.tidy.Repository;
import sitrep.tidy.Source;

/**
 * Arrows point down: a room uses the rooms below it, and rooms on one floor do not know each other. This plan is the
 * architecture, from the ground up: `below` are the rows before one that share its folder, so that each house is a
 * stack. `java.*` is free for all, save JDBC and the JDK's HTTP client, which takes a second to warm up.
 */
final class LayersTest {
    private static final House HOUSE = House.of("""
            room                      | may use                               | libraries
            core                      |                                       |
            core.secrets              |                                       |
            core.vocabulary           |                                       |
            core.source               |                                       |
            core.text                 | core.secrets                          |
            core.event                | core.text core.vocabulary             |
            core.task                 | core.event core.text core.vocabulary  |
            core.rule                 | below                                 |
            core.standing             | below                                 |
            core.act                  | below                                 |
            core.moment               | below                                 |
            core.sitrep               | below                                 |
            core.patience             | core.task below                       |
            core.keeping              | below                                 |
            core.usual                | below                                 |
            core.silence              | below                                 |
            core.outlook              | below                                 |
            core.why                  | below                                 |
            core.notice               | below                                 |
            json                      | core.*                                | tools.jackson
            config                    | core.*                                |
            judge                     | core.*                                |
            snapshot                  | core.*                                |
            store                     | core.*                                |
            store.chunk               | store core.*                          |
            store.memory              | store core.*                          |
            store.folder              | store                                 | java.sql org.sqlite org.slf4j
            store.database | store store.folder config | java.sql org.sqlite org.postgresql org.slf4j
            store.sql                 | below store core.* config             | java.sql org.sqlite org.slf4j
            store.upkeep              | below store core.* config             | java.sql org.sqlite
            relay                     |                                       | org.slf4j
            engine.contact            | core.*                                |
            engine.known              | core.* json store                     | org.slf4j
            engine.board              | below core.* json snapshot store      | org.slf4j
            engine.record             | below core.* store                    |
            engine.watch              | below core.* store                    | org.slf4j
            engine.upkeep             | below core.* store                    | org.slf4j
            engine.notice             | below core.* json store               | org.slf4j
            engine.act                | below core.* json store               | org.slf4j
            engine                    | engine.* core.*                       |
            http.exchange             | core.* json                           | io.helidon tools.jackson
            http.server | below core.* json config store engine.* | io.helidon io.prometheus org.slf4j javax.management
            http.api                  | below core.* json store engine.*      | tools.jackson
            http.mcp | below core.* json store engine.* | tools.jackson io.modelcontextprotocol reactor.core org.slf4j
            http.otlp                 | http.exchange engine.contact json core.* |
            http                      | http.* config engine.*                | io.helidon
            connect.outbox            | core.*                                |
            connect.commands          | core.*                                |
            connect.hooks.dialect     | core.* json connect.foreign connect.commands | tools.jackson
            connect.hooks.meaning     | below core.* connect.foreign          |
            connect.hooks | connect.hooks.* connect.foreign connect.outbox core.* json | tools.jackson org.slf4j
            connect.claude            | connect.hooks.* connect.foreign core.* json | tools.jackson org.slf4j
            connect.child             |                                       |
            connect.opencode | connect.hooks.* connect.foreign connect.outbox core.* json config \
                | tools.jackson org.slf4j java.net.http
            connect.otlp | connect.hooks.dialect connect.foreign connect.outbox connect.commands core.* json \
                | tools.jackson org.slf4j
            connect.notice            | core.* json                           | tools.jackson java.net.http javax.crypto
            connect.foreign           | core.* json                           | tools.jackson
            connect.openclaw.words    | core.* json connect.commands connect.foreign | tools.jackson
            connect.openclaw.memory   | below core.* connect.foreign connect.commands | tools.jackson
            connect.openclaw.meaning  | below core.* connect.foreign connect.commands | tools.jackson
            connect.openclaw.state    | json connect.foreign                  | java.sql org.sqlite tools.jackson
            connect.openclaw.line | below core.* json config connect.foreign | tools.jackson java.net javax org.slf4j
            connect.openclaw.hand     | below core.* json config connect.foreign | tools.jackson org.slf4j
            connect.openclaw.replay   | below json connect.foreign            | tools.jackson
            connect.openclaw          | connect.openclaw.* connect.outbox core.* config | org.slf4j
            connect.process.output    | core.* connect.commands               |
            connect.process.orders    | json                                  | tools.jackson
            connect.process.look      | core.* connect.commands               |
            connect.process.command   | below core.* connect.outbox connect.foreign |
            connect.process.condition | below core.* connect.commands         |
            connect.process.observe   | below core.* connect.commands         |
            connect.process.start     | below core.* json connect.outbox connect.child |
            connect.process.follow    | below core.* connect.outbox           |
            connect.tee               | core.* json connect.outbox connect.child | tools.jackson
            connect.codex | connect.hooks.* connect.tee connect.foreign connect.commands core.* json | tools.jackson
            connect.acp.meaning       | core.* json connect.commands connect.foreign connect.tee | tools.jackson
            connect.* | core.* json config connect.outbox connect.commands connect.foreign | tools.jackson org.slf4j
            cli.screen                | json judge                            | tools.jackson
            cli.client                | below config json                     | tools.jackson
            cli.replay                | below core.* json connect.*           | tools.jackson
            cli.demo                  | below core.* json config connect.openclaw.* |
            cli.command               | below core.* json config judge connect.* | picocli tools.jackson
            cli.agents                | below core.* json config connect.*    | picocli tools.jackson
            cli.notice                | below json                            | picocli tools.jackson
            cli.act                   | below json                            | picocli tools.jackson
            cli.upkeep                | below config                          | picocli
            cli.triage                | below json                            | picocli tools.jackson
            cli                       | cli.*                                 | picocli tools.jackson
            sitrep                    | *                                     | *
            """);

    @Test
    void arrowsPointDown() {
        none(main().flatMap(HOUSE::breaches));
    }

    @Test
    void whatDecidesIsPure() {
        none(main().flatMap(Purity::breaches));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    core.task,       import sitrep.json.EventJson;,            1
                    core.task,       import tools.jackson.core.JsonParser;,    1
                    core.task,       import java.util.List;,                   0
                    core.task,       import static java.sql.Types.BLOB;,       1
                    core.task,       import sitrep.core.event.Event;,          0
                    core.task,       import sitrep.core.standing.Standing;,    1
                    core.standing,   import sitrep.core.task.Task;,            0
                    core.standing,   import sitrep.core.sitrep.Sitrep;,        1
                    json,            import sitrep.core.task.Task;,            0
                    json,            import sitrep.store.*;,                   1
                    http,            import sitrep.cli.Show;,                  1
                    http,            import io.helidon.webserver.WebServer;,   0
                    http,            import io.helidonry.Thing;,               1
                    http.api,        import io.helidon.webserver.WebServer;,   1
                    engine.board,    import sitrep.store.sql.SqlStore;,        1
                    cli.command,     import java.net.http.HttpClient;,         1
                    cli.command,     import sitrep.connect.process.start.Any;, 0
                    cli.command,     import sitrep.Main;,                      1
                    cli.screen,      import sitrep.cli.client.ApiClient;,      1
                    connect.outbox,  import sitrep.connect.process.start.Any;, 1
                    connect.acp,     import sitrep.connect.outbox.Outbox;,     0
                    connect.acp,     import sitrep.connect.openclaw.line.Any;, 1
                    connect.openclaw.line,    import sitrep.connect.openclaw.meaning.GatewayFacts;, 0
                    connect.openclaw.meaning, import sitrep.connect.openclaw.line.Any;,             1
                    connect.openclaw.meaning, import sitrep.connect.process.look.Any;,              1
                    cellar,          import java.util.List;,                   1
                    """)
    void everyArrowIsSeen(String room, String imported, int breaches) {
        assertEquals(
                breaches, HOUSE.breaches(source(room, imported + " class X {}")).count());
    }

    @Test
    void anArrowWithoutImportIsSeenToo() {
        var breaches = HOUSE.breaches(source("core.task", "class X { int x = sitrep.json.EventJson.MOST; }"))
                .toList();
        assertEquals(
                "src/main/java/sitrep/core/task/X.java:1: core.task uses sitrep.json",
                breaches.getFirst().toString().split(": it")[0]);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    import java.time.Clock; class X { Clock c; },                  1
                    import java.nio.file.Path; class X {},                         1
                    import java.util.concurrent.ConcurrentHashMap; class X {},     1
                    class X { long now() { return System.nanoTime(); } },          1
                    class X { double any() { return Math.random(); } },            1
                    class X { java.net.Socket s; },                                1
                    import java.time.Instant; class X { Instant i; },              0
                    import java.net.URI; class X { URI u; },                       0
                    """)
    void theWorldIsSeenInPureCode(String code, int breaches) {
        assertEquals(
                breaches > 0, Purity.breaches(source("core", code)).findAny().isPresent());
    }

    @Test
    void factsArePureInEveryRoom() {
        var text = "package sitrep.connect.acp; class AcpFacts { Thread t; }";
        var facts = new Source("src/main/java/sitrep/connect/acp/AcpFacts.java", text);
        assertEquals(
                1,
                JavaSource.parse(List.of(facts)).stream()
                        .flatMap(Purity::breaches)
                        .count());
    }

    private static Stream<JavaSource> main() {
        return Repository.java().stream().filter(JavaSource::isProduct);
    }

    private static JavaSource source(String room, String code) {
        var path = "src/main/java/sitrep/" + room.replace('.', '/') + "/X.java";
        return JavaSource.parse(List.of(new Source(path, "package sitrep." + room + "; " + code)))
                .getFirst();
    }

    private static void none(Stream<Breach> breaches) {
        var found = breaches.toList();
        assertTrue(found.isEmpty(), () -> Breach.tell(found));
    }
}
