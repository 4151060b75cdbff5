package sitrep.connect.notice;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import sitrep.core.notice.NoticeMessage;
import sitrep.json.MessageJson;

/**
 * A webhook by the Standard Webhooks scheme: whoever knows the secret can tell that a message is ours, that it was not
 * changed, and how old it is.
 *
 * @param secret what it is signed with; without any it is not signed
 */
record WebhookForm(URI to, Optional<Key> secret, MessageText text) implements MessageForm {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    /** What a secret may be, in an error's words. */
    static final String ALLOWED = "whsec_ and 24 to 64 bytes in base64";

    /** The key that a secret holds, if it is written as it should be. */
    static Optional<Key> key(String secret) {
        try {
            var bytes = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(6) : "?");
            var isKey = bytes.length >= 24 && bytes.length <= 64;
            return isKey ? Optional.of(new SecretKeySpec(bytes, ALGORITHM)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public HttpPost post(String id, NoticeMessage message, Instant now) {
        var body = MessageJson.webhook(message, text.link(message), now);
        var seconds = String.valueOf(now.getEpochSecond());
        var headers = new HashMap<>(Map.of("webhook-id", id, "webhook-timestamp", seconds));
        secret.ifPresent(key -> headers.put("webhook-signature", signature(key, id + "." + seconds + "." + body)));
        return HttpPost.json(to, body).with(headers);
    }

    private static String signature(Key key, String signed) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}
