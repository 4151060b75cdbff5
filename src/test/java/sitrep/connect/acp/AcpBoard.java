package sitrep.connect.acp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.acp.meaning.AcpFacts;
import sitrep.connect.acp.meaning.AcpPair;
import sitrep.connect.foreign.Around;
import sitrep.connect.tee.PairEnd;
import sitrep.connect.tee.Side;
import sitrep.core.event.Event;
import sitrep.core.event.EventCleaning;
import sitrep.core.event.Fact;
import sitrep.core.event.Owner;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.why.TaskDetail;
import sitrep.json.EventJson;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** What a board says of a pair, message after message. */
public final class AcpBoard {
    public static final Instant BEGAN = Instant.parse("2026-11-28T09:00:00Z");

    private final AcpFacts facts;
    private final List<Event> events = new ArrayList<>();
    private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
    private Instant now = BEGAN;

    public AcpBoard() {
        this(Around.NONE);
    }

    public AcpBoard(Around around) {
        this.facts = new AcpFacts(new AcpPair(
                "pair", "acp@office", "office", "agent", Optional.of(new Owner("dana", Optional.of("home"))), around));
    }

    public AcpBoard client(String json) {
        return hear(Side.CLIENT, Json.read(json.replace('\'', '"')), now.plusMillis(10));
    }

    public AcpBoard agent(String json) {
        return hear(Side.AGENT, Json.read(json.replace('\'', '"')), now.plusMillis(10));
    }

    public AcpBoard update(String update) {
        return agent("{'jsonrpc':'2.0','method':'session/update','params':{'sessionId':'s1','update':" + update + "}}");
    }

    public AcpBoard hear(Side side, JsonNode said, Instant at) {
        now = at;
        return take(facts.heard(side, said, at));
    }

    public AcpBoard missed(long bytes) {
        return take(facts.missed(bytes, now));
    }

    public AcpBoard ended(PairEnd end) {
        now = now.plusMillis(10);
        return take(facts.ended(end, now));
    }

    private AcpBoard take(List<Event> told) {
        for (var event : told) {
            EventJson.decode(EventJson.encode(event));
            var clean = EventCleaning.of(event);
            events.add(clean);
            if (clean.fact() instanceof Fact.RunAdvanced fact && fact.isHeartbeat()) continue;
            clean.task().ifPresent(id -> tasks.merge(id, Task.unheard(id), (known, _) -> known));
            clean.task().ifPresent(id -> tasks.computeIfPresent(id, (_, task) -> Fold.apply(task, clean)));
        }
        return this;
    }

    public List<Event> events() {
        return events;
    }

    public List<TaskDetail> tasks() {
        return tasks.values().stream().map(TaskDetail::of).toList();
    }

    public TaskDetail task() {
        return tasks().getFirst();
    }

    public Sitrep sitrep() {
        return task().sitrep();
    }

    public String phase() {
        return sitrep().phase().value().word();
    }

    public String outcome() {
        return sitrep().outcome().map(it -> it.value().word()).orElse("none");
    }

    public String attention() {
        return sitrep().attention().value().word();
    }

    public String block() {
        return sitrep().block()
                .map(it -> it.value().reason().word() + ": " + it.value().text().orElse(""))
                .orElse("none");
    }

    public String update() {
        return sitrep().update().map(it -> it.value().text()).orElse("");
    }
}
