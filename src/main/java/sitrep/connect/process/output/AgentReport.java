package sitrep.connect.process.output;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an agent tells its terminal of itself: the control string {@code OSC 7501}, as Claude Code 2 and others write
 * it, such as {@code 7501;state=blocked:app=claude-code:kind=permission:msg=BASE64}.
 *
 * @param kind what it waits for, as in "permission" or "question"
 * @param message what it does, or asks for
 */
public record AgentReport(State state, Optional<String> kind, Optional<String> message) {
    private static final String PREFIX = "7501;";

    public enum State {
        IDLE,
        WORKING,
        BLOCKED,
        DONE
    }

    /** Absent for any other control string, and for a state that nobody knows. */
    static Optional<AgentReport> of(String text) {
        if (!text.startsWith(PREFIX)) return Optional.empty();
        var said = new HashMap<String, String>();
        for (var field : text.substring(PREFIX.length()).split(":", -1)) {
            var equals = field.indexOf('=');
            if (equals > 0) said.put(field.substring(0, equals), field.substring(equals + 1));
        }
        var message = Optional.ofNullable(said.get("msg")).flatMap(AgentReport::decoded);
        return Optional.ofNullable(said.get("state"))
                .flatMap(AgentReport::state)
                .map(state -> new AgentReport(state, Optional.ofNullable(said.get("kind")), message));
    }

    private static Optional<State> state(String word) {
        return Stream.of(State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private static Optional<String> decoded(String base64) {
        try {
            var text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return Optional.of(text).filter(it -> !it.isBlank());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
