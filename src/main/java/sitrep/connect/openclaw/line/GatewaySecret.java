package sitrep.connect.openclaw.line;

/** What a gateway is shown to be let in. It never shows itself in a text by accident. */
public record GatewaySecret(Kind kind, String text) {

    /** As what it is shown; the word is its name in the handshake. */
    public enum Kind {
        TOKEN("token"),
        PASSWORD("password"),
        DEVICE_TOKEN("deviceToken");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    @Override
    public String toString() {
        return kind.word();
    }
}
