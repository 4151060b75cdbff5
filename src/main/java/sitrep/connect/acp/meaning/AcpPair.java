package sitrep.connect.acp.meaning;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.core.event.Owner;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.text.Limits;

/**
 * A client and an agent that talk, as far as it is known before they do.
 *
 * @param id of this pair, which no other has; ids of its requests are unique only together with it
 * @param source who tells of it
 * @param agent what the agent is called until it says so itself
 * @param owner who asks, where nobody says so
 */
public record AcpPair(String id, String source, String host, String agent, Optional<Owner> owner, Around around) {

    /**
     * What whoever started the pair said about the task that it serves.
     *
     * @param trace the id of a distributed trace
     */
    public record Around(Optional<TaskId> task, Optional<RunId> run, Optional<String> trace) {
        public static final Around NOTHING = new Around(Optional.empty(), Optional.empty(), Optional.empty());

        /** The variables by which a run around a command hands its task on, and tracing its trace. */
        private static final String TASK = "SITREP_TASK";

        private static final String RUN = "SITREP_RUN";
        private static final String TRACE_CONTEXT = "TRACEPARENT";

        private static final Pattern CONTEXT =
                Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

        /** What an environment says, unless a task was named beside it. */
        public static Around of(Map<String, String> environment, Optional<TaskId> named) {
            var inherited = id(environment, TASK).map(TaskId::new);
            var task = named.or(() -> inherited);
            var run = task.equals(inherited) ? id(environment, RUN).map(RunId::new) : Optional.<RunId>empty();
            return new Around(task, run, trace(environment.getOrDefault(TRACE_CONTEXT, "")));
        }

        /** What the agent inherits of it: the task that it serves, as named, without the run of another. */
        public void handOn(Map<String, String> environment) {
            task.ifPresent(it -> environment.put(TASK, it.text()));
            if (run.isEmpty()) environment.remove(RUN);
        }

        /** The id of the trace that a context names. */
        static Optional<String> trace(String context) {
            var known = CONTEXT.matcher(context);
            return known.matches() ? Optional.of(known.group(1)) : Optional.empty();
        }

        private static Optional<String> id(Map<String, String> environment, String name) {
            return Optional.of(environment.getOrDefault(name, ""))
                    .filter(text -> !text.isBlank() && text.length() <= Limits.ID);
        }
    }
}
