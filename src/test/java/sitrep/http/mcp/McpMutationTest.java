package sitrep.http.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sitrep.connect.hooks.BrokenJson;
import sitrep.core.notice.NoticeSetup;
import sitrep.core.patience.Patience;
import sitrep.core.text.Invalid;
import sitrep.engine.Intake;
import sitrep.engine.SettableClock;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Contacts;
import sitrep.engine.contact.Pulse;
import sitrep.engine.contact.Sources;
import sitrep.engine.notice.Notices;
import sitrep.engine.watch.Watchman;
import sitrep.http.server.Metrics;
import sitrep.json.Ids;
import sitrep.json.Json;
import sitrep.store.folder.FolderNotebook;
import sitrep.store.memory.MemoryStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages to the tools, broken by chance, as they are answered below HTTP: a model is told in words what was wrong,
 * and nothing breaks. {@code -Dsitrep.mutations=1000000} breaks that many, {@code -Dsitrep.seed} the same ones again.
 */
class McpMutationTest {
    private static final int USUAL = 10_000;

    /** After so many the board is a new one, so that it stays small. */
    private static final int PER_BOARD = 10_000;

    private static final int BYTES = 64 << 10;

    private static final List<JsonNode> GOOD = List.of(
                    "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'2025-11-25',"
                            + "'capabilities':{'roots':{'listChanged':true}},'clientInfo':{'name':'x','version':'1'}}}",
                    "{'jsonrpc':'2.0','id':1,'method':'tools/list','params':{'cursor':'x'}}",
                    call("'sitrep','arguments':{}"),
                    call("'list_tasks','arguments':{'limit':3,'phase':'testing','words':'t','attention':'on_track'},"
                            + "'_meta':{'progressToken':1}"),
                    call("'list_tasks','arguments':{'owner':'dana','source':'mcp','kind':'agent','label':'a=b',"
                            + "'outcome':'failed','cursor':'x'}"),
                    call("'get_task','arguments':{'task':'t'}"),
                    call("'why','arguments':{'task':'t','field':'phase'}"),
                    call("'wait_for','arguments':{'task':'t','until':'changed','seconds':1,'after':0}"),
                    call("'report','arguments':{'name':'Mend it','goal':'All of it','owner':'dana','parent':'p',"
                            + "'phase':'testing','update':'u','progress':'1/2'}"),
                    call("'report','arguments':{'task':'t','reason':'approval','text':'May I?','waitingOn':'dana'}"),
                    call("'report','arguments':{'task':'t','outcome':'failed','summary':'It broke','reported':'dana'}"))
            .stream()
            .map(text -> Json.read(text.replace('\'', '"')))
            .toList();

    private static String call(String of) {
        return "{'jsonrpc':'2.0','id':'c','method':'tools/call','params':{'name':" + of + "}}";
    }

    /** A message that is broken in its values, most often in its arguments, and at times in its text as well. */
    static String broken(Random random) {
        var good = GOOD.get(random.nextInt(GOOD.size()));
        var text = Json.text(random.nextInt(4) == 0 ? BrokenJson.of(good, random) : withBrokenArguments(good, random));
        if (random.nextInt(8) > 0) return text;
        var at = random.nextInt(text.length());
        return text.substring(0, at) + (char) random.nextInt(32, 127) + text.substring(at + 1);
    }

    private static JsonNode withBrokenArguments(JsonNode good, Random random) {
        var message = good.deepCopy();
        if (message.path("params") instanceof ObjectNode params
                && params.path("arguments").size() > 0) {
            params.set("arguments", BrokenJson.of(params.path("arguments"), random));
        }
        return message;
    }

    @Test
    void nothingThatAClientSaysBreaksTheTools() throws Exception {
        var count = Integer.getInteger("sitrep.mutations", USUAL);
        var seed = Long.getLong("sitrep.seed", count > USUAL ? System.nanoTime() : 1L);
        var random = new Random(seed);
        var told = 0;
        for (var i = 0; i < count; ) {
            try (var board = new ToolBoard()) {
                for (var end = Math.min(count, i + PER_BOARD); i < end; i++) {
                    var text = broken(random);
                    try {
                        if (board.isTold(text)) told++;
                    } catch (RuntimeException | AssertionError e) {
                        fail("mutation " + i + " with -Dsitrep.seed=" + seed + ": " + text, e);
                    }
                }
            }
        }
        assertTrue(told > count / 10, "of " + count + " broken messages only " + told + " were answered with news");
    }

    /** The tools over a board in memory. What is waited for has come, or the wait ends at once: its feed has ended. */
    private static final class ToolBoard implements AutoCloseable {
        private final SettableClock clock = new SettableClock();
        private final MemoryStore store = new MemoryStore();
        private final Feed feed = new Feed();
        private final Writer writer;
        private final Notices notices;
        private final McpServing serving;

        ToolBoard() {
            var pulse = new Pulse();
            var contacts = new Contacts();
            var ids = new Ids(clock);
            var board = new Board(store, pulse, contacts, Patience.USUAL);
            writer = new Writer(store, board, feed, _ -> {});
            feed.close();
            var watchman = new Watchman(board, contacts, writer, Patience.USUAL, clock, clock::nanos, ids);
            var intake = new Intake(writer, pulse, watchman);
            notices = new Notices(
                    new Notices.Surroundings(board, feed, contacts, clock, ids),
                    () -> NoticeSetup.none("notify.json"),
                    new FolderNotebook(Path.of("target", "notices", ids.get())));
            var metrics = new Metrics(board, feed, new Sources(contacts, List::of, clock), writer);
            var engine = new McpTools.Engine(intake, board, feed, contacts, writer, notices);
            serving = new McpServing(new McpTools(engine, metrics, clock, ids).byName(), "0");
            assertTrue(isTold(call("'report','arguments':{'task':'t','name':'T','phase':'testing'}")
                    .replace('\'', '"')));
        }

        /** Whether it is answered with what was asked for, rather than with what was wrong. */
        boolean isTold(String text) {
            clock.advance(Duration.ofMillis(50));
            var message = message(text);
            if (!(message instanceof McpMessage.Request request)) return false;
            var answer = serving.answer(request, CallLine.SILENT);
            assertTrue(answer.getBytes(StandardCharsets.UTF_8).length <= BYTES, answer);
            assertFalse(answer.contains("its log says where"), answer);
            var document = Json.read(answer);
            assertEquals(String.valueOf(request.id()), document.path("id").asString());
            assertTrue(document.has("result") != document.has("error"), answer);
            var result = document.path("result");
            var words = result.path("content").path(0).path("text").asString("");
            assertTrue(words.length() <= ToolAnswer.TEXT, answer);
            assertTrue(words.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'), answer);
            assertTrue(
                    result.has("structuredContent")
                            || !words.isEmpty()
                            || !request.method().equals(McpMessage.CALL)
                            || document.has("error"),
                    answer);
            return document.has("result") && !result.path("isError").asBoolean(false);
        }

        private static McpMessage message(String text) {
            try {
                return McpMessage.of(Json.read(text.getBytes(StandardCharsets.UTF_8)));
            } catch (Json.Malformed | Invalid _) {
                return new McpMessage.Response();
            }
        }

        @Override
        public void close() {
            notices.close();
            feed.close();
            writer.close();
            store.close();
        }
    }
}
