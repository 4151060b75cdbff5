package sitrep.connect.notice;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import sitrep.core.notice.Courier;
import sitrep.core.notice.NoticeMessage;

/**
 * Runs a command for each message. What is said stands in variables of its environment, never in its words, and no
 * shell is between: nothing foreign can become a command. Of our own environment it gets what programs need to run, and
 * none of our secrets.
 */
final class CommandCourier implements Courier {
    /** How long a command may take unless something else is set. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long one may take at most. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int TEXT = 4_000;
    private static final List<String> KEPT = List.of(
            "PATH",
            "HOME",
            "USER",
            "LANG",
            "LC_ALL",
            "TZ",
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "XDG_RUNTIME_DIR",
            "DBUS_SESSION_BUS_ADDRESS",
            "SystemRoot",
            "TEMP",
            "TMPDIR");

    private final List<String> command;
    private final Duration patience;
    private final MessageText text;

    CommandCourier(List<String> command, Duration patience, MessageText text) {
        this.command = List.copyOf(command);
        this.patience = patience;
        this.text = text;
    }

    @Override
    public Receipt deliver(String id, NoticeMessage message, Instant now) {
        var builder =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(words(id, message));
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return ended(process);
        } catch (IOException e) {
            return Receipt.failed("it could not be run: " + e.getMessage());
        }
    }

    private Map<String, String> words(String id, NoticeMessage message) {
        return Map.of(
                "SITREP_ID", id,
                "SITREP_KIND", message.kind().word(),
                "SITREP_REASON", message.reason().word(),
                "SITREP_TITLE", message.title(),
                "SITREP_TEXT", MessageText.cut(String.join("\n", message.lines()), TEXT),
                "SITREP_TASK", message.task().orElse(""),
                "SITREP_LINK", text.link(message));
    }

    private Receipt ended(Process process) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
                return Receipt.failed("it was still running after " + patience.toSeconds() + " s and was killed");
            }
        } catch (InterruptedException _) {
            end(process);
            Thread.currentThread().interrupt();
            return Receipt.failed("the server stops");
        }
        var status = process.exitValue();
        return status == 0
                ? new Receipt.Delivered("ended with status 0")
                : Receipt.failed("ended with status " + status);
    }

    /** With what it started. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
