package sitrep.connect.openclaw.line;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.meaning.AcpSessions;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.state.KeptSessions;
import sitrep.core.event.TaskId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks by which names agents over ACP know the sessions of a gateway, and whether anybody else tells of those: only
 * then are the names of use. OpenClaw's files are read at once and then less and less often, but again and again until
 * somebody does: of an agent that has to be started once more the name is another one.
 */
public final class SessionLook {
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration SELDOM = Duration.ofSeconds(4);

    /** An agent is started before what it is told to do is told of. */
    private static final Duration STARTING = Duration.ofMinutes(2);

    /** Whether something is told of, and was not before a time: names may come twice. */
    public interface Hearsay {
        boolean isNews(TaskId name, Instant from);
    }

    private final Optional<KeptSessions> kept;
    private final Hearsay hearsay;
    private final Map<String, JsonNode> found = new HashMap<>();
    private List<String> sought = List.of();
    private Duration wait = SOON;
    private Instant next = Instant.MIN;

    /** @param kept where it is kept, of a gateway on this machine that says so */
    SessionLook(Optional<KeptSessions> kept, Hearsay hearsay) {
        this.kept = kept;
        this.hearsay = hearsay;
    }

    /** What is known of these, of which somebody else tells. */
    Optional<Signal> due(List<String> wanted, Instant now) {
        found.keySet().retainAll(wanted);
        if (wanted.isEmpty()) sought = List.of();
        if (kept.isEmpty() || wanted.isEmpty()) return Optional.empty();
        read(kept.get(), wanted, now);
        var answer = JsonNodeFactory.instance.objectNode();
        var told = answer.putArray("sessions");
        wanted.stream()
                .flatMap(session -> Optional.ofNullable(found.get(session)).stream())
                .flatMap(this::told)
                .forEach(told::add);
        for (var row : told) found.remove(ForeignValue.text(row, "key"));
        var params = JsonNodeFactory.instance.objectNode();
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(new Signal.Answer(now, AcpSessions.KEPT, params, answer));
    }

    private void read(KeptSessions file, List<String> wanted, Instant now) {
        if (!wanted.equals(sought)) {
            sought = wanted;
            wait = SOON;
            next = now;
        }
        if (now.isBefore(next)) return;
        next = now.plus(wait);
        var longer = wait.multipliedBy(2);
        wait = longer.compareTo(SELDOM) > 0 ? SELDOM : longer;
        for (var row : file.of(wanted)) found.put(ForeignValue.text(row, "key"), row);
    }

    private Stream<JsonNode> told(JsonNode row) {
        var from = Instant.ofEpochMilli(row.path("at").asLong(0)).minus(STARTING);
        var names = names(ForeignValue.text(row, "id"), from);
        if (names.isEmpty() || !(row.deepCopy() instanceof ObjectNode told)) return Stream.empty();
        return Stream.of(told.set("names", names));
    }

    private ArrayNode names(String id, Instant from) {
        var names = JsonNodeFactory.instance.arrayNode();
        AcpSessions.names(id).stream()
                .filter(name -> hearsay.isNews(new TaskId(name), from))
                .forEach(names::add);
        return names;
    }
}
