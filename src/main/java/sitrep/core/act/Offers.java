package sitrep.core.act;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.RunId;
import sitrep.core.standing.Lineage;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.SignsOfLife;
import sitrep.core.task.Task;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Verb;

/** What can be asked of a task's source now: whatever of its waits and runs a hand says that it can do. */
public final class Offers {
    private Offers() {}

    /** One thing that can be asked, and whom. */
    public record Way(Offer offer, Hand hand) {}

    /** The ways, those that settle a wait for a person first, then those of the run that the task is about. */
    public static List<Way> of(Task task, Collection<Hand> hands) {
        if (hands.isEmpty() || task.signs().isEmpty()) return List.of();
        var lineage = Lineage.of(task);
        var ways = new ArrayList<Way>();
        subjects(task, lineage).forEach(subject -> ways.addAll(of(subject, hands)));
        return List.copyOf(ways.subList(0, Math.min(ways.size(), Limits.OFFERS)));
    }

    /**
     * What something can be asked of, with the words for it.
     *
     * @param state what must be as it was when somebody decided
     */
    private record Subject(Target target, String about, List<String> options, String state) {}

    private static Stream<Subject> subjects(Task task, Lineage lineage) {
        var holds = lineage.live().stream()
                .flatMap(run -> run.held().filter(BlockedSpan::needsHuman).map(hold -> Map.entry(hold, run)))
                .sorted(Map.Entry.comparingByKey(BlockedSpan.MOST_PRESSING))
                .map(each -> ofHold(task, each.getValue(), each.getKey(), lineage));
        var runs = Stream.concat(lineage.live().stream(), over(lineage)).map(run -> ofRun(task, run, lineage));
        return Stream.of(holds, runs, Stream.of(ofTask(task, lineage))).flatMap(each -> each);
    }

    /** Those that ended and were not replaced by a newer attempt, the newest first. */
    private static Stream<Run> over(Lineage lineage) {
        return lineage.runs().stream()
                .filter(run -> !lineage.isLive(run) && !lineage.superseded().contains(run.id()))
                .sorted(Comparator.comparing(
                                (Run run) -> run.signs().orElseThrow().last())
                        .reversed())
                .limit(Limits.OFFERS);
    }

    private static Subject ofHold(Task task, Run run, BlockedSpan hold, Lineage lineage) {
        var said = hold.said();
        var target = new Target(
                task.id(),
                Optional.of(run.id()),
                said.stamp().source(),
                Optional.of(hold.block().id()),
                Optional.of(hold.reason()),
                true);
        var about = said.value().text().orElseGet(() -> "what " + lineage.nameOf(run) + " waits for");
        return new Subject(target, about, said.value().options(), about + "\n" + hold.since());
    }

    private static Subject ofRun(Task task, Run run, Lineage lineage) {
        var isLive = lineage.isLive(run);
        var source = run.own().orElse("");
        var target = new Target(task.id(), Optional.of(run.id()), source, Optional.empty(), Optional.empty(), isLive);
        return new Subject(
                target, "'" + lineage.nameOf(run) + "'", List.of(), run.id().text() + "\n" + isLive);
    }

    private static Subject ofTask(Task task, Lineage lineage) {
        var isLive = !lineage.live().isEmpty();
        var source = task.signs().map(SignsOfLife::last).orElseThrow().source();
        var target = new Target(task.id(), Optional.empty(), source, Optional.empty(), Optional.empty(), isLive);
        var name =
                task.intent().name().map(said -> said.value()).orElse(task.id().text());
        return new Subject(target, "'" + name + "'", List.of(), "task\n" + isLive);
    }

    private static List<Way> of(Subject subject, Collection<Hand> hands) {
        var ways = new LinkedHashMap<Verb, Way>();
        for (var hand : hands) {
            var can = hand.verbs(subject.target());
            for (var verb : Verb.values()) {
                if (can.contains(verb) && fits(verb, subject.target())) {
                    ways.computeIfAbsent(verb, _ -> new Way(offer(verb, subject, hand), hand));
                }
            }
        }
        return List.copyOf(ways.values());
    }

    /** A wait is settled where it is, and nothing else is; what has ended cannot be stopped. */
    private static boolean fits(Verb verb, Target target) {
        if (verb.isOfBlock()) return target.block().isPresent();
        if (target.block().isPresent()) return false;
        return switch (verb) {
            case STEER, STOP, CANCEL -> target.isLive();
            case RETRY -> true;
            case RESEND -> !target.isLive();
            case APPROVE, APPROVE_ALWAYS, DENY, ANSWER -> false;
        };
    }

    private static Offer offer(Verb verb, Subject subject, Hand hand) {
        var about = subject.about();
        var isLive = subject.target().isLive();
        return new Offer(
                verb,
                subject.target(),
                Words.label(verb),
                hand.does(verb, subject.target()).orElseGet(() -> Words.does(verb, about, isLive)),
                Words.confirm(verb, about, isLive),
                verb == Verb.ANSWER ? subject.options() : List.of(),
                rev(subject));
    }

    private static String rev(Subject subject) {
        var run = subject.target().run().map(RunId::text).orElse("");
        var block = subject.target().block().map(id -> id.text()).orElse("");
        return fingerprint(run + "\n" + block + "\n" + subject.state());
    }

    /** FNV-1a, of 64 bits: who sends another one's back has seen another one's state. */
    private static String fingerprint(String text) {
        var hash = 0xcbf29ce484222325L;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return Long.toHexString(hash);
    }
}
