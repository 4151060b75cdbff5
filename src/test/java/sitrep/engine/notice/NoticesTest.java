package sitrep.engine.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.LongEnough;
import sitrep.core.event.ActFact;
import sitrep.core.event.ActId;
import sitrep.core.event.BlockId;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OperatorNote;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.notice.Courier;
import sitrep.core.notice.NoticeFilter;
import sitrep.core.notice.NoticeMessage;
import sitrep.core.notice.NoticeOutcome.Word;
import sitrep.core.notice.NoticeReason;
import sitrep.core.notice.NoticeSetup;
import sitrep.core.notice.NoticeSetup.Addressee;
import sitrep.core.notice.NoticeTarget;
import sitrep.core.vocabulary.ActStage;
import sitrep.core.vocabulary.Channel;
import sitrep.core.vocabulary.Verb;
import sitrep.engine.TestEngine;
import sitrep.store.folder.FolderNotebook;

/** From events on the board to messages at targets, and what outlives the server. */
class NoticesTest {
    @TempDir
    Path folder;

    /** A target that writes down what comes, and answers as it is told to. */
    private static final class Noting implements Courier {
        final BlockingQueue<String> titles = new LinkedBlockingQueue<>();
        final List<String> ids = java.util.Collections.synchronizedList(new ArrayList<>());
        volatile Receipt receipt = new Receipt.Delivered("fine");

        @Override
        public Receipt deliver(String id, NoticeMessage message, Instant now) {
            ids.add(id);
            titles.add(message.title());
            return receipt;
        }

        String next() {
            try {
                return Optional.ofNullable(titles.poll(LongEnough.SECONDS, TimeUnit.SECONDS))
                        .orElse("nothing");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private final TestEngine engine = new TestEngine();
    private final Noting team = new Noting();
    private final AtomicReference<NoticeSetup> setup = new AtomicReference<>(setup(team));
    private Optional<Notices> notices = Optional.empty();

    private static NoticeSetup setup(Courier courier) {
        var rules = new NoticeTarget(
                "team",
                NoticeTarget.USUAL,
                NoticeFilter.ALL,
                Duration.ofSeconds(10),
                12,
                true,
                false,
                Optional.empty(),
                Optional.empty());
        return new NoticeSetup("notify.json", List.of(new Addressee(rules, "plain", "here", courier)), List.of());
    }

    @AfterEach
    void stop() {
        notices.ifPresent(Notices::close);
        engine.close();
    }

    private Notices start() {
        notices.ifPresent(Notices::close);
        var surroundings =
                new Notices.Surroundings(engine.board, engine.feed, engine.contacts, engine.clock, engine.ids);
        var started = new Notices(surroundings, setup::get, new FolderNotebook(folder.resolve("notices")));
        notices = Optional.of(started);
        started.tick();
        return started;
    }

    private void blocked(String task) {
        engine.report("{'task':'" + task + "','name':'Ship','run':'r','phase':'waiting_approval','text':'git push'}");
    }

    private void lasts(Notices told) {
        told.tick();
        engine.clock.advance(Duration.ofSeconds(10));
        told.tick();
    }

    private static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + LongEnough.DURATION.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("it never came to that");
            Thread.onSpinWait();
        }
    }

    private static List<Notices.Told> all(Notices told) {
        return told.decided(
                new Notices.Asked(Optional.empty(), Optional.empty(), Optional.empty(), Long.MAX_VALUE, 100));
    }

    private static boolean is(Notices told, Word word) {
        return all(told).stream()
                .anyMatch(each -> each.outcome().filter(it -> it.word() == word).isPresent());
    }

    @Test
    void a_question_is_told_and_its_answer_too() {
        var told = start();
        blocked("t");
        lasts(told);
        assertEquals("Ship needs an approval", team.next());
        until(() -> is(told, Word.DELIVERED));
        engine.clock.advance(Duration.ofMinutes(4));
        engine.report("{'task':'t','run':'r','phase':'editing'}");
        told.tick();
        assertEquals("Ship was answered after 4m 10s", team.next());
    }

    @Test
    void who_says_that_they_are_on_it_ends_it() {
        var told = start();
        blocked("t");
        lasts(told);
        team.next();
        until(() -> is(told, Word.DELIVERED));
        engine.clock.advance(Duration.ofMinutes(1));
        noted(new Fact.TaskNoted(new OperatorNote.Acknowledged(), Optional.of("Dana")));
        told.tick();
        assertEquals("Ship: Dana is on it", team.next());
    }

    @Test
    void an_answer_from_here_says_whose_it_was() {
        var told = start();
        engine.report("{'task':'t','name':'Ship','run':'r','phase':'waiting_approval','text':'git push'}");
        lasts(told);
        team.next();
        until(() -> is(told, Word.DELIVERED));
        engine.clock.advance(Duration.ofMinutes(4));
        var act = new ActId("a1");
        noted(new ActFact.Asked(
                act,
                Verb.APPROVE,
                Optional.of(new RunId("r")),
                engine.task("t")
                        .sitrep()
                        .block()
                        .map(shown -> new BlockId(shown.value().id())),
                Optional.empty(),
                Optional.of("Dana"),
                Channel.PAGE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        noted(new ActFact.Answered(act, ActStage.TAKEN, Optional.empty()));
        engine.clock.advance(Duration.ofSeconds(1));
        engine.report("{'task':'t','run':'r','phase':'editing'}");
        told.tick();
        assertEquals("Ship was approved after 4m 10s by Dana", team.next());
    }

    private void noted(Fact.OfTask fact) {
        var now = engine.clock.instant();
        var key = new Event.Key(Event.OPERATOR, engine.ids.get());
        engine.intake.accept(List.of(new Event(key, Optional.of(new TaskId("t")), now, now, fact)));
    }

    @Test
    void what_was_decided_outlives_the_server_and_keeps_its_id() {
        team.receipt = Courier.Receipt.failed("away");
        var told = start();
        blocked("t");
        lasts(told);
        team.next();
        until(() -> all(told).stream()
                .anyMatch(each -> each.waiting().filter(it -> it.tries() == 1).isPresent()));
        team.receipt = new Courier.Receipt.Delivered("fine");
        var again = start();
        engine.clock.advance(Duration.ofMinutes(1));
        again.tick();
        assertEquals("Ship needs an approval", team.next());
        until(() -> is(again, Word.DELIVERED));
        assertEquals(1, team.ids.stream().distinct().count());
        again.tick();
        assertEquals(0, team.titles.size());
        var third = start();
        assertTrue(is(third, Word.DELIVERED));
    }

    @Test
    void what_is_over_before_it_is_delivered_is_withdrawn() {
        team.receipt = Courier.Receipt.failed("away");
        var told = start();
        blocked("t");
        lasts(told);
        team.next();
        until(() -> all(told).stream()
                .anyMatch(each -> each.waiting().filter(it -> it.tries() == 1).isPresent()));
        engine.report("{'task':'t','run':'r','phase':'editing'}");
        told.tick();
        assertTrue(is(told, Word.WITHDRAWN));
        assertEquals(List.of(), told.undelivered());
    }

    @Test
    void what_cannot_be_delivered_is_kept_for_an_operator_to_send_again() {
        team.receipt = Courier.Receipt.failed("no such channel");
        var told = start();
        blocked("t");
        lasts(told);
        for (var tries = 1; tries <= 14; tries++) {
            assertEquals("Ship needs an approval", team.next());
            var count = tries;
            until(() -> all(told).stream()
                    .anyMatch(each -> each.waiting()
                            .map(it -> it.tries() == count)
                            .orElseGet(() -> each.outcome().isPresent())));
            engine.clock.advance(Duration.ofMinutes(91));
            told.tick();
        }
        assertTrue(is(told, Word.DEAD));
        assertEquals(1, told.targets().getFirst().dead());
        var number = told.undelivered().getFirst().notice().number();
        team.receipt = new Courier.Receipt.Delivered("fine");
        assertTrue(told.retry(number));
        told.tick();
        assertEquals("Ship needs an approval", team.next());
        until(() -> is(told, Word.DELIVERED));
        assertEquals(List.of(), told.undelivered());
    }

    @Test
    void what_is_on_the_screen_is_not_told() {
        var told = start();
        blocked("t");
        told.shows("a page", List.of("t"));
        lasts(told);
        assertEquals("on-screen", all(told).getFirst().notice().rule().word());
        told.shows("a page", List.of());
        engine.clock.advance(Duration.ofSeconds(91));
        told.tick();
        assertEquals("Ship needs an approval", team.next());
    }

    @Test
    void a_damaged_file_is_set_aside_and_what_stands_is_told_anew() throws IOException {
        var told = start();
        blocked("t");
        lasts(told);
        team.next();
        until(() -> is(told, Word.DELIVERED));
        told.close();
        Files.writeString(folder.resolve("notices").resolve("book.json"), "{\"epoch\":");
        var lines = folder.resolve("notices").resolve("decided.ndjson");
        Files.writeString(lines, "{torn", StandardOpenOption.APPEND);
        start();
        assertEquals("Ship needs an approval", team.next());
        assertTrue(Files.exists(folder.resolve("notices").resolve("book.json.damaged")));
    }

    @Test
    void what_a_changed_file_asks_for_is_read_too() {
        engine.report("{'task':'old','name':'Build','phase':'done'}");
        engine.settle();
        var told = start();
        told.tick();
        assertEquals(List.of(), all(told));
        var all = new NoticeTarget(
                "log",
                Set.of(NoticeReason.UNREPORTED),
                NoticeFilter.ALL,
                Duration.ZERO,
                12,
                true,
                false,
                Optional.empty(),
                Optional.empty());
        setup.set(new NoticeSetup("notify.json", List.of(new Addressee(all, "plain", "here", team)), List.of()));
        told.tick();
        assertEquals("Build is done, and nobody was told", team.next());
    }

    @Test
    void a_test_goes_out_at_once_and_only_once() {
        var told = start();
        team.receipt = Courier.Receipt.failed("no such channel");
        var result = told.test(setup.get().addressees().getFirst());
        assertEquals("no such channel", result.outcome().orElseThrow().how());
        assertEquals("A test message from Sitrep", team.next());
        told.tick();
        assertEquals(List.of(), told.undelivered());
    }
}
