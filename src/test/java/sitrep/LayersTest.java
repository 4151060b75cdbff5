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
 * architecture. `java.*` is free for all, save JDBC and the JDK's HTTP client, which takes a second to warm up.
 */
final class LayersTest {
    private static final House HOUSE = House.of("""
            room      | may use                            | libraries
            core      | core.secrets                       |
            core.secrets |                                 |
            json      | core                               | tools.jackson
            config    | core                               |
            judge     | core                               |
            store     | core json config                   | java.sql org.sqlite org.slf4j
            engine    | core json config store             | org.slf4j
            http     | core json config store engine | io.helidon io.prometheus tools.jackson org.slf4j javax.management
            connect   | core json config                   | org.slf4j
            connect.openclaw | core json config connect    | tools.jackson java.net.http javax.net.ssl org.slf4j
            connect.* | core json config connect           | tools.jackson org.slf4j
            cli       | core json config judge connect connect.* | picocli tools.jackson
            sitrep    | *                                  | *
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
                    core,            import sitrep.json.EventJson;,            1
                    core,            import tools.jackson.core.JsonParser;,    1
                    core,            import java.util.List;,                   0
                    core,            import static java.sql.Types.BLOB;,       1
                    json,            import sitrep.core.Task;,                 0
                    json,            import sitrep.store.*;,                   1
                    http,            import sitrep.cli.Show;,                  1
                    http,            import io.helidon.webserver.WebServer;,   0
                    http,            import io.helidonry.Thing;,               1
                    cli,             import java.net.http.HttpClient;,         1
                    cli,             import sitrep.connect.process.Wrapper;,   0
                    cli,             import sitrep.Main;,                      1
                    connect,         import sitrep.connect.process.Wrapper;,   1
                    connect.process, import sitrep.connect.Outbox;,            0
                    connect.process, import sitrep.connect.acp.Tee;,           1
                    cellar,          import java.util.List;,                   1
                    """)
    void everyArrowIsSeen(String room, String imported, int breaches) {
        assertEquals(
                breaches, HOUSE.breaches(source(room, imported + " class X {}")).count());
    }

    @Test
    void anArrowWithoutImportIsSeenToo() {
        var breaches = HOUSE.breaches(source("core", "class X { int x = sitrep.json.EventJson.MOST; }"))
                .toList();
        assertEquals(
                "src/main/java/sitrep/core/X.java:1: core uses sitrep.json",
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
