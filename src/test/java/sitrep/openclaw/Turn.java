package sitrep.openclaw;

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
 * @param refusal what it answers instead, if it does
 */
record Turn(String words, List<Call> calls, Duration after, Optional<String> gate, Optional<Refusal> refusal) {

    /** A tool that the model wants used, with its arguments as JSON. */
    record Call(String tool, String arguments) {}

    /** An answer that is an error. */
    record Refusal(int status, String message) {}

    static Turn say(String words) {
        return new Turn(words, List.of(), Duration.ZERO, Optional.empty(), Optional.empty());
    }

    static Turn refuse(int status, String message) {
        return new Turn("", List.of(), Duration.ZERO, Optional.empty(), Optional.of(new Refusal(status, message)));
    }

    /** With a tool used, its arguments in JSON with single quotes for double ones. */
    Turn use(String tool, String arguments) {
        var more = new ArrayList<>(calls);
        more.add(new Call(tool, Json.read(arguments.replace('\'', '"')).toString()));
        return new Turn(words, List.copyOf(more), after, gate, refusal);
    }

    Turn exec(String command) {
        return use("exec", "{'command':%s}".formatted(quoted(command)));
    }

    Turn execInBackground(String command) {
        return use("exec", "{'command':%s,'background':true}".formatted(quoted(command)));
    }

    Turn read(String path) {
        return use("read", "{'path':%s}".formatted(quoted(path)));
    }

    Turn write(String path, String content) {
        return use("write", "{'path':%s,'content':%s}".formatted(quoted(path), quoted(content)));
    }

    /** With a sub-agent sent off. */
    Turn spawn(String label, String task) {
        return use("sessions_spawn", "{'label':%s,'task':%s}".formatted(quoted(label), quoted(task)));
    }

    /** With the agent that speaks ACP sent off. */
    Turn spawnAcp(String label, String task) {
        return use(
                "sessions_spawn",
                "{'runtime':'acp','agentId':'scribe','label':%s,'task':%s}".formatted(quoted(label), quoted(task)));
    }

    /** With the turn ended until the children are done. */
    Turn yield(String message) {
        return use("sessions_yield", "{'message':%s}".formatted(quoted(message)));
    }

    Turn after(Duration thinking) {
        return new Turn(words, calls, thinking, gate, refusal);
    }

    Turn after(int seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    /** Not answered before this gate is opened. */
    Turn behind(String name) {
        return new Turn(words, calls, after, Optional.of(name), refusal);
    }

    private static String quoted(String text) {
        if (text.contains("'")) throw new IllegalArgumentException("single quotes stand for double ones: " + text);
        return Json.write(out -> out.writeString(text));
    }
}
