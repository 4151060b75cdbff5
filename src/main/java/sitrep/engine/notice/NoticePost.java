package sitrep.engine.notice;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.notice.Courier.Receipt;
import sitrep.core.notice.Dispatch;
import sitrep.core.notice.Notice;
import sitrep.core.notice.NoticeBook;
import sitrep.core.notice.NoticeDecision;
import sitrep.core.notice.NoticeMessage.Kind;
import sitrep.core.notice.NoticeOutcome;
import sitrep.core.notice.NoticeOutcome.Word;
import sitrep.core.notice.NoticeRule;
import sitrep.core.notice.NoticeSetup;
import sitrep.core.notice.NoticeSetup.Addressee;
import sitrep.core.notice.NoticeState;
import sitrep.json.Json;
import sitrep.json.NoticeStateJson;

/**
 * The messages: decided, on the disk, on their way, delivered or given up. What is decided is on the disk before
 * anything is sent, and a message stays there until its target has it: killed at any moment, the server sends a message
 * once more, with the same id, rather than not at all.
 */
final class NoticePost implements AutoCloseable {
    /** Most messages that wait; past it the oldest is given up. */
    static final int WAITING = 500;

    /** Most messages that were given up and are kept; past it the oldest is dropped. */
    static final int DEAD = 200;

    private static final Logger LOG = LoggerFactory.getLogger(NoticePost.class);

    private final InstantSource clock;
    private final NoticeFiles files;
    private final NoticeHistory history;
    private final RandomGenerator chance = RandomGenerator.getDefault();
    private final ExecutorService couriers = Executors.newVirtualThreadPerTaskExecutor();

    /** The targets to which a message is on its way. */
    private final Set<String> busy = new HashSet<>();

    private NoticeBook book;
    private boolean closed;

    /** @param ids makes what tells this server's messages from those of others, if none has been made before */
    NoticePost(NoticeFiles files, InstantSource clock, Supplier<String> ids) {
        this.clock = clock;
        this.files = files;
        this.history = new NoticeHistory(files);
        this.book = read(ids);
    }

    private NoticeBook read(Supplier<String> ids) {
        try {
            var read = files.book().map(NoticeStateJson::read).orElseGet(() -> empty(ids));
            var last = Math.max(read.state().last(), history.last());
            return new NoticeBook(
                    read.epoch(), new NoticeState(last, read.state().targets()), read.waiting(), read.dead());
        } catch (Json.Malformed | IllegalArgumentException e) {
            LOG.error("What was remembered of messages cannot be read and begins anew: {}", e.getMessage());
            files.setAside();
            return empty(ids);
        }
    }

    private NoticeBook empty(Supplier<String> ids) {
        var state = new NoticeState(history.last(), NoticeState.NONE.targets());
        return new NoticeBook(ids.get(), state, List.of(), List.of());
    }

    /** Has it decided what follows from what was decided before, and sends what is due to those who are to be told. */
    synchronized void decide(NoticeSetup setup, NoticeDecision.Situation situation) {
        var decided = NoticeDecision.decide(setup.targets(), book.state(), situation);
        if (!decided.state().equals(book.state())) take(decided, situation.now());
        send(setup, situation.now());
    }

    /** Whether time alone can bring a decision. */
    synchronized boolean awaitsTime(NoticeSetup setup) {
        return book.state().awaitsTime(setup.targets());
    }

    /** Sends what is due. */
    synchronized void send(NoticeSetup setup) {
        send(setup, clock.instant());
    }

    synchronized boolean isIdle() {
        return book.waiting().isEmpty();
    }

    /** First it becomes durable; if that fails, nothing was decided, and it is tried again at the next look. */
    private void take(NoticeDecision.Decided decided, Instant now) {
        var waiting = new ArrayList<>(book.waiting());
        var outcomes = new ArrayList<NoticeOutcome>();
        var notices = decided.notices().stream()
                .map(notice -> isOvertaken(notice, waiting, outcomes, now) ? notice.unsaid() : notice)
                .toList();
        notices.stream()
                .filter(notice -> notice.message().isPresent())
                .forEach(notice -> waiting.add(new Dispatch(notice, id(notice), 0, now, Optional.empty())));
        var dead = new ArrayList<>(book.dead());
        while (waiting.size() > WAITING) bury(waiting.removeFirst(), dead, outcomes, now, "too many messages wait");
        var next = new NoticeBook(book.epoch(), decided.state(), waiting, newest(dead));
        history.add(notices);
        files.remember(NoticeStateJson.text(next));
        book = next;
        if (!outcomes.isEmpty()) history.settle(outcomes);
    }

    private String id(Notice notice) {
        return "msg_" + book.epoch() + "-" + notice.number();
    }

    /** What is over before the target was told of it is withdrawn, and so is the word that it is over. */
    private boolean isOvertaken(Notice notice, List<Dispatch> waiting, List<NoticeOutcome> outcomes, Instant now) {
        var isEnd = notice.rule() == NoticeRule.FOLLOW_UP || notice.rule() == NoticeRule.NO_FOLLOW_UP;
        if (!isEnd || busy.contains(notice.target())) return false;
        var told = waiting.stream()
                .filter(each -> notice.about()
                        .filter(it -> it == each.notice().number())
                        .isPresent())
                .filter(each -> each.notice()
                        .message()
                        .filter(it -> it.kind() != Kind.DIGEST)
                        .isPresent())
                .findFirst();
        if (told.isEmpty()) return false;
        waiting.remove(told.get());
        var why = "it was over before the target had it";
        var number = told.get().notice().number();
        outcomes.add(
                new NoticeOutcome(number, now, Word.WITHDRAWN, why, told.get().tries()));
        return true;
    }

    private static void bury(
            Dispatch dispatch, List<Dispatch> dead, List<NoticeOutcome> outcomes, Instant now, String why) {
        dead.add(dispatch);
        LOG.warn("Message {} to {} is given up: {}", dispatch.notice().number(), dispatch.target(), why);
        outcomes.add(new NoticeOutcome(dispatch.notice().number(), now, Word.DEAD, why, dispatch.tries()));
    }

    private static List<Dispatch> newest(List<Dispatch> dead) {
        return dead.subList(Math.max(0, dead.size() - DEAD), dead.size());
    }

    /** One at a time to each target, the longest due first. */
    private void send(NoticeSetup setup, Instant now) {
        if (closed) return;
        var due = book.waiting().stream()
                .filter(each -> !each.due().isAfter(now))
                .sorted(Comparator.comparing(Dispatch::due))
                .toList();
        for (var dispatch : due) {
            if (!busy.add(dispatch.target())) continue;
            var addressee = setup.named(dispatch.target());
            if (addressee.isPresent()) couriers.execute(() -> deliver(addressee.get(), dispatch));
            else settle(dispatch, new Receipt.Failed("there is no such target any more", Optional.empty(), true));
        }
    }

    private void deliver(Addressee addressee, Dispatch dispatch) {
        var receipt = tried(addressee, dispatch);
        settle(dispatch, receipt);
    }

    private Receipt tried(Addressee addressee, Dispatch dispatch) {
        try {
            var message = dispatch.notice().message().orElseThrow();
            return addressee.courier().deliver(dispatch.id(), message, clock.instant());
        } catch (RuntimeException e) {
            return Receipt.failed("it could not be sent: " + e);
        }
    }

    /** If this cannot be written down, the target may get the message again, with the same id. */
    private synchronized void settle(Dispatch dispatch, Receipt receipt) {
        busy.remove(dispatch.target());
        var waiting = new ArrayList<>(book.waiting());
        if (closed || !waiting.remove(dispatch)) return;
        var now = clock.instant();
        var dead = new ArrayList<>(book.dead());
        var outcomes = new ArrayList<NoticeOutcome>();
        switch (receipt) {
            case Receipt.Delivered(var how) ->
                outcomes.add(
                        new NoticeOutcome(dispatch.notice().number(), now, Word.DELIVERED, how, dispatch.tries() + 1));
            case Receipt.Failed(var why, var pause, var isFinal) -> {
                var failed = dispatch.failed(why, pause, now, chance.nextDouble());
                if (isFinal || failed.isGivenUp()) bury(failed, dead, outcomes, now, why);
                else waiting.add(failed);
            }
        }
        put(new NoticeBook(book.epoch(), book.state(), waiting, newest(dead)), outcomes);
    }

    private void put(NoticeBook next, List<NoticeOutcome> outcomes) {
        book = next;
        try {
            history.settle(outcomes);
            files.remember(NoticeStateJson.text(next));
        } catch (UncheckedIOException e) {
            LOG.error("What became of a message cannot be written down: {}", String.valueOf(e.getCause()));
        }
    }

    /** How a target stands now. */
    synchronized Notices.Standing standing(Addressee each) {
        var name = each.name();
        var now = clock.instant();
        return new Notices.Standing(
                each,
                book.waiting().stream().filter(it -> it.target().equals(name)).count(),
                book.dead().stream().filter(it -> it.target().equals(name)).count(),
                book.state().spent(name, now),
                each.rules().quietUntil(now),
                history.newest(name));
    }

    /** What was decided, the newest first. */
    synchronized List<Notices.Told> decided(Notices.Asked asked) {
        return history.before(asked.before()).stream()
                .filter(each -> asked.subject().map(each.subjects()::contains).orElse(true))
                .filter(each -> asked.target().map(each.target()::equals).orElse(true))
                .filter(each -> asked.what().map(it -> it == each.what()).orElse(true))
                .limit(asked.limit())
                .map(this::told)
                .toList();
    }

    /** Messages that were given up, then those that are on their way. */
    synchronized List<Notices.Told> undelivered() {
        return Stream.concat(book.dead().stream(), book.waiting().stream())
                .map(each -> told(each.notice()))
                .toList();
    }

    private Notices.Told told(Notice notice) {
        var waiting = book.waiting().stream()
                .filter(each -> each.notice().number() == notice.number())
                .findFirst();
        return new Notices.Told(notice, history.outcome(notice.number()).filter(_ -> waiting.isEmpty()), waiting);
    }

    /** Sends a message that was given up once more, from the first try on; answers whether there was such a one. */
    synchronized boolean retry(long number) {
        var found = find(book.dead(), number);
        found.ifPresent(dispatch -> {
            var waiting = new ArrayList<>(book.waiting());
            waiting.add(dispatch.anew(clock.instant()));
            put(new NoticeBook(book.epoch(), book.state(), waiting, without(book.dead(), dispatch)), List.of());
        });
        return found.isPresent();
    }

    /** Lets go of a message that was given up, or waits; answers whether there was such a one. */
    synchronized boolean drop(long number) {
        var found = find(book.dead(), number).or(() -> find(book.waiting(), number));
        found.ifPresent(dispatch -> {
            var dropped = new NoticeOutcome(
                    number, clock.instant(), Word.DROPPED, "an operator dropped it", dispatch.tries());
            put(
                    new NoticeBook(
                            book.epoch(),
                            book.state(),
                            without(book.waiting(), dispatch),
                            without(book.dead(), dispatch)),
                    List.of(dropped));
        });
        return found.isPresent();
    }

    /** Sends a test message now, once, and answers what comes of it. */
    Notices.Told test(Addressee addressee) {
        var notice = noted(addressee);
        var dispatch = new Dispatch(notice, id(notice), 0, notice.at(), Optional.empty());
        var outcome = outcome(notice, tried(addressee, dispatch));
        tested(outcome);
        return new Notices.Told(notice, Optional.of(outcome), Optional.empty());
    }

    private synchronized void tested(NoticeOutcome outcome) {
        put(book, List.of(outcome));
    }

    private synchronized Notice noted(Addressee addressee) {
        var last = book.state().last() + 1;
        var notice = Notice.test(last, clock.instant(), addressee.name());
        history.add(List.of(notice));
        book = new NoticeBook(book.epoch(), new NoticeState(last, book.state().targets()), book.waiting(), book.dead());
        return notice;
    }

    private NoticeOutcome outcome(Notice notice, Receipt receipt) {
        var now = clock.instant();
        return switch (receipt) {
            case Receipt.Delivered(var how) -> new NoticeOutcome(notice.number(), now, Word.DELIVERED, how, 1);
            case Receipt.Failed(var why, var _, var _) -> new NoticeOutcome(notice.number(), now, Word.FAILED, why, 1);
        };
    }

    private static Optional<Dispatch> find(List<Dispatch> all, long number) {
        return all.stream().filter(each -> each.notice().number() == number).findFirst();
    }

    private static List<Dispatch> without(List<Dispatch> all, Dispatch one) {
        return all.stream().filter(each -> !each.equals(one)).toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
        couriers.shutdownNow();
    }
}
