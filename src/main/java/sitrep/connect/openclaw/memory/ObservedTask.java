package sitrep.connect.openclaw.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sitrep.core.event.Owner;
import sitrep.core.event.TaskId;

/** A task as the translation knows it: what somebody asked for, and the turns that serve it. */
public final class ObservedTask {

    /** What is awaited of a requester whose children were told one by one goes by. */
    public static final String SUMMING_UP = "summing up";

    /** Word that the result reached whoever asked. */
    public record Told(String to, String how, Instant at) {}

    /** Word that nobody is owed the result. */
    public record Excused(String why, Instant at) {}

    public final TaskId id;

    /** The session in which it was asked for; none for a schedule. */
    public final String session;

    public final Map<String, Turn> turns = new LinkedHashMap<>();
    public final Map<String, Handover> handovers = new LinkedHashMap<>();
    public Optional<Turn> root = Optional.empty();
    public Optional<Owner> owner = Optional.empty();

    /** The words in which it was asked for, if they are known in full. */
    public Optional<String> request = Optional.empty();

    /** It was said who asked, rather than inferred from the session. */
    public boolean isOwnerSaid;

    public Optional<Told> told = Optional.empty();

    public Optional<Excused> excused = Optional.empty();

    /** When it was last said what it is called: a better name must be the newer one. */
    public Optional<Instant> calledAt = Optional.empty();

    public boolean named;

    /** Asked for by a program or a schedule, not typed in a session: messages there do not steer it. */
    public boolean byProgram;

    /** A start of a scheduled job, which is over only when the schedule says so. */
    public boolean isJob;

    /** A scheduled job that its operator removed while it ran. */
    public boolean isRemoved;

    public boolean reported;
    Instant touched;

    public ObservedTask(TaskId id, String session, Instant at) {
        this.id = id;
        this.session = session;
        this.touched = at;
    }

    /** Whether nothing of it goes on any more. */
    public boolean isSettled() {
        return turns.values().stream().noneMatch(Turn::isLive);
    }

    /** Whether its request was answered and only commands in the background go on. */
    public boolean isAnswered() {
        return root.map(turn -> turn.over).orElse(false)
                && turns.values().stream()
                        .filter(Turn::isLive)
                        .allMatch(turn -> turn.kind == Turn.Kind.EXEC
                                || root.map(turn::equals).orElse(false))
                && handovers.isEmpty();
    }

    /** Whether nothing that a child found is still on its way; that its requester may sum up once more is no matter. */
    public boolean isToldOfAll() {
        return handovers.keySet().stream().allMatch(SUMMING_UP::equals);
    }

    /** Whether it is over with a command of it, and nobody was told. */
    public boolean isUntold() {
        return isSettled() && !reported && commandEnded().isPresent();
    }

    /** When the last of its commands ended. */
    public Optional<Instant> commandEnded() {
        return turns.values().stream()
                .filter(turn -> turn.kind == Turn.Kind.EXEC)
                .flatMap(turn -> turn.endedAt.stream())
                .max(Comparator.naturalOrder());
    }

    /** To whom the result goes. */
    public String whoAsked() {
        return owner.map(Owner::name).orElse("owner");
    }
}
