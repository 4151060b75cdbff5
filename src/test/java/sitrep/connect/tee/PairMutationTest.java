package sitrep.connect.tee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sitrep.connect.acp.AcpBoard;
import sitrep.connect.acp.meaning.AcpFacts;
import sitrep.connect.acp.meaning.AcpPair;
import sitrep.connect.codex.AppServerFacts;
import sitrep.connect.foreign.Around;
import sitrep.core.event.Event;
import sitrep.core.event.Owner;
import sitrep.json.EventJson;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recorded messages, broken under a seed, in bytes and in what they say: whoever looks on survives each of them, and
 * what it tells can be taken in. {@code -Dsitrep.mutations=1000000} tries that many.
 */
class PairMutationTest {
    private static final int MUTATIONS = Integer.getInteger("sitrep.mutations", 20_000);
    private static final long SEED = Long.getLong("sitrep.seed", 16);
    private static final Path FOLDER = Path.of("src/test/resources/recorded");

    /** Messages of one pair; then another begins. */
    private static final int PAIR = 300;

    private record Message(Side side, JsonNode frame) {}

    private enum Protocol {
        ACP("acp", "c2a") {
            @Override
            Onlooker onlooker() {
                var owner = Optional.of(new Owner("dana", Optional.empty()));
                return new AcpFacts(new AcpPair("pair", "acp@office", "office", "agent", owner, Around.NONE));
            }
        },
        CODEX("codex-app-server", "out") {
            @Override
            Onlooker onlooker() {
                return new AppServerFacts("office", Optional.of("dana"), Around.NONE);
            }
        };

        private final String folder;
        private final String ofClient;

        Protocol(String folder, String ofClient) {
            this.folder = folder;
            this.ofClient = ofClient;
        }

        abstract Onlooker onlooker();
    }

    private final Random random = new Random(SEED);
    private long events;
    private long unread;

    @ParameterizedTest
    @EnumSource
    void whoeverLooksOnSurvivesWhateverPasses(Protocol protocol) throws IOException {
        var messages = messages(protocol);
        for (var tried = 0; tried < MUTATIONS; ) {
            var facts = protocol.onlooker();
            var gists = Map.of(
                    Side.CLIENT, gist(facts, Side.CLIENT),
                    Side.AGENT, gist(facts, Side.AGENT));
            var start = random.nextInt(messages.size());
            for (var i = 0; i < PAIR && tried < MUTATIONS; i++, tried++) {
                var message = messages.get((start + i) % messages.size());
                var side = random.nextInt(50) == 0 ? Side.AGENT : message.side();
                pass(Optional.ofNullable(gists.get(side)).orElseThrow(), broken(message.frame()));
                if (random.nextInt(100) == 0) told(facts.missed(random.nextInt(1_000_000), at(tried)));
            }
            gists.values().forEach(LineGist::end);
            told(facts.ended(new PairEnd(random.nextInt(200), Optional.empty(), random.nextBoolean()), at(MUTATIONS)));
        }
        assertTrue(events > MUTATIONS / 100, events + " events; " + unread + " messages were no JSON");
    }

    private LineGist gist(Onlooker facts, Side side) {
        return new LineGist(line -> {
            try {
                told(facts.heard(side, Json.read(line), at(events)));
            } catch (Json.Malformed _) {
                unread++;
            }
        });
    }

    private static Instant at(long millis) {
        return AcpBoard.BEGAN.plusMillis(millis);
    }

    private void told(List<Event> told) {
        for (var event : told) {
            assertEquals(event, EventJson.decode(EventJson.encode(event)));
            events++;
        }
    }

    private void pass(LineGist gist, byte[] bytes) {
        for (var at = 0; at < bytes.length; ) {
            var to = Math.min(bytes.length, at + 1 + random.nextInt(2_000));
            gist.feed(bytes, at, to);
            at = to;
        }
    }

    private byte[] broken(JsonNode frame) {
        var said = frame.deepCopy();
        if (random.nextInt(3) > 0) change(said);
        var bytes = (Json.text(said) + "\n").getBytes(StandardCharsets.UTF_8);
        return random.nextInt(4) == 0 ? brokenBytes(bytes) : bytes;
    }

    private byte[] brokenBytes(byte[] bytes) {
        switch (random.nextInt(4)) {
            case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            case 1 -> {
                return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 2 -> bytes[random.nextInt(bytes.length)] = '\n';
            default -> {
                var twice = java.util.Arrays.copyOf(bytes, bytes.length * 2);
                System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
                return twice;
            }
        }
        return bytes;
    }

    /** Goes down to some value and puts another in its place, or takes it away. */
    private void change(JsonNode said) {
        if (said instanceof ObjectNode object && !object.isEmpty()) {
            var names = new ArrayList<>(object.propertyNames());
            var name = names.get(random.nextInt(names.size()));
            var within = object.path(name);
            if (within.isContainer() && !within.isEmpty() && random.nextInt(5) > 0) change(within);
            else if (random.nextInt(4) == 0) object.remove(name);
            else object.set(name, anything());
        } else if (said instanceof ArrayNode array && !array.isEmpty()) {
            var at = random.nextInt(array.size());
            if (array.get(at).isContainer() && random.nextInt(4) > 0) change(array.get(at));
            else array.set(at, anything());
        }
    }

    private JsonNode anything() {
        var make = JsonNodeFactory.instance;
        return switch (random.nextInt(12)) {
            case 0 -> make.nullNode();
            case 1 -> make.numberNode(random.nextLong());
            case 2 -> make.booleanNode(random.nextBoolean());
            case 3 -> make.stringNode("");
            case 4 -> make.stringNode("long ".repeat(random.nextInt(20_000)));
            case 5 -> make.stringNode("\u0000\u001b[31m\uD83D\u202e \n\t\"\\");
            case 6 -> make.arrayNode().add(1).add("x").addObject();
            case 7 -> make.objectNode().put("text", 3).put("type", "text");
            case 8 -> make.stringNode("completed");
            case 9 -> make.stringNode("idle");
            case 10 -> make.numberNode(-1.5e300);
            default -> make.stringNode("s" + random.nextInt(5));
        };
    }

    private static List<Message> messages(Protocol protocol) throws IOException {
        var messages = new ArrayList<Message>();
        try (Stream<Path> folders = Files.list(FOLDER.resolve(protocol.folder))) {
            for (var folder : folders.sorted().toList()) {
                for (var line : Files.readAllLines(folder.resolve("in.jsonl"))) {
                    var said = Json.read(line);
                    var side = said.path("dir").asString("").equals(protocol.ofClient) ? Side.CLIENT : Side.AGENT;
                    if (said.has("frame")) messages.add(new Message(side, said.path("frame")));
                }
            }
        }
        return messages;
    }
}
