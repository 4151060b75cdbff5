package sitrep.connect.openclaw.line;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that is ever asked of a gateway. None of it changes anything there: what needs more than reading needs a
 * scope that is asked for only when an operator wishes it, and even then only to look.
 */
public enum GatewayQuestion {
    CONNECT("connect", ""),
    SUBSCRIBE("sessions.subscribe", Handshake.READ),
    TASKS("tasks.list", Handshake.READ),
    SESSIONS("sessions.list", Handshake.READ),
    CRON("cron.list", Handshake.READ),
    /** What was said in one session in which work goes on that began before we listened. */
    HISTORY("chat.history", Handshake.READ),
    /** With the approvals that wait in one session, and those to come. */
    FOLLOW("sessions.messages.subscribe", Handshake.APPROVALS),
    APPROVALS("exec.approval.list", Handshake.APPROVALS),
    QUESTIONS("question.list", Handshake.QUESTIONS);

    private final String method;
    private final String scope;

    GatewayQuestion(String method, String scope) {
        this.method = method;
        this.scope = scope;
    }

    String method() {
        return method;
    }

    /** Whether it can be asked with these scopes. */
    boolean isAllowed(Set<String> scopes) {
        return scope.isEmpty() || scopes.contains(scope);
    }

    public static Set<String> methods() {
        return Arrays.stream(values()).map(GatewayQuestion::method).collect(Collectors.toUnmodifiableSet());
    }
}
