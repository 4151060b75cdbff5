package sitrep.openclaw.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.json.Json;

/**
 * One answer of the scripted model: some words, then what it wants done.
 *
 * @param after how long the model thinks first
 * @param gate what must be opened before it answers, if anything
 * @param pause what must be opened before it goes on after its words, if anything
 * @param refusal what it answers instead, if it does
 */
public record Turn(
        String words,
        List<Call> calls,
        Duration after,
        Optional<String> gate,
        Optional<String> pause,
        Optional<Refusal> refusal) {

    /** A tool that the model wants used, with its arguments as JSON. */
    record Call(String tool, String arguments) {}

    /**
     * An answer that is an error.
     *
     * @param until the gate that lets the next turn come; without one, this is all there ever is
     */
    record Refusal(int status, String message, Optional<String> until) {}

    public static Turn say(String words) {
        return new Turn(words, List.of(), Duration.ZERO, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Turn refuse(int status, String message) {
        return refused(new Refusal(status, message, Optional.empty()));
    }

    /** An error for as long as this gate is closed. */
    public static Turn refuseUntil(String gate, int status, String message) {
        return refused(new Refusal(status, message, Optional.of(gate)));
    }

    private static Turn refused(Refusal refusal) {
        return new Turn("", List.of(), Duration.ZERO, Optional.empty(), Optional.empty(), Optional.of(refusal));
    }

    /** With a tool used, its arguments in JSON with single quotes for double ones. */
    public Turn use(String tool, String arguments) {
        var more = new ArrayList<>(calls);
        more.add(new Call(tool, Json.read(arguments.replace('\'', '"')).toString()));
        return new Turn(words, List.copyOf(more), after, gate, pause, refusal);
    }

    public Turn exec(String command) {
        return use("exec", "{'command':%s}".formatted(quoted(command)));
    }

    /** A command that is waited for as long as OpenClaw waits for any. */
    public Turn execWaitedFor(String command) {
        return use("exec", "{'command':%s,'yieldMs':120000}".formatted(quoted(command)));
    }

    public Turn execInBackground(String command) {
        return use("exec", "{'command':%s,'background':true}".formatted(quoted(command)));
    }

    public Turn read(String path) {
        return use("read", "{'path':%s}".formatted(quoted(path)));
    }

    public Turn write(String path, String content) {
        return use("write", "{'path':%s,'content':%s}".formatted(quoted(path), quoted(content)));
    }

    /** With a sub-agent sent off. */
    public Turn spawn(String label, String task) {
        return use("sessions_spawn", "{'label':%s,'task':%s}".formatted(quoted(label), quoted(task)));
    }

    /** With the agent that speaks ACP sent off. */
    public Turn spawnAcp(String label, String task) {
        return spawnAcp("scribe", label, task);
    }

    /** The same with another agent. */
    public Turn spawnAcp(String agent, String label, String task) {
        return use(
                "sessions_spawn",
                "{'runtime':'acp','agentId':%s,'label':%s,'task':%s}"
                        .formatted(quoted(agent), quoted(label), quoted(task)));
    }

    /** With the turn ended until the children are done. */
    public Turn yield(String message) {
        return use("sessions_yield", "{'message':%s}".formatted(quoted(message)));
    }

    Turn after(Duration thinking) {
        return new Turn(words, calls, thinking, gate, pause, refusal);
    }

    public Turn after(int seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    /** Not answered before this gate is opened. */
    public Turn behind(String name) {
        return new Turn(words, calls, after, Optional.of(name), pause, refusal);
    }

    /** Stuck after its words until this gate is opened. */
    public Turn stuckBefore(String name) {
        return new Turn(words, calls, after, gate, Optional.of(name), refusal);
    }

    private static String quoted(String text) {
        if (text.contains("'")) throw new IllegalArgumentException("single quotes stand for double ones: " + text);
        return Json.write(out -> out.writeString(text));
    }
}
