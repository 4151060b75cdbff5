package sitrep.connect.openclaw.line;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import sitrep.json.Json;

/** By what gateways know this Sitrep again: an Ed25519 key of its own, whose public half is its name. */
public final class DeviceIdentity {
    private static final String ALGORITHM = "Ed25519";
    private static final int RAW = 32;
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey secret;
    private final PublicKey open;

    private DeviceIdentity(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    static DeviceIdentity generate() {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new DeviceIdentity(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /**
     * The one that {@link #text} wrote down.
     *
     * @throws IllegalArgumentException if it did not
     */
    static DeviceIdentity of(String text) {
        try {
            var stored = Json.read(text);
            var keys = KeyFactory.getInstance(ALGORITHM);
            return new DeviceIdentity(
                    keys.generatePrivate(new PKCS8EncodedKeySpec(
                            bytes(stored.path("privateKey").asString("")))),
                    keys.generatePublic(new X509EncodedKeySpec(
                            bytes(stored.path("publicKey").asString("")))));
        } catch (GeneralSecurityException | Json.Malformed e) {
            throw new IllegalArgumentException("it holds no key", e);
        }
    }

    String text() {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("id", id());
            out.writeStringProperty("publicKey", Base64.getEncoder().encodeToString(open.getEncoded()));
            out.writeStringProperty("privateKey", Base64.getEncoder().encodeToString(secret.getEncoded()));
            out.writeEndObject();
        });
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text);
    }

    /** The hash of the public key. */
    String id() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The public key as gateways take it. */
    String publicKey() {
        return URL.encodeToString(raw());
    }

    /** The key itself stands at the end of its encoding. */
    private byte[] raw() {
        var encoded = open.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - RAW, encoded.length);
    }

    String sign(String text) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of ours signs", e);
        }
    }
}
