package sitrep.connect.acp.meaning;

import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.tee.Side;
import sitrep.core.event.BlockId;
import sitrep.core.event.Owner;
import tools.jackson.databind.JsonNode;

/** What an agent tells its client, and what it asks of it. */
final class AgentWords {
    private final AcpMemory memory;
    private final Updates updates;

    AgentWords(AcpMemory memory) {
        this.memory = memory;
        this.updates = new Updates(memory);
    }

    void heard(JsonNode said) {
        var params = said.path("params");
        var method = said.path("method").asString("");
        if (method.equals("elicitation/complete")) {
            completed(ForeignValue.text(params, "elicitationId"));
            return;
        }
        var session = session(params);
        if (session.isEmpty() || session.get().isReplayed) return;
        switch (method) {
            case "session/update" -> updates.heard(session.get(), params.path("update"));
            case "session/request_permission" -> leave(session.get(), said.path("id"), params);
            case "elicitation/create", "session/elicitation" -> question(session.get(), said.path("id"), params);
            default -> session.get().turn().ifPresent(AcpRun::beat);
        }
    }

    /** A question that names another request instead of a session belongs to whatever goes on. */
    private Optional<AcpSession> session(JsonNode params) {
        var id = ForeignValue.text(params, "sessionId");
        if (!id.isEmpty()) return Optional.of(memory.session(id, params));
        return memory.sessions.values().stream()
                .filter(session -> !session.turns.isEmpty())
                .findFirst();
    }

    /** The question opens the call where the agent has not told of it before. */
    private void leave(AcpSession session, JsonNode id, JsonNode params) {
        var asked = LeaveAsked.of(params, id.asString(""));
        var turn = session.turn().orElseGet(() -> memory.byItself(session, ForeignValue.text(params, "title")));
        var run = updates.run(session, turn, asked.callId(), asked.call());
        var told = run.call(asked.callId())
                .orElseGet(() -> AcpCall.begun(asked.callId(), memory.telling.now()))
                .with(asked.call())
                .asked();
        var call = asked.command().isEmpty() ? told : told.running(asked.command());
        var block = memory.question("permission");
        run.asks(asked.callId(), call, block);
        turn.goesOn(Updates.ACTION, "it says for what");
        run.blocks(asked.blocked(run.id, block, call, session.owner.map(Owner::name), memory.client()));
        memory.requests.add(Side.AGENT, id, new Asked.Leave(session, run, block, asked.callId(), asked.options()));
    }

    private void question(AcpSession session, JsonNode id, JsonNode params) {
        var asked = new QuestionAsked(params);
        var turn = session.turn().orElseGet(() -> memory.byItself(session, ForeignValue.text(params, "message")));
        turn.goesOn(Updates.ACTION, "it says for what");
        var named = ForeignValue.text(params, "elicitationId");
        var block = named.isEmpty() ? memory.question("question") : elicitation(named);
        turn.blocks(asked.blocked(turn.id, block, session.owner.map(Owner::name), memory.client()));
        memory.requests.add(Side.AGENT, id, new Asked.Question(turn, block, asked.isElsewhere()));
    }

    private static BlockId elicitation(String named) {
        return new BlockId("elicitation-" + ForeignValue.id(named));
    }

    private void completed(String elicitation) {
        var block = elicitation(elicitation);
        for (var session : memory.sessions.values()) {
            session.turn().ifPresent(turn -> turn.goesOn(block, "done"));
        }
    }
}
