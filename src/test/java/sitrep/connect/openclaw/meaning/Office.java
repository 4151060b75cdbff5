package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.connect.openclaw.memory.Grip;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.memory.Translated;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.why.TaskDetail;
import sitrep.json.Json;

/** A gateway whose frames a test makes up in the shapes that were recorded, and the tasks that they come to. */
public final class Office {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final String MAIN = "agent:main:desk";

    private final GatewayFacts facts = new GatewayFacts(new Gateway("office", Optional.of("http://127.0.0.1:18789")));
    private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
    final List<Event> events = new ArrayList<>();
    private final Map<String, Grip> grips = new LinkedHashMap<>();
    final List<Translated.Skipped> skipped = new ArrayList<>();
    private Instant now = START;

    Office() {
        connected("boot-1");
    }

    Instant now() {
        return now;
    }

    /** Lets time pass, with the ticks that come meanwhile. */
    Office seconds(double seconds) {
        var until = now.plusMillis((long) (seconds * 1000));
        while (now.plusMillis(250).isBefore(until)) {
            now = now.plusMillis(250);
            hear(new Signal.Tick(now));
        }
        now = until;
        return hear(new Signal.Tick(now));
    }

    Office connected(String boot) {
        return hear(new Signal.Connected(now, boot, "2026.9.6", Set.of("operator.read")));
    }

    Office lost(String why) {
        return hear(new Signal.Disconnected(now, why));
    }

    Office frame(String event, String payload) {
        var text = "{\"type\":\"event\",\"event\":\"" + event + "\",\"payload\":" + quoted(payload) + "}";
        return hear(new Signal.Frame(now, Json.read(text)));
    }

    Office answer(String method, String params, String payload) {
        return hear(new Signal.Answer(now, method, Json.read(quoted(params)), Json.read(quoted(payload))));
    }

    /** JSON in single quotes is easier to read. {@code @} stands for the time in milliseconds. */
    private String quoted(String json) {
        return json.replace('\'', '"').replace("@", "" + now.toEpochMilli());
    }

    Office agent(String run, String session, String stream, String data) {
        return agent(run, session, stream, data, "");
    }

    Office agent(String run, String session, String stream, String data, String more) {
        return frame(
                "agent",
                "{'runId':'%s','sessionKey':'%s','stream':'%s','data':%s,'ts':@%s}"
                        .formatted(run, session, stream, data, more));
    }

    Office starts(String run, String session) {
        return agent(run, session, "lifecycle", "{'phase':'start','startedAt':@}");
    }

    Office asks(String run, String text) {
        return asks(run, MAIN, text);
    }

    Office asks(String run, String session, String text) {
        return frame(
                "session.message",
                ("{'sessionKey':'%s','message':{'role':'user','content':'%s','timestamp':@,"
                                + "'idempotencyKey':'%s:user'}}")
                        .formatted(session, text, run));
    }

    Office calls(String run, String session, String id, String tool, String args) {
        return frame(
                "session.tool",
                ("{'runId':'%s','sessionKey':'%s','ts':@,"
                                + "'data':{'phase':'start','name':'%s','toolCallId':'%s','args':%s}}")
                        .formatted(run, session, tool, id, args));
    }

    Office returns(String run, String session, String id, String tool, String details) {
        return frame(
                "session.tool",
                ("{'runId':'%s','sessionKey':'%s','ts':@,'data':{'phase':'result','name':'%s','toolCallId':'%s',"
                                + "'isError':false,'result':{'content':[],'details':%s}}}")
                        .formatted(run, session, tool, id, details));
    }

    /** The call of a tool came to nothing, with these words. */
    Office refuses(String run, String session, String id, String tool, String words) {
        return frame(
                "session.tool",
                ("{'runId':'%s','sessionKey':'%s','ts':@,'data':{'phase':'result','name':'%s','toolCallId':'%s',"
                                + "'isError':true,'result':{'content':[{'type':'text','text':'%s'}],'details':{}}}}")
                        .formatted(run, session, tool, id, words));
    }

    Office replies(String run, String session, String text) {
        return ends(run, session, "'terminalReply':{'disposition':'visible','text':'" + text + "'}");
    }

    Office ends(String run, String session, String more) {
        return agent(run, session, "lifecycle", "{'phase':'end','endedAt':@," + more + "}");
    }

    Office fails(String run, String session, String more) {
        return agent(run, session, "lifecycle", "{'phase':'error','endedAt':@," + more + "}");
    }

    /** Has the turn make a child, as the tool's answer and the ledger tell it. */
    Office spawns(String run, String session, String child, String childSession, String label) {
        calls(run, session, "spawn-" + child, "sessions_spawn", "{'task':'do it','label':'" + label + "'}");
        row(child, childSession, session, label, "running", "pending");
        return returns(
                run,
                session,
                "spawn-" + child,
                "sessions_spawn",
                "{'status':'accepted','childSessionKey':'%s','runId':'%s'}".formatted(childSession, child));
    }

    Office row(String run, String session, String owner, String title, String status, String delivery) {
        return frame(
                "task", "{'action':'upserted','task':" + child(run, session, owner, title, status, delivery) + "}");
    }

    static String child(String run, String session, String owner, String title, String status, String delivery) {
        var runtime = session.contains(":acp:") ? "acp" : "subagent";
        var ended = status.equals("running") ? "" : "'endedAt':@,";
        return ("{'id':'row-%s','kind':'%s','runtime':'%s','status':'%s','execution':{'state':'running'},"
                        + "'title':'%s','sessionKey':'%s','ownerKey':'%s','childSessionKey':'%s','runId':'%s',"
                        + "'createdAt':@,'updatedAt':@,%s'deliveryStatus':'%s'}")
                .formatted(run, runtime, runtime, status, title, owner, owner, session, run, ended, delivery);
    }

    /** A row of the ledger about a command that runs in the background of a session of its own. */
    public static String process(String slug) {
        return ("{'id':'row-%s','kind':'exec','runtime':'cli','status':'running','execution':{'state':'running'},"
                        + "'title':'npm start','ownerKey':'agent:main:%s','runId':'exec:%s','sourceId':'%s',"
                        + "'createdAt':1795333718433,'deliveryStatus':'not_applicable'}")
                .formatted(slug, slug, slug, slug);
    }

    Office command(String slug, String owner, String title, String status) {
        var ended = status.equals("running") ? "" : "'endedAt':@,";
        return frame(
                "task",
                ("{'action':'upserted','task':{'id':'row-%s','kind':'exec','runtime':'cli','status':'%s',"
                                + "'execution':{'state':'%s','lastActivityAt':@},'title':'%s','sessionKey':'%s',"
                                + "'ownerKey':'%s','runId':'exec:%s','sourceId':'%s','createdAt':@,%s"
                                + "'updatedAt':@,'deliveryStatus':'not_applicable'}}")
                        .formatted(
                                slug,
                                status,
                                status.equals("running") ? "running" : "finished",
                                title,
                                owner,
                                owner,
                                slug,
                                slug,
                                ended));
    }

    Office hear(Signal signal) {
        var step = facts.next(signal);
        skipped.addAll(step.skipped());
        facts.grips(step.events()).forEach(grip -> grips.put(grip.run().text(), grip));
        for (var event : step.events()) {
            events.add(event);
            event.task().ifPresent(id -> tasks.put(id, Fold.apply(tasks.getOrDefault(id, Task.unheard(id)), event)));
        }
        now = now.plusMillis(1);
        return this;
    }

    /** What is known of a run for acting on it. */
    Grip grip(String run) {
        return Optional.ofNullable(grips.get(run)).orElseThrow(() -> new AssertionError(grips.keySet()));
    }

    List<String> unfamiliar() {
        return facts.unfamiliar();
    }

    List<String> tasks() {
        return tasks.keySet().stream().map(TaskId::text).toList();
    }

    Sitrep task(String id) {
        return Sitrep.of(known(id));
    }

    TaskDetail detail(String id) {
        return TaskDetail.of(known(id));
    }

    private Task known(String id) {
        return Optional.ofNullable(tasks.get(new TaskId(id))).orElseThrow(() -> new AssertionError(tasks.keySet()));
    }

    Phase phase(String id) {
        return task(id).phase().value();
    }

    String outcome(String id) {
        return task(id).outcome().map(it -> it.value()).map(Outcome::word).orElse("none");
    }

    boolean reported(String id) {
        return task(id).reported().isPresent();
    }

    String news(String id) {
        return task(id).update().map(it -> it.value().text()).orElse("");
    }

    String run(String task, String run) {
        return detail(task).runs().stream()
                .filter(view -> view.id().text().equals(run))
                .map(view -> view.outcome()
                        .map(it -> it.value().word())
                        .orElse(view.phase().value().word()))
                .findFirst()
                .orElse("unknown");
    }

    /** How many facts of this sort were told. */
    long told(Class<?> fact) {
        return events.stream().filter(event -> fact.isInstance(event.fact())).count();
    }

    static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}
