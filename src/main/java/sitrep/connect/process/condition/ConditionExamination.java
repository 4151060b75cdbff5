package sitrep.connect.process.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.connect.commands.DeclaredTime;
import sitrep.connect.process.command.CommandText;
import sitrep.connect.process.command.ObservedCommand;
import sitrep.connect.process.look.LookPace;
import sitrep.connect.process.look.ProcFiles;
import sitrep.connect.process.look.ProcessTable;
import sitrep.connect.process.look.ProcessWitness;
import sitrep.connect.process.look.TreeVitals;
import sitrep.core.event.Condition;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.RunId;
import sitrep.core.text.Limits;

/**
 * Looks at a command's processes about once a second and remembers the looks before, for it takes two to see that
 * something moves. The more a look reads, the rarer it is, so that even a large tree costs little.
 */
public final class ConditionExamination {
    /** The least time between two looks, in nanoseconds. */
    private static final long EVERY = 1_000_000_000L;

    private static final LookPace PACE = LookPace.between(EVERY, 4 * EVERY);

    /** Looks remembered: what happened in the last seconds counts, not in one of them. */
    private static final int WINDOW = 5;

    /** How long processes that began or ended are taken for a sign that more will. */
    private static final long STIRRED = 60 * EVERY;

    /** Shorter times need no declaration: nobody is accused so soon. */
    private static final Duration NOTABLE = Duration.ofSeconds(30);

    /** The programs that declare a time, as the system names processes. */
    private static final Set<String> DECLARING = Set.of("sleep", "gsleep", "timeout", "gtimeout");

    private final ProcessWitness witness = ProcessWitness.here();
    private final ProcessTable table = ProcessTable.here();
    private final ObservedCommand command;
    private final ConditionFacts facts;
    private final ArrayDeque<TreeVitals> looks = new ArrayDeque<>();
    private final Map<TreeVitals.Identity, Instant> declaring = new HashMap<>();
    private Optional<Optional<String>> upstream = Optional.empty();
    private long next = System.nanoTime() + EVERY;
    private long spoke = next - 2 * EVERY;
    private long stirred = next - STIRRED;
    private ConditionFacts.State state;

    /** @param isAgent whether the command is an agent itself */
    public ConditionExamination(RunId run, boolean isAgent, ObservedCommand command, Instant at) {
        this.facts = new ConditionFacts(run, isAgent);
        this.command = command;
        this.state = ConditionFacts.State.begun(at);
    }

    /**
     * What is to be said of the command's processes, if it is time to look at them again.
     *
     * @param spoke whether any byte of output came since the last call
     */
    public List<Fact.OfRun> look(Instant at, boolean spoke) {
        var now = System.nanoTime();
        if (spoke) this.spoke = now;
        if (now - next < 0) return List.of();
        var before = witness.readings();
        var vitals = witness.look(command.pid(), now, Optional.ofNullable(looks.peekLast()));
        next = PACE.next(now, witness.readings() - before);
        noticeStir(vitals);
        var condition = Optional.ofNullable(looks.peekFirst()).flatMap(first -> diagnosis(first, vitals));
        looks.addLast(vitals);
        if (looks.size() > WINDOW) looks.removeFirst();
        var step = facts.next(
                state,
                new ConditionFacts.Look(at, condition, open(vitals, at), command.unfinished(), command.typing()));
        state = step.state();
        return step.facts();
    }

    private Optional<Condition> diagnosis(TreeVitals before, TreeVitals now) {
        var spokeSince = spoke - before.nanos() >= 0;
        var stirs = now.nanos() - stirred < STIRRED;
        return ConditionDiagnosis.of(
                before,
                now,
                new ConditionDiagnosis.Besides(
                        command.input(), upstream(), spokeSince, stirs, command.repeats(), command.typing()));
    }

    /** The first processes are those that the command consists of. */
    private void noticeStir(TreeVitals now) {
        var isNews = looks.size() >= WINDOW && !looks.getLast().identities().equals(now.identities());
        if (isNews) stirred = now.nanos();
    }

    /** Found once: it stays the same as long as there is one. */
    private Optional<String> upstream() {
        if (upstream.isEmpty())
            upstream = Optional.of(ProcFiles.here().flatMap(files -> PipeUpstream.of(files, command)));
        return upstream.get();
    }

    private List<OpenCall> open(TreeVitals vitals, Instant at) {
        declaring.keySet().retainAll(vitals.identities());
        return vitals.living().stream()
                .filter(one -> DECLARING.contains(one.name()))
                .limit(Limits.ACTS)
                .flatMap(one -> declared(one.identity(), at).stream())
                .toList();
    }

    private Optional<OpenCall> declared(TreeVitals.Identity process, Instant at) {
        var command = table.command(process.pid());
        return DeclaredTime.of(command)
                .filter(declared -> declared.time().compareTo(NOTABLE) >= 0)
                .map(declared -> new OpenCall(
                        process.pid() + ":" + process.started(),
                        declared.kind(),
                        Optional.of(CommandText.of(command)),
                        Optional.of(declaring.computeIfAbsent(process, _ -> at)),
                        Optional.of(declared.time()),
                        false));
    }
}
