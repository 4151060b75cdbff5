package sitrep.engine.known;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sitrep.core.moment.TaskMoments;
import sitrep.core.outlook.ExpectedTime;
import sitrep.core.patience.Stamina;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.BoardPlace;
import sitrep.core.sitrep.Shelf;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.standing.Ribbon;
import sitrep.core.standing.TaskLife;
import sitrep.core.standing.WorkerAtWork;
import sitrep.core.task.Task;
import sitrep.core.task.Worker;
import sitrep.core.vocabulary.Outcome;
import sitrep.json.SitrepJson;
import sitrep.store.Facet;
import sitrep.store.TaskEnding;
import sitrep.store.TaskRow;

/**
 * A task as of an event, with what is derived from it. What few ask for is made when it is first asked for; two threads
 * that do so at once make the same.
 */
public final class KnownTask {
    /** What an unreported failure has in the index. */
    public static final Facet FAILURE = new Facet("unreported", "failed");

    /** The facet that says where a task lies; one that lies nowhere has {@link Shelf#NONE}. */
    public static final String SHELF = "shelf";

    /** The facet of those that lie somewhere: where, and what they would want, as in {@code on_it needs_you}. */
    public static final String SHELVED = "shelved";

    /** The facet by which those like a task are found. */
    public static final String LIKE = "like";

    /** What a task has of which the log has no more than a stub, or nothing that this could do without. */
    public static final Facet STUB = new Facet("kept", "stub");

    /** The facet of those of whose source something was asked: the days of that, in universal time. */
    public static final String ACTED = "acted";

    private static final byte[] NOT_MADE = new byte[0];

    private final Task task;
    private final Stamina stamina;
    private final long seq;
    private final boolean isStub;
    private volatile Optional<Sitrep> derived = Optional.empty();
    private volatile byte[] json = NOT_MADE;
    private volatile Optional<String> like = Optional.empty();
    private volatile Optional<Set<Facet>> facets = Optional.empty();
    private volatile Optional<TaskEnding> ending = Optional.empty();
    private volatile Optional<List<WorkerAtWork>> hands = Optional.empty();

    public KnownTask(Task task, Stamina stamina, long seq) {
        this(task, stamina, seq, false);
    }

    private KnownTask(Task task, Stamina stamina, long seq, boolean isStub) {
        this.isStub = isStub;
        this.task = task;
        this.stamina = stamina;
        this.seq = seq;
    }

    public Task task() {
        return task;
    }

    /** The same as a stub, that takes no fewer events into account than another. */
    public KnownTask asStub(KnownTask whole) {
        return new KnownTask(task, stamina, whole.seq, true);
    }

    /** Whether lists and insights tell the same of both, the news apart. */
    public boolean isAlike(KnownTask other) {
        return place().equals(other.place())
                && facets().equals(other.facets())
                && sitrep().name().value().equals(other.sitrep().name().value())
                && ending().equals(other.ending())
                && Ribbon.of(task).equals(Ribbon.of(other.task))
                && TaskMoments.beside(task).equals(TaskMoments.beside(other.task));
    }

    /** As the index keeps it. */
    public TaskRow row(Optional<Instant> due) {
        return new TaskRow(place(), sitrep().lastUpdate().value(), facets(), text(), due, ending(), json(), seq);
    }

    /** What its workers came out of before. */
    public Stamina stamina() {
        return stamina;
    }

    /** Whether anybody observed anything of it: marks and verdicts alone make no task. */
    public boolean isHeard() {
        return task.signs().isPresent();
    }

    /** The newest event taken into account. */
    public long seq() {
        return seq;
    }

    public Sitrep sitrep() {
        var made = derived.orElseGet(() -> Sitrep.of(task));
        derived = Optional.of(made);
        return made;
    }

    public BoardPlace place() {
        return sitrep().place();
    }

    /** The task as lists show it. */
    public String json() {
        return new String(utf8(), StandardCharsets.UTF_8);
    }

    /** The same as it is sent: made once, and shared by all who are told of it, who leave it as it is. */
    public byte[] utf8() {
        var made = json.length > 0 ? json : makeJson().getBytes(StandardCharsets.UTF_8);
        json = made;
        return made;
    }

    /** About how many bytes that is, without making it. */
    public int size() {
        var made = json;
        return made.length > 0 ? made.length : ToldSize.of(task);
    }

    /** Every value that it can be picked out by. */
    public Set<Facet> facets() {
        var made = facets.orElseGet(this::makeFacets);
        facets = Optional.of(made);
        return made;
    }

    /** Who is at work on it. */
    public List<WorkerAtWork> hands() {
        if (hands.isEmpty()) hands = Optional.of(WorkerAtWork.of(task));
        return hands.orElseThrow();
    }

    /** How it ended, if it did. */
    public Optional<TaskEnding> ending() {
        var sitrep = sitrep();
        var known = ending;
        if (sitrep.ended().isEmpty() || known.isPresent()) return known;
        var at = sitrep.ended().get().value();
        var first = sitrep.created().value();
        var took = first.isBefore(at) ? Duration.between(first, at) : Duration.ZERO;
        var life = TaskLife.of(task);
        var made = sitrep.outcome()
                .map(outcome -> new TaskEnding(at, took, outcome.value(), life.phases(at), life.waits(at)));
        ending = made;
        return made;
    }

    /** Every text that it can be found by. */
    public String text() {
        return TaskWords.of(task, sitrep());
    }

    /** About how many bytes it takes in memory, going by heap dumps. */
    long weight() {
        var marks = task.runs().values().stream()
                .mapToLong(run -> run.marks().kept().size())
                .sum();
        return 2_500 + 1_000L * task.runs().size() + 400L * task.updates().size() + 200 * marks;
    }

    /** What those like it have in common with it. */
    public String like() {
        if (like.isEmpty()) like = Optional.of(ExpectedTime.likeness(sitrep()));
        return like.orElseThrow();
    }

    private String makeJson() {
        var told = sitrep();
        var ribbon = Ribbon.of(task, told.phase().value(), told.since().value());
        return SitrepJson.brief(told, ribbon, TaskMoments.beside(task), task.sources());
    }

    private Set<Facet> makeFacets() {
        var sitrep = sitrep();
        var set = new HashSet<Facet>();
        set.add(new Facet("phase", sitrep.phase().value().word()));
        set.add(new Facet("attention", sitrep.attention().value().word()));
        if (sitrep.isUnreportedFailure()) set.add(FAILURE);
        var shelf = sitrep.shelf().map(shown -> shown.value().word());
        set.add(new Facet(SHELF, shelf.orElse(Shelf.NONE)));
        shelf.ifPresent(word -> set.add(
                new Facet(SHELVED, word + " " + sitrep.attention().value().word())));
        sitrep.owner()
                .ifPresent(owner -> set.add(new Facet("owner", owner.value().name())));
        sitrep.outcome().map(Shown::value).map(Outcome::word).ifPresent(word -> set.add(new Facet("outcome", word)));
        sitrep.remark().stream()
                .flatMap(remark -> remark.value().kinds().stream())
                .forEach(kind -> set.add(new Facet("remark", kind.word())));
        sitrep.labels().forEach((key, label) -> set.add(new Facet("label", key + ":" + label.value())));
        task.sources().forEach(source -> set.add(new Facet("source", source)));
        task.workers().values().stream()
                .map(Worker::kindOrOther)
                .forEach(kind -> set.add(new Facet("kind", kind.word())));
        task.workers().values().stream()
                .flatMap(worker -> worker.where().stream())
                .forEach(where -> set.add(new Facet("host", where.value())));
        task.acts().values().stream()
                .flatMap(act -> act.asked().stream())
                .map(asked -> LocalDate.ofInstant(asked.stamp().at(), ZoneOffset.UTC))
                .forEach(day -> set.add(new Facet(ACTED, day.toString())));
        set.add(new Facet(LIKE, like()));
        if (isStub) set.add(STUB);
        return Set.copyOf(set);
    }
}
