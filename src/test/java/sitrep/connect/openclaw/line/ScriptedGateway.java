package sitrep.connect.openclaw.line;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * A small gateway on loopback that speaks protocol 4 as the recorded one does: it challenges, checks device, signature,
 * token and scopes, refuses with the recorded errors, answers lists and pushes what a test tells it to.
 */
public final class ScriptedGateway implements AutoCloseable {
    public static final String TOKEN = "shared-secret";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** What it answers to questions; a test may put others. */
    public final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "sessions.subscribe", "{\"subscribed\":true}",
            "sessions.list", "{\"sessions\":[],\"count\":0}",
            "tasks.list", "{\"tasks\":[]}",
            "chat.history", "{\"messages\":[]}",
            "cron.list", "{\"jobs\":[]}",
            "question.list", "{\"questions\":[]}",
            "exec.approval.list", "[]",
            "sessions.messages.subscribe", "{\"subscribed\":true,\"approvalReplay\":{\"approvals\":[]}}"));

    /** What it answers to a question with a certain cursor. */
    public final Map<String, String> pages = new ConcurrentHashMap<>();

    /** Questions that it does not answer. */
    public final Set<String> silentOn = ConcurrentHashMap.newKeySet();

    /** Every question that it was ever asked, with what was asked. */
    public final List<JsonNode> asked = new CopyOnWriteArrayList<>();

    /** Instead of letting anybody in it answers this, if it is there. */
    public volatile Optional<String> refusal = Optional.empty();

    public volatile String boot = "boot-1";
    public volatile int tickMillis = 30_000;
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private final Map<String, String> scopesOf = new ConcurrentHashMap<>();
    private final List<Guest> guests = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    public ScriptedGateway() throws IOException {
        this(0);
    }

    public ScriptedGateway(int port) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("scripted-gateway").start(this::listen);
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "ws://127.0.0.1:" + port();
    }

    /** From now on no token that it gave is any good. */
    public void revoke() {
        given.clear();
    }

    public List<String> methods() {
        return asked.stream().map(it -> it.path("method").asString()).toList();
    }

    public long count(String method) {
        return methods().stream().filter(method::equals).count();
    }

    /** Pushes an event to whoever is connected. */
    public void push(String event, String payload) {
        guests.forEach(guest -> guest.push(event, payload));
    }

    /** Sends a text as it is. */
    public void pushRaw(String text) {
        guests.forEach(guest -> guest.send(1, text.getBytes(StandardCharsets.UTF_8)));
    }

    public void pushBinary(byte[] bytes) {
        guests.forEach(guest -> guest.send(2, bytes));
    }

    /** Leaves out so many numbers, as for a client that was too slow. */
    public void leaveOut(int events) {
        guests.forEach(guest -> guest.seq += events);
    }

    public int guests() {
        return guests.size();
    }

    /** Breaks all connections, as when a cable is pulled at the gateway's end. */
    public void breakAll() {
        guests.forEach(Guest::close);
    }

    /** Closes all connections in the way of the protocol. */
    void closeAll(int code, String reason) {
        guests.forEach(guest -> guest.sendClose(code, reason));
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                var guest = new Guest(server.accept());
                Thread.ofPlatform().daemon().name("scripted-guest").start(guest::serve);
            } catch (IOException _) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        breakAll();
    }

    private final class Guest {
        private final Socket socket;
        private final OutputStream out;
        private final DataInputStream in;
        private boolean isIn;
        private int seq;

        Guest(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
            this.in = new DataInputStream(socket.getInputStream());
        }

        void serve() {
            try (socket) {
                upgrade();
                send("{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":"
                        + RecordedHandshake.of("wrong-token").challenge() + "}");
                while (!socket.isClosed()) {
                    var message = message();
                    if (message.isEmpty()) break;
                    answer(Json.read(message.get()));
                }
            } catch (IOException | RuntimeException _) {
                // Whoever is gone needs no answer.
            } finally {
                guests.remove(this);
            }
        }

        private void upgrade() throws IOException {
            var key = "";
            for (var line = line(); !line.isEmpty(); line = line()) {
                if (line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:")) {
                    key = line.substring(line.indexOf(':') + 1).strip();
                }
            }
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash("SHA-1", key + MAGIC))
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (var c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
                if (c != '\r') line.append((char) c);
            }
            return line.toString();
        }

        /** The next text that the other side sends; empty when it hangs up. */
        private Optional<String> message() throws IOException {
            while (true) {
                var first = in.readUnsignedByte();
                var second = in.readUnsignedByte();
                long length = second & 0x7f;
                if (length == 126) length = in.readUnsignedShort();
                else if (length == 127) length = in.readLong();
                var mask = in.readNBytes(4);
                var bytes = in.readNBytes((int) length);
                for (var i = 0; i < bytes.length; i++) bytes[i] ^= mask[i % 4];
                var code = first & 0x0f;
                if (code == 8) return Optional.empty();
                if (code == 1) return Optional.of(new String(bytes, StandardCharsets.UTF_8));
            }
        }

        private synchronized void send(int code, byte[] bytes) {
            try {
                out.write(0x80 | code);
                if (bytes.length < 126) {
                    out.write(bytes.length);
                } else if (bytes.length < 65_536) {
                    out.write(new byte[] {126, (byte) (bytes.length >> 8), (byte) bytes.length});
                } else {
                    out.write(127);
                    for (var shift = 56; shift >= 0; shift -= 8) out.write((int) ((long) bytes.length >> shift));
                }
                out.write(bytes);
                out.flush();
            } catch (IOException _) {
                close();
            }
        }

        private void send(String text) {
            send(1, text.getBytes(StandardCharsets.UTF_8));
        }

        void sendClose(int code, String reason) {
            var text = reason.getBytes(StandardCharsets.UTF_8);
            var bytes = new byte[text.length + 2];
            bytes[0] = (byte) (code >> 8);
            bytes[1] = (byte) code;
            System.arraycopy(text, 0, bytes, 2, text.length);
            send(8, bytes);
        }

        synchronized void push(String event, String payload) {
            seq++;
            send("{\"type\":\"event\",\"event\":\"" + event + "\",\"payload\":" + payload + ",\"seq\":" + seq + "}");
        }

        void close() {
            try {
                socket.close();
            } catch (IOException _) {
                // It is gone.
            }
        }

        private void answer(JsonNode request) {
            asked.add(request);
            var method = request.path("method").asString();
            if (silentOn.contains(method)) return;
            if (method.equals("connect")) connect(request);
            else if (!isIn) refuse(request, "{\"code\":\"INVALID_REQUEST\",\"message\":\"connect first\"}");
            else if (pages.containsKey(cursor(request))) answer(request, true, "payload", pages.get(cursor(request)));
            else if (answers.containsKey(method)) answer(request, true, "payload", answers.get(method));
            else refuse(request, "{\"code\":\"FORBIDDEN\",\"message\":\"missing scope: operator.write\"}");
        }

        private static String cursor(JsonNode request) {
            return request.path("params").path("cursor").asString("");
        }

        private void answer(JsonNode request, boolean ok, String field, String json) {
            send("{\"type\":\"res\",\"id\":" + request.path("id") + ",\"ok\":" + ok + ",\"" + field + "\":" + json
                    + "}");
        }

        private void refuse(JsonNode request, String error) {
            answer(request, false, "error", error);
        }

        private void connect(JsonNode request) {
            var objection = refusal.or(() -> objection(request.path("params")));
            if (objection.isPresent()) {
                refuse(request, objection.get());
                sendClose(1008, "refused");
                return;
            }
            isIn = true;
            guests.add(this);
            var token = "given-"
                    + request.path("params")
                            .path("device")
                            .path("id")
                            .asString()
                            .substring(0, 8);
            given.add(token);
            scopesOf.put(token, request.path("params").path("scopes").toString());
            answer(request, true, "payload", """
                    {"type":"hello-ok","protocol":4,"server":{"version":"2026.9.6","bootId":"%s","connId":"c"},
                     "auth":{"method":"token","role":"operator","scopes":%s,"deviceToken":"%s"},
                     "policy":{"maxPayload":26214400,"tickIntervalMs":%d}}""".formatted(
                            boot, request.path("params").path("scopes"), token, tickMillis)
                    .replace("\n", ""));
        }

        /** In the order in which the recorded gateway looks. */
        private Optional<String> objection(JsonNode params) {
            var auth = params.path("auth");
            if (params.path("maxProtocol").asInt() < 4) return recorded("protocol-3");
            if (!params.path("client").path("id").asString().equals("gateway-client"))
                return recorded("unknown-client-id");
            if (!params.has("device")) return recorded("no-auth-no-device");
            if (auth.isEmpty()) return recorded("device-only-no-token");
            if (auth.has("token") && !auth.path("token").asString().equals(TOKEN)) return recorded("wrong-token");
            var deviceToken = auth.path("deviceToken").asString("");
            if (auth.has("deviceToken") && !given.contains(deviceToken)) return Optional.of("""
                    {"code":"INVALID_REQUEST","details":{"code":"AUTH_DEVICE_TOKEN_MISMATCH"}}""");
            if (auth.has("deviceToken") && !isAllowed(deviceToken, params))
                return recorded("shared-token-device-ui-read+upgrade");
            return isSigned(params) ? Optional.empty() : Optional.of("""
                    {"code":"INVALID_REQUEST","details":{"code":"DEVICE_AUTH_SIGNATURE_INVALID"}}""");
        }

        private boolean isAllowed(String token, JsonNode params) {
            var allowed = Json.read(scopesOf.getOrDefault(token, "[]"));
            return StreamSupport.stream(params.path("scopes").spliterator(), false)
                    .allMatch(scope ->
                            StreamSupport.stream(allowed.spliterator(), false).anyMatch(scope::equals));
        }

        private Optional<String> recorded(String name) {
            return RecordedHandshake.of(name).error().map(JsonNode::toString);
        }

        private boolean isSigned(JsonNode params) {
            var device = params.path("device");
            var raw = Base64.getUrlDecoder().decode(device.path("publicKey").asString());
            if (!HexFormat.of()
                    .formatHex(hash("SHA-256", raw))
                    .equals(device.path("id").asString())) return false;
            var scopes = StreamSupport.stream(params.path("scopes").spliterator(), false)
                    .map(JsonNode::asString)
                    .toList();
            var auth = params.path("auth");
            var text = String.join(
                    "|",
                    "v3",
                    device.path("id").asString(),
                    params.path("client").path("id").asString(),
                    params.path("client").path("mode").asString(),
                    params.path("role").asString(),
                    String.join(",", scopes),
                    device.path("signedAt").asString(),
                    auth.path("token").asString(auth.path("deviceToken").asString("")),
                    device.path("nonce").asString(),
                    params.path("client").path("platform").asString(),
                    "");
            return HandshakeTest.isSigned(
                    device.path("publicKey").asString(),
                    text,
                    device.path("signature").asString());
        }
    }

    private static byte[] hash(String algorithm, String text) {
        return hash(algorithm, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hash(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
