package sitrep.store.chunk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What binds an event to all before it: the SHA-256 of the link before and the event. Whatever is changed, left out or
 * put in shows at the first link behind it. It goes by events and not by chunks, so that chunks may be put together.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Link(byte[] hash) {
    /** Before the first event. */
    public static final Link FIRST = new Link(new byte[32]);

    static final int BYTES = 32;

    /** What binds an event behind this one. */
    Link then(LoggedEvent event) {
        var digest = sha256();
        digest.update(hash);
        add(digest, event.source());
        add(digest, event.id());
        add(digest, event.task().orElse(""));
        return new Link(digest.digest(event.body()));
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Link link && Arrays.equals(hash, link.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    /** As people compare it: its first letters. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(hash, 0, 6);
    }
}
