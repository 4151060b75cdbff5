package sitrep.engine.notice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import sitrep.core.event.TaskId;
import sitrep.core.notice.Dispatch;
import sitrep.core.notice.Matter;
import sitrep.core.notice.Notice;
import sitrep.core.notice.NoticeDecision.Situation;
import sitrep.core.notice.NoticeDesk;
import sitrep.core.notice.NoticeOutcome;
import sitrep.core.notice.NoticeSetup;
import sitrep.core.notice.NoticeSetup.Addressee;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.engine.board.Board;
import sitrep.engine.board.Feed;
import sitrep.engine.contact.Contacts;
import sitrep.store.Notebook;

/** Tells those who want to be told, and says of each message why it was sent or held back. */
public final class Notices implements AutoCloseable {

    /** What it works on, and with. */
    public record Surroundings(Board board, Feed feed, Contacts contacts, InstantSource clock, Supplier<String> ids) {}

    /** How a target stands. */
    public record Standing(
            Addressee addressee,
            long waiting,
            long dead,
            int withinHour,
            Optional<Instant> quietUntil,
            Optional<NoticeOutcome> last) {}

    /** A decision, and what became of its message, or how far that is. */
    public record Told(Notice notice, Optional<NoticeOutcome> outcome, Optional<Dispatch> waiting) {}

    /**
     * Which decisions are asked for.
     *
     * @param subject about which task or source
     * @param before only those with a smaller number
     */
    public record Asked(
            Optional<String> subject, Optional<String> target, Optional<Notice.What> what, long before, int limit) {}

    /** Decisions about one task that are looked through for the newest of each target. */
    private static final int LOOKED = 100;

    private final Surroundings surroundings;
    private final NoticeDesk desk;
    private final NoticePost post;
    private final Screens screens = new Screens();

    /** Only while there is somebody to be told. For the ticker alone. */
    private Optional<StandingMatters> matters = Optional.empty();

    /** For whom it was last decided. For the ticker alone. */
    private NoticeSetup decided = NoticeSetup.none("");

    private volatile NoticeSetup setup;

    /**
     * @param desk who is to be told, as of now: asked for at each look, so that a changed file counts at once
     * @param notebook where it is kept what must not be forgotten
     */
    public Notices(Surroundings surroundings, NoticeDesk desk, Notebook notebook) {
        this.surroundings = surroundings;
        this.desk = desk;
        this.setup = desk.get();
        this.post = new NoticePost(new NoticeFiles(notebook), surroundings.clock(), surroundings.ids());
    }

    /** Looks what stands, has it decided, and sends what is due; to be called again and again, by one thread. */
    public void tick() {
        setup = desk.get();
        if (setup.addressees().isEmpty() && post.isIdle()) {
            matters.ifPresent(StandingMatters::close);
            matters = Optional.empty();
            return;
        }
        var looking = matters.orElseGet(
                () -> new StandingMatters(surroundings.board(), surroundings.feed(), surroundings.contacts()));
        matters = Optional.of(looking);
        try {
            looking.now(setup.wanted()).ifPresent(all -> decide(all, looking));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where nothing has changed, and no time is waited for, there is nothing to decide. */
    private void decide(Collection<Matter> all, StandingMatters looking) {
        var now = surroundings.clock().instant();
        var isOtherBoard = looking.takeChanged();
        if (isOtherBoard || !setup.equals(decided) || post.awaitsTime(setup)) {
            post.decide(setup, situation(all, looking, now));
            decided = setup;
        } else {
            post.send(setup);
        }
    }

    private Situation situation(Collection<Matter> all, StandingMatters looking, Instant now) {
        return new Situation(now, all, matter -> looking.fate(matter, now), looking::traits, screens.seen(now));
    }

    /** Who is to be told, as it was set up. */
    public NoticeSetup setup() {
        return setup;
    }

    /** Why it cannot be changed from here, if so. */
    public Optional<String> locked() {
        return desk.locked();
    }

    /** What is set of a target, to be looked at and changed. */
    public Optional<NoticeDesk.Sheet> sheet(String target) {
        return desk.sheet(target);
    }

    /** Changes it, and goes by that from now on. */
    public NoticeDesk.Change change(Function<NoticeDesk, NoticeDesk.Change> change) {
        var locked = desk.locked();
        if (locked.isPresent()) return new NoticeDesk.Change.Refused(locked.get());
        var changed = change.apply(desk);
        setup = desk.get();
        return changed;
    }

    /** How the targets stand now. */
    public List<Standing> targets() {
        return setup.addressees().stream().map(post::standing).toList();
    }

    /** What was decided, the newest first. */
    public List<Told> decided(Asked asked) {
        return post.decided(asked);
    }

    /** Messages that were given up, then those that are on their way. */
    public List<Told> undelivered() {
        return post.undelivered();
    }

    /**
     * Who was told of a task, or why not: of each target the newest decision.
     *
     * @param isAsked whether it is to be said, too, that there is no decision
     */
    public Optional<Because> because(TaskId task, boolean isAsked) {
        var newest = new TreeMap<String, String>();
        decided(new Asked(Optional.of(task.text()), Optional.empty(), Optional.empty(), Long.MAX_VALUE, LOOKED))
                .forEach(told -> newest.putIfAbsent(told.notice().target(), spoken(told)));
        if (!newest.isEmpty()) return Optional.of(new Because(Rule.NOTIFIED, List.of(), newest));
        return isAsked ? Optional.of(new Because(Rule.NOT_NOTIFIED, List.of(), Map.of())) : Optional.empty();
    }

    private static String spoken(Told told) {
        var notice = told.notice();
        var delivery = told.outcome()
                .map(it -> " (" + it.word().word() + ": " + it.how() + ")")
                .orElse(told.waiting()
                        .map(it -> " (not delivered yet, tried " + it.tries() + " times)")
                        .orElse(""));
        return notice.what().word() + " at " + notice.at() + delivery + ": "
                + notice.rule().sentence();
    }

    /** A page says which tasks it shows. */
    public void shows(String view, List<String> tasks) {
        screens.shows(view, tasks, surroundings.clock().instant());
    }

    /** Sends a message that was given up once more, from the first try on; answers whether there was such a one. */
    public boolean retry(long number) {
        return post.retry(number);
    }

    /** Lets go of a message that was given up, or waits; answers whether there was such a one. */
    public boolean drop(long number) {
        return post.drop(number);
    }

    /** Sends a test message now, once, and answers what comes of it. */
    public Told test(Addressee addressee) {
        return post.test(addressee);
    }

    @Override
    public void close() {
        post.close();
        matters.ifPresent(StandingMatters::close);
    }
}
