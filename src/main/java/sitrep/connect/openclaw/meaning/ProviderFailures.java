package sitrep.connect.openclaw.meaning;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.foreign.Prose;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.core.event.Action;
import sitrep.core.vocabulary.BlockReason;
import tools.jackson.databind.JsonNode;

/** What keeps a model's provider from answering: who must do what, or when it is tried again. */
final class ProviderFailures {
    /** The block of a run that its provider let down. */
    static final String BLOCK = "provider";

    /** How the gateway says in words alone, while a provider is in its cool-down, why it put it there. */
    private static final Pattern REFUSED =
            Pattern.compile("(?i)disabled after a provider auth/billing failure|in cooldown.*\\((auth\\w*|billing)\\)");

    private static final Pattern TRIED_LATER =
            Pattern.compile("(?i)in cooldown.*\\((rate_limit|overloaded|timeout)\\)");

    private static final Pattern PROVIDER = Pattern.compile("(?i)\\bprovider \"?([\\w./-]+)\"?");

    private static final Pattern SAYS_WHEN = Pattern.compile("\\bin \\d+ ?(s|m|h)");

    private final RunNews runs;

    ProviderFailures(RunNews runs) {
        this.runs = runs;
    }

    /** The gateway tries again by itself in a while. */
    void retrying(Turn turn, JsonNode frame, Instant at) {
        var text = ForeignValue.text(frame, "message");
        var said = (text.isBlank() ? "The provider is tried again" : text) + when(text, frame);
        runs.block(turn, BLOCK, BlockReason.EXTERNAL_API, said, provider(frame), at);
    }

    /** Why it is tried again and when, where the words themselves do not tell. */
    private static String when(String text, JsonNode frame) {
        var seconds = Math.round(frame.path("delayMs").asLong(0) / 1000.0);
        if (seconds < 1 || SAYS_WHEN.matcher(text).find()) return "";
        var reason = ForeignValue.text(frame, "reason").replace('_', ' ');
        return " (" + (reason.isBlank() ? "" : reason + ", ") + "next try in " + seconds + "s)";
    }

    /** The run ends on account of this; what would clear it is said with it. */
    void failed(Turn turn, JsonNode frame, Session session, String text, Instant at) {
        var observed = frame.path("errorObservation");
        var reason = ForeignValue.text(observed, "failoverReason");
        var provider = provider(observed).or(() -> named(text));
        var said = text.isBlank() ? "The provider did not answer" : Prose.of(text);
        switch (reason.isBlank() ? inWords(text) : reason) {
            case "auth", "auth_permanent", "billing" ->
                runs.block(
                        turn,
                        BLOCK,
                        asking(BlockReason.AUTH, said, provider, runs.ways().signIn(provider.orElse(""), session)),
                        at);
            case "rate_limit", "overloaded", "timeout" ->
                runs.block(
                        turn,
                        BLOCK,
                        asking(
                                BlockReason.EXTERNAL_API,
                                said,
                                provider,
                                runs.ways().lookAt(session)),
                        at);
            default -> {}
        }
    }

    private static Turn.Asking asking(BlockReason reason, String text, Optional<String> provider, Action action) {
        return new Turn.Asking(reason, text, provider, Optional.of(action), Optional.empty());
    }

    private static String inWords(String text) {
        if (REFUSED.matcher(text).find()) return "auth";
        return TRIED_LATER.matcher(text).find() ? "rate_limit" : "";
    }

    private static Optional<String> named(String text) {
        var provider = PROVIDER.matcher(text);
        return provider.find() && !inWords(text).isEmpty() ? Optional.of(provider.group(1)) : Optional.empty();
    }

    /** The provider answers again. */
    void over(Turn turn, Instant at) {
        runs.unblock(turn, BLOCK, "it answers again", at);
    }

    private static Optional<String> provider(JsonNode node) {
        return Optional.of(ForeignValue.text(node, "provider")).filter(it -> !it.isBlank());
    }
}
