package sitrep.connect.acp.meaning;

import java.util.List;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.tee.Side;
import tools.jackson.databind.JsonNode;

/** What a client asks of its agent. */
final class ClientWords {
    private final AcpMemory memory;

    ClientWords(AcpMemory memory) {
        this.memory = memory;
    }

    void heard(JsonNode said) {
        var params = said.path("params");
        switch (said.path("method").asString("")) {
            case "initialize" -> {
                memory.introduced(Side.CLIENT, params);
                ask(said, new Asked.Hello());
            }
            case "session/new", "session/fork" -> ask(said, new Asked.Session(params));
            case "session/load" -> past(said, true);
            case "session/resume" -> past(said, params.path("replayFrom").isObject());
            case "session/prompt" -> prompted(said, params);
            case "session/cancel" ->
                known(params)
                        .flatMap(AcpSession::turn)
                        .ifPresent(turn -> turn.say(AcpFacts.stopping(turn, memory.client())));
            case "session/close", "session/delete" ->
                known(params).ifPresent(session -> memory.goesOn(session, "the session was closed"));
            case "authenticate", "auth/login" -> ask(said, new Asked.Login());
            default -> {}
        }
    }

    private void ask(JsonNode said, Asked asked) {
        memory.requests.add(Side.CLIENT, said.path("id"), asked);
    }

    private Optional<AcpSession> known(JsonNode params) {
        return Optional.ofNullable(memory.sessions.get(ForeignValue.text(params, "sessionId")));
    }

    private void past(JsonNode said, boolean isReplayed) {
        var id = ForeignValue.text(said.path("params"), "sessionId");
        if (id.isEmpty()) return;
        var session = memory.session(id, said.path("params"));
        session.isReplayed = isReplayed;
        ask(said, new Asked.Past(session));
    }

    private void prompted(JsonNode said, JsonNode params) {
        var id = ForeignValue.text(params, "sessionId");
        if (id.isEmpty()) return;
        var session = memory.session(id, params);
        session.isReplayed = false;
        var isReply = AcpMemory.hasAsked(session);
        memory.goesOn(session, isReply ? "answered" : "asked again");
        for (var turn : List.copyOf(session.turns)) if (turn.isUnsure) memory.over(session, turn, AcpFacts.unseen());
        var turn = memory.turn(session, PromptText.of(params.path("prompt"), isReply));
        ask(said, new Asked.Prompt(session, turn));
    }
}
