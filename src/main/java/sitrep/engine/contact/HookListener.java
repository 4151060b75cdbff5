package sitrep.engine.contact;

import java.util.List;
import java.util.Optional;

/** Who understands what agents say by their hooks. */
public interface HookListener {
    /** Where no agent is understood. */
    HookListener NONE = (_, _, _) -> new Heard.UnknownAgent(List.of());

    /** What became of a body. */
    sealed interface Heard {
        /** It was understood. Hooks as they come are told of soon; those that were kept for later are durable. */
        record Taken() implements Heard {}

        /** Nobody understands an agent of that name. */
        record UnknownAgent(List<String> known) implements Heard {}

        /** It is no hook: what was found, and what is allowed. */
        record NoHook(String found, String allowed) implements Heard {}

        /** Too much waits already. */
        record Busy() implements Heard {}
    }

    /**
     * Who calls a hook.
     *
     * @param host where it runs, where that is not this machine
     * @param task the task around it, as its environment says; blank where that says none, as for the others
     * @param run the run around it
     * @param trace the trace around it
     */
    record Caller(Optional<String> host, String task, String run, String trace) {}

    /**
     * Hears what an agent says.
     *
     * @param agent its name as it stands in the address
     * @param body one hook as it came, or several that were kept for later
     */
    Heard hear(String agent, Caller caller, byte[] body);
}
