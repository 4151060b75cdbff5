package sitrep.connect.openclaw.meaning;

import java.util.Set;

/** What a gateway and OpenClaw's files are asked: methods whose answers the translation understands. */
public final class AskedMethods {
    private AskedMethods() {}

    public static final Set<String> ASKED = Set.of(
            "tasks.list",
            "tasks.get",
            "sessions.list",
            "sessions.subscribe",
            "sessions.messages.subscribe",
            "cron.list",
            "question.list",
            "exec.approval.list",
            "plugin.approval.list",
            "chat.history",
            AcpSessions.KEPT);
}
