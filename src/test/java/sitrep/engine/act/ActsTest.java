package sitrep.engine.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.connect.doorbell.DoorbellHand;
import sitrep.core.act.Act;
import sitrep.core.act.Asking;
import sitrep.core.act.Offer;
import sitrep.core.act.Receipt;
import sitrep.core.event.BlockId;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.Channel;
import sitrep.core.vocabulary.Verb;
import sitrep.engine.TestEngine;

/** What is asked of a source is done once, or it is said what happened instead. */
final class ActsTest {
    private static final TaskId TASK = new TaskId("parcel");

    private final TestEngine engine = new TestEngine();
    private final List<Boolean> logged = new CopyOnWriteArrayList<>();
    private final DoorbellHand door = new DoorbellHand("door", this::happens);

    ActsTest() {
        engine.acts.add(door);
        ask("With a neighbour?");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void whatIsAskedForIsInTheLogBeforeItIsSentAndItsEffectIsSeen() {
        var under = under(approve("key-0001"));
        assertEquals(List.of(true), logged);
        var receipt = receipt(under);
        assertEquals(Receipt.State.SEEN, receipt.state());
        assertEquals("Dana approved it: the question is gone", receipt.spoken());
        assertEquals("editing", engine.phase("parcel"));
    }

    @Test
    void theSameKeyAgainIsTheSameAct() {
        var first = under(approve("key-0001"));
        var again = under(approve("key-0001"));
        assertEquals(first.act(), again.act());
        assertEquals(1, door.heard().size());
    }

    @Test
    void aKeyThatWasUsedForSomethingElseIsRefused() {
        under(approve("key-0001"));
        var other = engine.acts.ask(asking(Verb.STOP, "key-0001", Optional.empty(), Optional.empty()));
        assertTrue(instead(other).startsWith("This key was used for something else"), () -> instead(other));
    }

    @Test
    void whoComesSecondIsToldWhatHappened() {
        under(approve("key-0001"));
        engine.clock.advance(Duration.ofSeconds(4));
        var second = engine.acts.ask(asking(Verb.DENY, "key-0002", Optional.of("main"), Optional.of("-")));
        assertEquals("Dana approved it 4s ago: the question is gone. Nothing more was done.", instead(second));
        assertEquals(1, door.heard().size());
    }

    @Test
    void manyAtOnceAreDoneOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 32)
                    .<Callable<Outcome>>mapToObj(i -> () -> approve("another-" + i))
                    .toList();
            var outcomes = threads.invokeAll(tasks);
            var begun = 0;
            for (var outcome : outcomes) if (outcome.get() instanceof Outcome.Under) begun++;
            assertEquals(1, begun);
        }
        assertEquals(1, door.heard().size());
    }

    @Test
    void whileOneIsUnderWayNoOtherBegins() {
        door.is(DoorbellHand.Mood.DEAF);
        under(approve("key-0001"));
        var second = approve("key-0002");
        assertTrue(instead(second).startsWith("Dana asked to approve it 0s ago; "), () -> instead(second));
        assertEquals(1, door.heard().size());
    }

    @Test
    void whatWasDecidedOnAnotherStateIsNotDone() {
        var rev = offers(Verb.APPROVE).getFirst().rev();
        engine.report("{'task':'parcel','source':'door','phase':'editing'}");
        ask("On the doorstep?");
        var stale = asking(Verb.APPROVE, "key-0001", Optional.empty(), Optional.empty());
        var outcome = engine.acts.ask(new Asking(
                stale.task(),
                stale.verb(),
                stale.run(),
                stale.block(),
                stale.text(),
                false,
                stale.by(),
                stale.from(),
                stale.where(),
                Optional.of(rev),
                stale.key()));
        assertEquals(
                "It is not as it was when this was decided; now: Lets this run once: On the doorstep?."
                        + " Nothing was done.",
                instead(outcome));
        assertEquals(List.of(), door.heard());
    }

    @Test
    void whatHasExpiredIsToldAsThat() {
        engine.report("{'task':'late','source':'door','block':{'id':'b','reason':'approval','text':'Now?',"
                + "'expires':{'at':'" + engine.clock.instant().plusSeconds(5) + "','then':'denied'}}}");
        engine.pass(Duration.ofSeconds(7));
        var late = new Asking(
                new TaskId("late"),
                Verb.APPROVE,
                Optional.of(RunId.MAIN),
                Optional.of(new BlockId("b")),
                Optional.empty(),
                false,
                Optional.of("Dana"),
                Channel.PAGE,
                Optional.empty(),
                Optional.empty(),
                "key-0001");
        var said = instead(engine.acts.ask(late));
        assertTrue(said.startsWith("It expired at ") && said.endsWith(": denied. Nothing was done."), said);
    }

    @Test
    void aRefusalIsInTheWordsOfTheSource() {
        door.is(DoorbellHand.Mood.REFUSING);
        var receipt = receipt(under(approve("key-0001")));
        assertEquals("Dana tried to approve it; the source refused: nobody of that name lives here", receipt.spoken());
        door.is(DoorbellHand.Mood.WILLING);
        assertEquals(Receipt.State.SEEN, receipt(under(approve("key-0002"))).state());
    }

    @Test
    void whatWasTakenAndShowsNotIsSaidToShowNot() {
        door.is(DoorbellHand.Mood.IDLE);
        var under = under(approve("key-0001"));
        assertEquals(
                "Dana approved it: the source took it (nodded)", receipt(under).spoken());
        engine.pass(Duration.ofSeconds(32));
        assertEquals(
                "Dana approved it: the source took it, but 30s later the question still stood",
                receipt(under).spoken());
        engine.report("{'task':'parcel','source':'door','phase':'editing'}");
        assertEquals("Dana approved it: the question is gone", receipt(under).spoken());
    }

    @Test
    void whatIsDoneElsewhereIsDoneAndNothingMoreIsWaitedFor() {
        door.is(DoorbellHand.Mood.ELSEWHERE);
        var under = under(approve("key-0001"));
        assertEquals("Dana approved it: it rings next door", receipt(under).spoken());
        engine.pass(Duration.ofMinutes(5));
        assertEquals(Receipt.State.SEEN, receipt(under).state());
    }

    @Test
    void aSourceThatSaysNothingIsSaidToSayNothing() {
        door.is(DoorbellHand.Mood.DEAF);
        var under = under(approve("key-0001"));
        engine.pass(Duration.ofSeconds(32));
        assertEquals(
                "Dana tried to approve it: no word of the source within 30s",
                receipt(under).spoken());
    }

    @Test
    void nothingIsOfferedByWhoIsNotThere() {
        assertEquals(
                List.of(Verb.APPROVE, Verb.APPROVE_ALWAYS, Verb.DENY, Verb.ANSWER, Verb.STEER, Verb.STOP),
                engine.acts.possible(engine.task("parcel")).stream()
                        .map(Offer::verb)
                        .toList());
        door.is(DoorbellHand.Mood.AWAY);
        assertEquals(List.of(), engine.acts.possible(engine.task("parcel")));
        assertEquals(
                "Nothing that this server can reach can do that to it now. Nothing was done.",
                instead(approve("key-0001")));
    }

    @Test
    void anAnswerNeedsWordsAndThoseOfASecretAreNotKept() {
        assertThrows(
                Invalid.class,
                () -> engine.acts.ask(asking(Verb.ANSWER, "key-0001", Optional.empty(), Optional.empty())));
        var secret = new Asking(
                TASK,
                Verb.ANSWER,
                Optional.empty(),
                Optional.empty(),
                Optional.of("hunter2"),
                true,
                Optional.empty(),
                Channel.PAGE,
                Optional.empty(),
                Optional.empty(),
                "key-0002");
        var receipt = receipt(under(engine.acts.ask(secret)));
        assertEquals(Optional.empty(), receipt.asked().value().text());
        assertEquals(Optional.of("hunter2"), door.heard().getFirst().text());
    }

    private void ask(String question) {
        engine.report("{'task':'parcel','source':'door','block':{'reason':'approval','text':'" + question + "'}}");
    }

    /** What the doorbell tells of what was done at the door. */
    private void happens(Act act) {
        logged.add(Receipt.of(engine.task("parcel").task()).stream()
                .anyMatch(receipt -> receipt.asked().value().act().equals(act.id())));
        engine.report("{'task':'parcel','source':'door','phase':'editing'}");
    }

    private List<Offer> offers(Verb verb) {
        return engine.acts.possible(engine.task("parcel")).stream()
                .filter(offer -> offer.verb() == verb)
                .toList();
    }

    private Outcome approve(String key) {
        return engine.acts.ask(asking(Verb.APPROVE, key, Optional.empty(), Optional.empty()));
    }

    private static Asking asking(Verb verb, String key, Optional<String> run, Optional<String> block) {
        return new Asking(
                TASK,
                verb,
                run.map(RunId::new),
                block.map(BlockId::new),
                Optional.empty(),
                false,
                Optional.of("Dana"),
                Channel.PAGE,
                Optional.empty(),
                Optional.empty(),
                key);
    }

    private static Outcome.Under under(Outcome outcome) {
        return assertInstanceOf(Outcome.Under.class, outcome, () -> outcome.toString());
    }

    private static String instead(Outcome outcome) {
        return assertInstanceOf(Outcome.NotNow.class, outcome, () -> outcome.toString())
                .instead();
    }

    /** What is known of it once the source's word is in the log, unless it is to have none. */
    private Receipt receipt(Outcome.Under under) {
        if (!door.isDeaf()) under.word().join();
        return engine.acts.receipt(under.task(), under.act()).orElseThrow();
    }
}
