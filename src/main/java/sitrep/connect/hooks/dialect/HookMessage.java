package sitrep.connect.hooks.dialect;

import java.util.List;
import java.util.Optional;

/**
 * One hook, read.
 *
 * @param name the agent's own name of the hook
 * @param session whose hook it is
 * @param turn the agent's own id of what was asked, which all hooks that serve it share
 * @param child which sub-agent of the session it is of, if of one
 * @param mark the same for the same hook that comes twice
 * @param isUnique whether no other hook of its session has this mark, however much later
 */
public record HookMessage(
        String name,
        Session session,
        Optional<String> turn,
        Optional<Child> child,
        String mark,
        boolean isUnique,
        List<Signal> signals) {

    /**
     * A session of an agent.
     *
     * @param folder the last part of the folder that it works in
     * @param user whose session it is, where that can be told
     * @param resume what to type to get at it when it was left
     */
    public record Session(String id, Optional<String> folder, Optional<String> user, Optional<String> resume) {}

    /** A sub-agent. */
    public record Child(String id, String kind) {}

    public HookMessage {
        signals = List.copyOf(signals);
    }
}
