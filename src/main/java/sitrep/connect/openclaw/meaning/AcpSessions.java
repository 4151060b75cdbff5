package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import tools.jackson.databind.JsonNode;

/**
 * By which name an agent over ACP knows the session in which it does what the gateway has it do. Whoever looks on
 * between the two goes by that name, and so do the agent's own hooks, so all tell of one task.
 *
 * <p>Only a session that is made for one piece of work is one task there as well: in one that people go on talking
 * with, each request is a task here, and all of them are one to whoever looks on.
 */
public final class AcpSessions {
    /** As what is kept of them is asked for, of OpenClaw's files and not of its gateway. */
    public static final String KEPT = "acp_sessions";

    private static final String FOR_ONE_WORK = "oneshot";

    /** The agent is started before the gateway says that it is, which may take a while. */
    private static final Duration STARTING = Duration.ofMinutes(2);

    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final RunNews runs;

    AcpSessions(GatewayMemory book, EventsOfStep chronicle, RunNews runs) {
        this.book = book;
        this.chronicle = chronicle;
        this.runs = runs;
    }

    /** What others may call the task that an agent's session is: who looks on, and hooks. */
    public static List<String> names(String id) {
        return Stream.of("acp", "claude-code", "gemini", "copilot")
                .map(kind -> kind + "-" + id)
                .toList();
    }

    /** The sessions that are at work and of which it is not known whether others tell of them. */
    List<String> wanted() {
        return book.live().stream()
                .filter(turn -> turn.kind == Turn.Kind.ACP && !turn.isSessionSettled)
                .map(turn -> turn.session)
                .distinct()
                .toList();
    }

    /** What is known of some, of which others tell. */
    void read(JsonNode payload) {
        for (var row : payload.path("sessions")) row(row);
    }

    private void row(JsonNode row) {
        var session = ForeignValue.text(row, "key");
        var there = book.turns.values().stream()
                .filter(turn -> turn.session.equals(session))
                .toList();
        if (there.isEmpty() || isOfAnother(there.getLast(), row)) return;
        // Of more than one run in a session it cannot be told in which of them the name was given.
        if (there.size() == 1 && ForeignValue.text(row, "mode").equals(FOR_ONE_WORK)) same(there.getFirst(), row);
        there.forEach(turn -> turn.isSessionSettled = true);
    }

    /** Whether it was written of a run before this one. */
    private static boolean isOfAnother(Turn turn, JsonNode row) {
        return ForeignValue.time(row, "at")
                .filter(at -> !at.isBefore(turn.opened.minus(STARTING)))
                .isEmpty();
    }

    private void same(Turn turn, JsonNode row) {
        var id = Optional.of(ForeignValue.text(row, "id")).filter(text -> !text.isBlank());
        if (turn.isSessionSettled || id.isEmpty()) return;
        runs.session(turn, new WorkerId(ForeignValue.id(id.get())), turn.opened);
        for (var name : row.path("names")) {
            var alias = new TaskId(ForeignValue.id(name.asString("")));
            var what = "alias=" + Integer.toHexString(alias.text().hashCode());
            chronicle.say(turn.errand, turn.id.text(), what, turn.opened, new Fact.TaskAlias(alias));
        }
    }
}
