package sitrep.engine.act;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.act.Act;
import sitrep.core.act.Asking;
import sitrep.core.act.Hand;
import sitrep.core.act.Offer;
import sitrep.core.act.Offers;
import sitrep.core.act.Receipt;
import sitrep.core.event.ActFact;
import sitrep.core.event.ActId;
import sitrep.core.event.Event;
import sitrep.core.event.EventCleaning;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.ActStage;
import sitrep.engine.board.Board;
import sitrep.engine.board.Writer;
import sitrep.engine.known.KnownTask;
import sitrep.store.Facet;
import sitrep.store.TaskQuery;

/**
 * Carries to sources what operators ask of them. Whatever is asked is held against the task as it stands, and is in the
 * log before anything is sent; of one thing only one is under way at a time. What became of it is in the log, too.
 */
public final class Acts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Acts.class);

    /** As many tasks can be asked something of at once. */
    private static final int LOCKS = 64;

    private final Board board;
    private final Writer writer;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Collection<Hand> hands = new CopyOnWriteArrayList<>();
    private final List<Object> locks = Stream.generate(Object::new).limit(LOCKS).toList();
    private final WordsOfSources words;
    private volatile boolean isLookOnly;

    /** @param ids makes ids of which a later one sorts later */
    public Acts(Board board, Writer writer, InstantSource clock, Supplier<String> ids) {
        this.board = board;
        this.writer = writer;
        this.clock = clock;
        this.ids = ids;
        this.words = new WordsOfSources(writer);
    }

    /** Takes no hands: whoever looks at this server can do nothing through it. */
    public void lookOnly() {
        isLookOnly = true;
        hands.clear();
    }

    /** From now on this hand is asked, too, what it can do. Whoever adds one tells what it changes. */
    public void add(Hand hand) {
        if (!isLookOnly) hands.add(hand);
    }

    /** What can be done about a source's tasks is another than it was: listeners hear of the most pressing anew. */
    public void changed(String source) {
        var its = new TaskQuery(
                Set.of(new Facet("source", source)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TaskQuery.LIMIT);
        board.page(its).forEach(listed -> writer.tell(listed.place().task()));
    }

    /** The same for one task. */
    public void changed(TaskId task) {
        writer.tell(task);
    }

    /** What can be asked of a task now. */
    public List<Offer> possible(KnownTask known) {
        return Offers.of(known.task(), hands).stream().map(Offers.Way::offer).toList();
    }

    /**
     * Asks for something. Returns when it is in the log and on its way, or at once when there is a reason not to.
     *
     * @throws Invalid where words are missing
     */
    public Outcome ask(Asking asking) {
        if (board.known(asking.task()).isEmpty()) return new Outcome.NoTask();
        var id = board.idOf(asking.task());
        synchronized (locks.get(Math.floorMod(id.hashCode(), LOCKS))) {
            return board.known(id).map(known -> ask(asking, known)).orElseGet(Outcome.NoTask::new);
        }
    }

    private Outcome ask(Asking asking, KnownTask known) {
        var receipts = Receipt.of(known.task());
        var repeated = receipts.stream()
                .filter(receipt -> receipt.asked().value().key().equals(Optional.of(asking.key())))
                .findFirst();
        if (repeated.isPresent()) return again(asking, known, repeated.get());
        var chosen = Choice.of(asking, known.task(), Offers.of(known.task(), hands), receipts, clock.instant());
        return switch (chosen) {
            case Choice.NotNow(var instead) -> new Outcome.NotNow(instead);
            case Choice.Chosen(var way) -> {
                checkWords(asking);
                yield begin(asking, known, way);
            }
        };
    }

    private Outcome again(Asking asking, KnownTask known, Receipt before) {
        if (before.asked().value().verb() != asking.verb()) {
            return new Outcome.NotNow("This key was used for something else before. " + before.spoken() + ".");
        }
        var act = before.asked().value().act();
        return new Outcome.Under(known.task().id(), act, words.of(act));
    }

    private static void checkWords(Asking asking) {
        if (asking.verb().needsWords()
                && asking.text().filter(text -> !text.isBlank()).isEmpty()) {
            throw new Invalid("text", "nothing", "1 to " + Limits.TEXT + " characters: what to say");
        }
    }

    private Outcome begin(Asking asking, KnownTask known, Offers.Way way) {
        var act = new Act(
                new ActId(ids.get()),
                asking.verb(),
                way.offer().target(),
                asking.text().filter(_ -> asking.verb().needsWords()));
        var asked = new ActFact.Asked(
                act.id(),
                act.verb(),
                act.target().run(),
                act.target().block(),
                asking.isSecret() ? Optional.empty() : act.text(),
                asking.by(),
                asking.from(),
                asking.where(),
                Optional.of(way.offer().rev()),
                Optional.of(asking.key()));
        var task = known.task().id();
        writer.append(List.of(event(task, Event.OPERATOR, asked))).join();
        var word = words.await(act.id());
        words.append(event(task, Event.OURS, new ActFact.Answered(act.id(), ActStage.SENT, Optional.empty())));
        send(way.hand(), act, task);
        return new Outcome.Under(task, act.id(), word);
    }

    private void send(Hand hand, Act act, TaskId task) {
        try {
            hand.act(act, answer -> answered(act.id(), task, answer));
        } catch (RuntimeException e) {
            LOG.error("What was asked of a source could not be sent: {}", e.toString());
            answered(act.id(), task, new Hand.Answer.Unreached("it could not be sent"));
        }
    }

    private void answered(ActId act, TaskId task, Hand.Answer answer) {
        var fact = switch (answer) {
            case Hand.Answer.Taken(var how) -> new ActFact.Answered(act, ActStage.TAKEN, how.map(Acts::cut));
            case Hand.Answer.Done(var how) -> new ActFact.Answered(act, ActStage.DONE, Optional.of(cut(how)));
            case Hand.Answer.Refused(var why) -> new ActFact.Answered(act, ActStage.REFUSED, Optional.of(cut(why)));
            case Hand.Answer.Unreached(var why) ->
                new ActFact.Answered(act, ActStage.UNANSWERED, Optional.of(cut(why)));
        };
        words.heard(act, event(task, Event.OURS, fact));
    }

    private static String cut(String text) {
        if (text.isBlank()) return "without a word";
        return text.length() > Limits.TEXT ? text.substring(0, Limits.TEXT - 1) + "…" : text;
    }

    private Event event(TaskId task, String source, ActFact fact) {
        var now = clock.instant();
        return EventCleaning.of(new Event(new Event.Key(source, ids.get()), Optional.of(task), now, now, fact));
    }

    /** The receipt of something that was asked of a task, as of now. */
    public Optional<Receipt> receipt(TaskId task, ActId act) {
        return board.known(task).stream()
                .flatMap(known -> Receipt.of(known.task()).stream())
                .filter(receipt -> receipt.asked().value().act().equals(act))
                .findFirst();
    }

    /** What is under way goes on without being written down. */
    @Override
    public void close() {
        words.close();
    }
}
