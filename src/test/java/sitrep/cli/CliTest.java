package sitrep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.cli.screen.CellWidth;
import sitrep.config.Config;
import sitrep.config.GatewaySettings;
import sitrep.json.Json;

class CliTest {
    /** Nothing listens on the port of the discard service. */
    private static final GatewaySettings LOCAL = GatewaySettings.local(GatewaySettings.Scopes.READ_ONLY);

    private static final String NOBODY = "http://127.0.0.1:9";

    private final StandIn server = new StandIn();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aloneItPrintsTheSitrep() {
        server.give("GET /api/v1/summary", Golden.read("summary.json"));
        server.give("GET /api/v1/tasks?shelf=none&limit=50", Golden.read("board.json"));
        var typed = Typed.at(server.url());
        assertEquals(0, typed.code());
        assertEquals(Golden.read("summary-80.txt"), typed.out());
        assertEquals("", typed.err());
    }

    @Test
    void jsonIsOneDocumentAsTheServerSentIt() {
        server.give("GET /api/v1/summary", Golden.read("summary.json"));
        var typed = Typed.at(server.url(), "--json");
        assertEquals(Json.read(Golden.read("summary.json")), Json.read(typed.out()));
    }

    @Test
    void withoutAServerItSaysWhereItLookedAndHowToStartOne() {
        var typed = Typed.at(NOBODY);
        assertEquals(69, typed.code());
        assertEquals("", typed.out());
        assertEquals(
                "sitrep: no server at http://127.0.0.1:9: nothing listens there. Start one with 'sitrep serve', or say"
                        + " with --url or SITREP_URL where it is.\n",
                typed.err());
    }

    @Test
    void withoutAServerScriptsGetAProblem() {
        var typed = Typed.at(NOBODY, "ls", "--json");
        assertEquals(69, typed.code());
        assertEquals("No server answers", Json.read(typed.err()).path("title").asString());
    }

    @Test
    void anotherServerThanOursIsNotTakenForOne() {
        server.give("GET /api/v1/summary", "<html>hello</html>");
        var typed = Typed.at(server.url());
        assertEquals(69, typed.code());
        assertTrue(typed.err().contains("what answers there is not a Sitrep server"), typed.err());
    }

    @Test
    void anAddressThatIsNoneIsSaid() {
        for (var url : List.of("localhost:7717", "ftp://127.0.0.1", "http:// x", "notaurl", "http://", "/")) {
            var typed = Typed.at(NOBODY, "--url", url);
            assertEquals(2, typed.code(), url);
            assertTrue(typed.err().contains("'" + url + "' is not the address of a server"), typed.err());
        }
    }

    @Test
    void theTokenIsShownToTheServerOnly() {
        server.give(
                "GET /api/v1/summary",
                401,
                "{\"title\":\"A token is needed\",\"status\":401,\"detail\":\"Set SITREP_TOKEN.\"}");
        var typed = Typed.with(Map.of("SITREP_URL", server.url(), "SITREP_TOKEN", "s3cret"), new Typed.Noted());
        assertEquals(77, typed.code());
        assertEquals("sitrep: A token is needed: Set SITREP_TOKEN.\n", typed.err());
        assertEquals(List.of("GET /api/v1/summary Bearer s3cret"), server.asked());
    }

    @Test
    void lsShowsTheBoardAndHowMuchItLeavesOut() {
        var board = Golden.read("board.json");
        server.give("GET /api/v1/tasks?limit=100", board);
        var typed = Typed.at(server.url(), "ls");
        assertEquals(0, typed.code());
        assertTrue(typed.out().startsWith(Golden.read("board-80.txt")), typed.out());
        assertTrue(typed.out().endsWith("\n  and 38 more: sitrep ls --all\n"), typed.out());
    }

    @Test
    void lsHandsItsFiltersOn() {
        var request = "GET /api/v1/tasks?limit=7&phase=testing&attention=working&owner=Dana%20K&source=ci%3Aoffice"
                + "&kind=process&q=flaky%20test&label=release%3A2.4&label=a%3Ab%3Dc";
        server.give(request, "{\"items\":[],\"counts\":{}}");
        var typed = Typed.at(
                server.url(),
                "ls",
                "-n",
                "7",
                "--phase",
                "testing",
                "--attention",
                "working",
                "--owner",
                "Dana K",
                "--source",
                "ci:office",
                "--kind",
                "process",
                "--label",
                "release=2.4",
                "--label",
                "a=b=c",
                "-q",
                "flaky test");
        assertEquals(new Typed(0, "No task matches.\n", ""), typed);
    }

    @Test
    void lsAllGoesThroughAllPages() {
        server.give("GET /api/v1/tasks?limit=500", "{\"items\":[{\"id\":\"a\"}],\"next\":\"x y\",\"counts\":{}}");
        server.give("GET /api/v1/tasks?limit=500&cursor=x%20y", "{\"items\":[{\"id\":\"b\"}],\"counts\":{}}");
        assertTrue(Typed.at(server.url(), "ls", "--all").out().matches("(?s).*\\ba\\b.*\\bb\\b.*"));
        var document = Json.read(Typed.at(server.url(), "ls", "--all", "--json").out());
        assertEquals("[{\"id\":\"a\"},{\"id\":\"b\"}]", document.get("items").toString());
        assertFalse(document.has("next"));
    }

    @Test
    void anEmptyBoardSaysHowToFillIt() {
        server.give("GET /api/v1/tasks?limit=100", "{\"items\":[],\"counts\":{}}");
        assertEquals(
                "No tasks yet. Try: sitrep run -- any command\n",
                Typed.at(server.url(), "ls").out());
    }

    @Test
    void aRefusalNamesTheFieldAndWhatWasPerhapsMeant() {
        server.give(
                "GET /api/v1/tasks?limit=100&phase=tesing",
                400,
                "{\"title\":\"Bad parameter\",\"status\":400,\"field\":\"phase\",\"found\":\"'tesing'\","
                        + "\"allowed\":\"queued editing testing\"}");
        var typed = Typed.at(server.url(), "ls", "--phase", "tesing");
        assertEquals(1, typed.code());
        assertEquals("""
                sitrep: Bad parameter.
                  phase: found 'tesing'.
                  Allowed: queued editing testing
                  Did you mean 'testing'?
                """, typed.err());
    }

    @Test
    void nothingIsCutThatGoesElsewhereThanToATerminal() {
        var id = "a-rather-long-id-".repeat(11);
        var news = "and so on ".repeat(60).strip();
        var task = "{\"id\":\"%s\",\"name\":\"Long\",\"phase\":\"testing\",\"update\":{\"text\":\"%s\"}}"
                .formatted(id, news);
        server.give("GET /api/v1/tasks?limit=100", "{\"items\":[" + task + "],\"counts\":{}}");
        server.give("GET /api/v1/tasks/long?with=ages", task);
        var listed = Typed.piped(server.url(), "ls").out();
        assertTrue(listed.contains(id) && listed.contains(news), listed);
        var shown = Typed.piped(server.url(), "show", "long").out();
        assertTrue(shown.contains(id) && shown.contains(news), shown);
        assertTrue(Typed.onTerminal(server.url(), "show", "long").out().contains(id), "an id is never cut");
        for (var columns : List.of("40", "119", "120", "150", "400")) {
            var narrow = Typed.with(Map.of("SITREP_URL", server.url(), "COLUMNS", columns), new Typed.Noted(), "ls");
            assertTrue(narrow.out().contains(id) || !narrow.out().contains("a-rather"), narrow.out());
        }
    }

    @Test
    void aRefusedTokenNamesWhereItBelongs() {
        server.give("GET /api/v1/summary", 401, "{\"title\":\"A token is needed\",\"status\":401}");
        assertEquals(
                "sitrep: A token is needed.\n  Set SITREP_TOKEN to the token of that server.\n",
                Typed.at(server.url()).err());
    }

    @Test
    void helpFitsATerminalAndIsJsonForWhoeverWantsThat() {
        for (var command : List.of(
                "", "serve", "demo", "run", "report", "ls", "show", "why", "events", "wait", "ack", "snooze", "dismiss",
                "restore", "judge", "replay", "doctor", "version")) {
            var words = command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};
            var help = Typed.at(NOBODY, words).out();
            help.lines().forEach(line -> assertTrue(CellWidth.of(line) <= 80, command + ": " + line));
            assertFalse(help.contains("%n"), help);
        }
        for (var words : List.of(List.of("ls", "--help", "--json"), List.of("help", "ls", "--json"))) {
            var typed = Typed.at(NOBODY, words.toArray(new String[0]));
            assertTrue(Json.read(typed.out()).path("help").asString().startsWith("Usage: sitrep ls"), typed.out());
        }
        assertTrue(Json.read(Typed.at(NOBODY, "--version", "--json").out()).has("version"));
    }

    @Test
    void whyAsksForOneField() {
        server.give("GET /api/v1/tasks/release-2.4", Golden.read("task.json"));
        server.give("GET /api/v1/tasks/release-2.4/why?field=labels.release", Golden.read("why.json"));
        server.give("GET /api/v1/tasks/release-2.4/why", Golden.read("why.json"));
        assertEquals(
                Golden.read("why-80.txt"),
                Typed.at(server.url(), "why", "release-2.4", "labels.release").out());
        assertEquals(
                Golden.read("why-80.txt"),
                Typed.at(server.url(), "why", "release-2.4").out());
    }

    @Test
    void aReportIsPostedFlat() {
        server.give(
                "POST /api/v1/events",
                202,
                "{\"accepted\":1,\"items\":[{\"index\":0,\"status\":\"accepted\",\"seq\":17}]}");
        var typed = Typed.at(
                server.url(),
                "report",
                "--task",
                "b",
                "--id",
                "r1",
                "--owner",
                "Dana",
                "--phase",
                "testing",
                "--progress",
                "412/913",
                "--label",
                "release=2.4",
                "--next",
                "Look",
                "--next-command",
                "ls -l");
        assertEquals(new Typed(0, "Taken in, event 17.\n", ""), typed);
        assertEquals(
                List.of("POST /api/v1/events {\"task\":\"b\",\"id\":\"r1\",\"owner\":\"Dana\","
                        + "\"labels\":{\"release\":\"2.4\"},"
                        + "\"phase\":\"testing\",\"progress\":\"412/913\","
                        + "\"next\":{\"text\":\"Look\",\"command\":\"ls -l\"}}"),
                server.asked());
    }

    @Test
    void aReportTakenInBeforeIsNoError() {
        server.give("POST /api/v1/events", 202, "{\"items\":[{\"status\":\"duplicate\"}]}");
        var typed = Typed.at(server.url(), "report", "--task", "b");
        assertEquals(0, typed.code());
        assertTrue(typed.out().startsWith("Known already"), typed.out());
    }

    @Test
    void notesArePostedInTheNameOfTheAccount() {
        server.give("GET /api/v1/tasks/b", "{\"id\":\"b\",\"name\":\"Build\"}");
        server.give(
                "POST /api/v1/tasks/b/snoozed",
                "{\"id\":\"b\",\"name\":\"Build\",\"phase\":\"testing\",\"attention\":\"working\"}");
        server.give("POST /api/v1/tasks/b/acknowledged", "{\"id\":\"b\",\"phase\":\"testing\"}");
        var environment = Map.of("SITREP_URL", server.url(), "USER", "mo");
        assertEquals(
                "Snoozed: › testing  Build\n",
                Typed.with(environment, new Typed.Noted(), "snooze", "b", "--for", "30m")
                        .out());
        assertEquals(
                0,
                Typed.with(environment, new Typed.Noted(), "ack", "b", "--by", "Dana")
                        .code());
        assertTrue(
                server.asked().contains("POST /api/v1/tasks/b/snoozed {\"by\":\"mo\",\"for\":\"30m\"}"),
                server.asked()::toString);
        assertTrue(
                server.asked().contains("POST /api/v1/tasks/b/acknowledged {\"by\":\"Dana\"}"),
                server.asked()::toString);
    }

    @Test
    void eventsAreListedInTheOrderOfTheLog() {
        server.give("GET /api/v1/tasks/b", "{\"id\":\"b\"}");
        server.give(
                "GET /api/v1/tasks/b/events?after=0&limit=100",
                "{\"items\":[{\"seq\":3,\"time\":\"2026-11-22T10:00:00Z\","
                        + "\"type\":\"sitrep.run.advanced\",\"source\":\"ci\","
                        + "\"data\":{\"phase\":\"testing\"}}],\"next\":3}");
        assertEquals(
                "3  10:00:00  run.advanced  {\"phase\":\"testing\"}  ci\nMore: --after 3\n",
                Typed.at(server.url(), "events", "b").out());
    }

    @Test
    void theServerIsStartedWithWhatWasSaid() {
        var noted = new Typed.Noted();
        Typed.with(Map.of("SITREP_DATA", "/srv/s", "SITREP_TOKEN", "t", "SITREP_OPENCODE", "none"), noted, "serve");
        Typed.with(
                Map.of("SITREP_TOKEN", "t", "SITREP_OPENCODE", "none"),
                noted,
                "serve",
                "--port",
                "0",
                "--bind",
                "::1",
                "--data",
                "d",
                "--token",
                "u",
                "--no-openclaw");
        Typed.with(Map.of(), noted, "demo", "--port", "0");
        Typed.with(Map.of(), noted, "demo");
        Typed.with(Map.of(), noted, "repair", "--data", "d");
        Typed.with(Map.of("SITREP_DATA", "/srv/s"), noted, "repair", "--yes");
        assertEquals(
                List.of(
                        new Config("127.0.0.1", 7717, Path.of("/srv/s"), Optional.of("t"), List.of(), List.of(LOCAL)),
                        new Config("::1", 0, Path.of("d"), Optional.of("u")),
                        "demo 0",
                        "demo anywhere",
                        "repair d false",
                        "repair /srv/s true"),
                noted.asked);
    }

    @Test
    void whatIsMistypedIsAnsweredWithWhatWasPerhapsMeant() {
        var command = Typed.at(NOBODY, "shwo");
        assertEquals(2, command.code());
        assertTrue(command.err().contains("Did you mean 'show'?"), command.err());
        var option = Typed.at(NOBODY, "ls", "--ownr", "Dana");
        assertEquals(2, option.code());
        assertTrue(option.err().contains("--owner"), option.err());
        assertTrue(option.err().endsWith(" See 'sitrep ls --help'.\n"), option.err());
        assertEquals(
                "Not understood",
                Json.read(Typed.at(NOBODY, "ls", "--json", "x").err())
                        .path("title")
                        .asString());
    }

    @Test
    void wordsAreTakenAsTheyAreTyped() {
        server.give("POST /api/v1/events", 202, "{\"items\":[{\"status\":\"accepted\"}]}");
        Typed.at(server.url(), "report", "--task", "@/etc/hostname", "--id", "1", "--text", "\"${sys:user.home}\"");
        assertEquals(
                List.of("POST /api/v1/events {\"task\":\"@/etc/hostname\","
                        + "\"id\":\"1\",\"text\":\"\\\"${sys:user.home}\\\"\"}"),
                server.asked());
    }

    @Test
    void everyCommandExplainsItself() {
        var help = Typed.at(NOBODY, "help");
        assertEquals(0, help.code());
        assertTrue(help.out().contains("Exit codes:"), help.out());
        for (var command : List.of(
                "serve", "demo", "report", "show", "tail", "why", "events", "wait", "ack", "snooze", "version")) {
            assertTrue(help.out().contains("\n  " + command + " "), () -> command + " is missing in\n" + help.out());
            var typed = Typed.at(NOBODY, command, "--help");
            assertEquals(0, typed.code());
            assertTrue(typed.out().startsWith("Usage: sitrep " + command), typed.out());
        }
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertTrue(
                Typed.at(NOBODY, "version").out().startsWith("sitrep 0."),
                () -> Typed.at(NOBODY, "version").out());
        assertEquals(
                Typed.at(NOBODY, "version").out(), Typed.at(NOBODY, "--version").out());
        assertTrue(Json.read(Typed.at(NOBODY, "version", "--json").out()).has("java"));
    }

    @Test
    void coloursAndWidthAreThoseOfTheTerminal() {
        server.give("GET /api/v1/tasks?limit=100", Golden.read("board.json"));
        var typed = Typed.onTerminal(server.url(), "ls");
        assertTrue(typed.out().contains("\u001b[38;5;166;1mwaiting approval"), typed.out());
        var widest = typed.out()
                .lines()
                .mapToInt(line -> CellWidth.of(line.replaceAll("\u001b\\[[0-9;]*m", "")))
                .max();
        assertEquals(100, widest.orElse(0));
        assertFalse(typed.out().contains("\u001b]"), "a title set by foreign text");
    }
}
