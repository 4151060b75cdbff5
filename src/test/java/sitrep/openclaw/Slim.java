package sitrep.openclaw;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leaves out of frames what nobody needs who wants to know how work stands: settings of sessions, the health of parts,
 * who is present, the token that was shown. All else stays as the gateway said it.
 */
final class Slim {
    private static final Set<String> OF_A_SESSION = Set.of(
            "key",
            "agentId",
            "sessionId",
            "kind",
            "classification",
            "isMain",
            "isBackground",
            "createdVia",
            "createdAt",
            "status",
            "hasActiveRun",
            "activeRunIds",
            "subagentRunState",
            "hasActiveSubagentRun",
            "spawnedBy",
            "parentSessionKey",
            "spawnDepth",
            "childSessions",
            "label",
            "displayName",
            "derivedTitle",
            "startedAt",
            "endedAt",
            "updatedAt",
            "lastRunId",
            "goal",
            "runtimeMs",
            "abortedLastRun");

    private static final List<String> OF_NOBODY =
            List.of("presence", "health", "snapshot", "policy", "defaults", "owners");

    /** The fields that are in front of the row of a session, in events that carry one. */
    private static final Set<String> OF_A_TOOL = Set.of(
            "runId",
            "sessionKey",
            "sessionId",
            "agentId",
            "stream",
            "data",
            "seq",
            "ts",
            "isHeartbeat",
            "spawnedBy",
            "lane");

    private Slim() {}

    static JsonNode frame(JsonNode frame) {
        var slim = (ObjectNode) frame.deepCopy();
        if (slim.path("params").path("auth") instanceof ObjectNode auth) auth.removeAll();
        if (!(slim.path("payload") instanceof ObjectNode payload)) return slim;
        switch (slim.path("event").asString("")) {
            case "presence", "health" -> payload.removeAll();
            case "session.tool" -> payload.retain(OF_A_TOOL);
            default -> answer(payload);
        }
        return slim;
    }

    /** Slims in place what was asked for. */
    static JsonNode answer(JsonNode answer) {
        if (!(answer instanceof ObjectNode payload)) return answer;
        payload.remove(OF_NOBODY);
        if (payload.path("features") instanceof ObjectNode features) features.removeAll();
        if (payload.path("auth") instanceof ObjectNode auth) auth.remove("deviceToken");
        if (payload.path("session") instanceof ObjectNode session) session.retain(OF_A_SESSION);
        if (payload.path("list") instanceof ObjectNode list) answer(list);
        rows(payload.path("sessions"));
        rows(payload.path("ancestorSessions"));
        return payload;
    }

    private static void rows(JsonNode rows) {
        if (!(rows instanceof ArrayNode sessions)) return;
        for (var session : sessions) {
            if (session instanceof ObjectNode row) row.retain(OF_A_SESSION);
        }
    }
}
