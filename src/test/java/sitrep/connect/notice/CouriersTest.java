package sitrep.connect.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.core.notice.Courier;
import sitrep.core.notice.Courier.Receipt;
import sitrep.core.notice.Matter;
import sitrep.core.notice.NoticeMessage;
import sitrep.core.notice.NoticeReason;
import sitrep.json.Json;

/** What each kind of target gets, and what is made of its answer; the receivers and the commands are real ones. */
class CouriersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path folder;

    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void a_webhook_is_signed_by_the_standard_scheme() throws GeneralSecurityException {
        var receipt = deliver("kind:'webhook', url:'" + receiver.url("/hook") + "', secret:'" + SECRET + "'");
        assertEquals(new Receipt.Delivered("answered 204"), receipt);
        var came = receiver.next();
        assertEquals("/hook", came.path());
        assertEquals("msg_1", came.headers().get("webhook-id"));
        assertEquals(String.valueOf(NOW.getEpochSecond()), came.headers().get("webhook-timestamp"));
        assertEquals("application/json", came.headers().get("content-type"));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
        var signed = "msg_1." + NOW.getEpochSecond() + "." + came.body();
        var expected = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        assertEquals("v1," + expected, came.headers().get("webhook-signature"));
        var body = Json.read(came.body());
        assertEquals("sitrep.news", body.path("type").asString());
        assertEquals("needs_you", body.at("/data/reason").asString());
        assertEquals("t 1", body.at("/data/items/0/task").asString());
        assertEquals("https://board.example/tasks/t%201", body.at("/data/link").asString());
    }

    @Test
    void foreign_text_calls_nobody_and_formats_nothing() {
        var url = receiver.url("/x");
        deliver("kind:'slack', url:'" + url + "'");
        var slack = Json.read(receiver.next().body());
        assertFalse(slack.path("mrkdwn").asBoolean(true));
        var text = slack.path("text").asString();
        assertFalse(text.contains("<!channel>"), text);
        assertTrue(text.contains("&lt;!channel&gt;"), text);
        assertFalse(text.contains("@here"), text);
        deliver("kind:'telegram', url:'" + url + "', token:'123:abc', chat:'-100'");
        var came = receiver.next();
        assertEquals("/x/bot123:abc/sendMessage", came.path());
        var telegram = Json.read(came.body());
        assertEquals("-100", telegram.path("chat_id").asString());
        assertFalse(telegram.has("parse_mode"));
        assertFalse(telegram.path("disable_notification").asBoolean(true));
        assertFalse(telegram.path("text").asString().contains("@here"));
    }

    @Test
    void ntfy_and_plain_get_what_they_show() {
        deliver("kind:'ntfy', url:'" + receiver.url("/topic") + "', token:'tk'");
        var came = receiver.next();
        assertEquals("/", came.path());
        assertEquals("Bearer tk", came.headers().get("authorization"));
        var ntfy = Json.read(came.body());
        assertEquals("topic", ntfy.path("topic").asString());
        assertEquals(4, ntfy.path("priority").asInt());
        assertEquals("https://board.example/tasks/t%201", ntfy.path("click").asString());
        deliver("kind:'plain', url:'" + receiver.url("/p") + "'");
        var plain = receiver.next();
        assertEquals("text/plain; charset=utf-8", plain.headers().get("content-type"));
        assertTrue(plain.body().startsWith("Ship needs an approval\n"), plain.body());
    }

    @Test
    void what_fails_says_how_and_whether_to_come_back() {
        var target = "kind:'plain', url:'" + receiver.url("/p") + "'";
        receiver.answer(500, "no \u001b[31mroom");
        assertEquals(Receipt.failed("answered 500: no room"), deliver(target));
        receiver.answer(410, "");
        assertEquals(new Receipt.Failed("answered 410", Optional.empty(), true), deliver(target));
        receiver.answer(exchange -> {
            exchange.getResponseHeaders().add("Location", receiver.url("/elsewhere"));
            exchange.sendResponseHeaders(302, -1);
        });
        assertEquals(Receipt.failed("answered 302 (redirects are not followed)"), deliver(target));
        receiver.answer(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "120");
            exchange.sendResponseHeaders(429, -1);
        });
        assertEquals(new Receipt.Failed("answered 429", Optional.of(Duration.ofMinutes(2)), false), deliver(target));
        receiver.answer(200, "x".repeat(5_000_000));
        assertEquals(new Receipt.Delivered("answered 200"), deliver(target));
        for (var i = 0; i < 5; i++) assertEquals("/p", receiver.next().path());
        assertTrue(receiver.isQuiet());
    }

    @Test
    void who_hangs_or_is_not_there_is_given_up() {
        receiver.hang();
        var form = ChatForms.plain(
                java.net.URI.create(receiver.url("/")), Optional.empty(), new MessageText("http://board"));
        var slow = new HttpCourier(HttpCourier.client(), form, Duration.ofMillis(300));
        var failed = assertInstanceOf(Receipt.Failed.class, slow.deliver("msg_1", message(), NOW));
        assertFalse(failed.isFinal());
        receiver.close();
        var gone = assertInstanceOf(Receipt.Failed.class, deliver("kind:'plain', url:'" + receiver.url("/p") + "'"));
        assertEquals("it could not be reached", gone.why());
    }

    @Test
    void a_command_gets_the_words_as_variables_and_never_through_a_shell() throws IOException {
        var out = folder.resolve("out");
        var script = folder.resolve("tell");
        Files.writeString(
                script,
                "#!/bin/sh\nprintf '%s|%s|%s|%s|%s' \"$1\" \"$SITREP_TITLE\" \"$SITREP_TEXT\""
                        + " \"$SITREP_TASK\" \"$SITREP_TOKEN\" > " + out + "\n");
        assertTrue(script.toFile().setExecutable(true));
        var receipt = deliver("kind:'command', run:['" + script + "', '$(reboot)']");
        assertEquals(new Receipt.Delivered("ended with status 0"), receipt);
        assertEquals(
                "$(reboot)|Ship needs an approval|<!channel> @here `rm -rf /`; $(reboot)|t 1|", Files.readString(out));
    }

    @Test
    void a_command_that_fails_or_does_not_end_says_so() {
        assertEquals(Receipt.failed("ended with status 3"), deliver("kind:'command', run:['sh', '-c', 'exit 3']"));
        assertEquals(
                Receipt.failed("it was still running after 1 s and was killed"),
                deliver("kind:'command', run:['sh', '-c', 'sleep 600 & wait'], timeout:'1s'"));
        var missing = assertInstanceOf(
                Receipt.Failed.class, deliver("kind:'command', run:['" + folder.resolve("nothing") + "']"));
        assertTrue(missing.why().startsWith("it could not be run"), missing.why());
    }

    private Receipt deliver(String target) {
        return courier(target).deliver("msg_1", message(), NOW);
    }

    static Courier courier(String target) {
        var settings = new NoticeSettings(Map.of(), _ -> Optional.empty(), "http://unused", ZoneOffset.UTC);
        var setup = settings.read(
                "notify.json", "{page: 'https://board.example/', targets: [{name: 'x', " + target + "}]}");
        assertEquals(List.of(), setup.mistakes());
        return setup.addressees().getFirst().courier();
    }

    private static NoticeMessage message() {
        var matter = new Matter(
                "k",
                NoticeReason.NEEDS_YOU,
                "k",
                Optional.empty(),
                "t 1",
                "Ship",
                "needs an approval",
                "<!channel> @here `rm -rf /`; $(reboot)",
                Optional.empty(),
                NOW);
        return new NoticeMessage(
                NoticeMessage.Kind.NEWS,
                NoticeReason.NEEDS_YOU,
                "Ship needs an approval",
                List.of(matter.text()),
                List.of(matter),
                1);
    }
}
