package sitrep.connect.acp.meaning;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.connect.tee.Onlooker;
import sitrep.connect.tee.PairEnd;
import sitrep.connect.tee.Side;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;
import tools.jackson.databind.JsonNode;

/**
 * What follows from what a client and an agent say to one another, in the protocol's first version and its second.
 * Pure: the time is handed in. What is not understood says nothing.
 */
public final class AcpFacts implements Onlooker {
    private final AcpMemory memory;
    private final ClientWords client;
    private final AgentWords agent;
    private final Answers answers;

    public AcpFacts(AcpPair pair) {
        this.memory = new AcpMemory(pair);
        this.client = new ClientWords(memory);
        this.agent = new AgentWords(memory);
        this.answers = new Answers(memory);
    }

    /** One message, or several in an array. */
    @Override
    public List<Event> heard(Side from, JsonNode said, Instant at) {
        memory.telling.begin(at);
        if (said.isArray()) said.forEach(one -> hear(from, one));
        else hear(from, said);
        return memory.telling.end();
    }

    /** A message that the model does not take costs no more than itself. */
    private void hear(Side from, JsonNode said) {
        try {
            if (!said.path("method").isString()) answers.heard(from, said);
            else if (from == Side.CLIENT) client.heard(said);
            else agent.heard(said);
        } catch (Invalid _) {
            // A value out of bounds: what was told of the message until then is true.
        }
    }

    /** Bytes went past that nobody looked at. */
    @Override
    public List<Event> missed(long bytes, Instant at) {
        memory.telling.begin(at);
        for (var session : memory.sessions.values()) {
            if (session.turns.isEmpty()) continue;
            session.isUnseen = true;
            session.turns.forEach(turn -> turn.lostSight(bytes));
        }
        return memory.telling.end();
    }

    /** The agent's process has ended, and with it all that it had begun. */
    @Override
    public List<Event> ended(PairEnd end, Instant at) {
        memory.telling.begin(at);
        for (var session : memory.sessions.values()) {
            for (var turn : List.copyOf(session.turns)) {
                session.turns.remove(turn);
                turn.ends(turn.isUnsure ? unseen() : end.ofTurn(memory.client()), "the agent ended");
            }
            memory.goesOn(session, "the agent ended");
        }
        return memory.telling.end();
    }

    /** The end of a turn that was not done for want of a login. */
    static End unlocked() {
        return new End(
                Outcome.FAILED,
                Optional.of("It was not done, for it wanted a login first"),
                Optional.of(Certainty.WORD),
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** The end of a turn of which a part was not seen, and perhaps its end. */
    static End unseen() {
        return new End(
                Outcome.LOST,
                Optional.of("Sitrep lost sight of a part of what the two said, and its end was not in the rest"),
                Optional.of(Certainty.GUESS),
                Optional.empty(),
                false,
                Optional.empty());
    }

    static Fact.RunStopping stopping(AcpRun run, String by) {
        return new Fact.RunStopping(run.id, Optional.of(by), Optional.of("session/cancel"));
    }
}
