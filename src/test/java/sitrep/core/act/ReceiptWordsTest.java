package sitrep.core.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sitrep.core.event.ActFact;
import sitrep.core.event.ActId;
import sitrep.core.event.Event;
import sitrep.core.event.Stamp;
import sitrep.core.task.Said;
import sitrep.core.vocabulary.Channel;
import sitrep.core.vocabulary.Verb;

/** What a receipt says, of each thing that can be asked and however far it came: a whole sentence that is true. */
class ReceiptWordsTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:42:10Z");

    /** By what was asked, how far it came, and in what words. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        approve | asked | | Dana asked to approve it; it is not sent yet
        approve | sent | | Dana asked to approve it; it is sent, no word of the source yet
        approve | taken | | Dana approved it: the source took it
        approve | taken | allowed once | Dana approved it: the source took it (allowed once)
        approve | seen | the question is gone | Dana approved it: the question is gone
        approve | refused | | Dana tried to approve it; the source refused
        approve | refused | denied at 10:42 | Dana tried to approve it; the source refused: denied at 10:42
        approve | unseen | the source took it, but | Dana approved it: the source took it, but
        approve | unseen | | Dana approved it: the source took it, and nothing came of it
        approve | unanswered | it is out of reach | Dana tried to approve it: it is out of reach
        approve | unanswered | | Dana tried to approve it: no word of the source
        approve_always | sent | | Dana asked to approve it for good; it is sent, no word of the source yet
        approve_always | taken | | Dana approved it for good: the source took it
        approve_always | seen | the question is gone | Dana approved it for good: the question is gone
        approve_always | refused | no | Dana tried to approve it for good; the source refused: no
        approve_always | unanswered | gone | Dana tried to approve it for good: gone
        deny | sent | | Dana asked to deny it; it is sent, no word of the source yet
        deny | taken | | Dana denied it: the source took it
        deny | seen | the question is gone | Dana denied it: the question is gone
        deny | refused | no | Dana tried to deny it; the source refused: no
        deny | unanswered | gone | Dana tried to deny it: gone
        answer | sent | | Dana asked to answer; it is sent, no word of the source yet
        answer | taken | | Dana answered: the source took it
        answer | seen | the question is gone | Dana answered: the question is gone
        answer | refused | no | Dana tried to answer; the source refused: no
        answer | unanswered | gone | Dana tried to answer: gone
        steer | sent | | Dana asked to speak to it; it is sent, no word of the source yet
        steer | taken | | Dana spoke to it: the source took it
        steer | seen | it went on | Dana spoke to it: it went on
        steer | refused | no | Dana tried to speak to it; the source refused: no
        steer | unanswered | gone | Dana tried to speak to it: gone
        stop | sent | | Dana asked to stop it; it is sent, no word of the source yet
        stop | taken | SIGINT | Dana asked it to stop: the source took it (SIGINT)
        stop | seen | it is stopping | Dana asked it to stop: it is stopping
        stop | refused | no | Dana tried to stop it; the source refused: no
        stop | unanswered | gone | Dana tried to stop it: gone
        cancel | sent | | Dana asked to cancel it; it is sent, no word of the source yet
        cancel | taken | | Dana told it to end: the source took it
        cancel | seen | it was cancelled | Dana cancelled it: it was cancelled
        cancel | refused | no | Dana tried to cancel it; the source refused: no
        cancel | unanswered | gone | Dana tried to cancel it: gone
        retry | sent | | Dana asked to have it run again; it is sent, no word of the source yet
        retry | taken | | Dana told it to run again: the source took it
        retry | seen | a new run has begun | Dana had it run again: a new run has begun
        retry | refused | no | Dana tried to have it run again; the source refused: no
        retry | unanswered | gone | Dana tried to have it run again: gone
        resend | sent | | Dana asked to have the result sent again; it is sent, no word of the source yet
        resend | taken | | Dana asked for the result to be sent again: the source took it
        resend | seen | delivered to Kim | Dana had the result sent again: delivered to Kim
        resend | refused | no | Dana tried to have the result sent again; the source refused: no
        resend | unanswered | gone | Dana tried to have the result sent again: gone
        """)
    void everyStateIsASentence(String verb, String state, String how, String said) {
        assertEquals(
                said,
                receipt(verb(verb), state(state), Optional.ofNullable(how)).spoken());
    }

    /** Whoever reads that somebody approved it takes it for approved. */
    @ParameterizedTest
    @EnumSource(Verb.class)
    void whatDidNotGetThereIsNotSaidToBeDone(Verb verb) {
        for (var state : new Receipt.State[] {
            Receipt.State.ASKED, Receipt.State.SENT, Receipt.State.REFUSED, Receipt.State.UNANSWERED
        }) {
            var said = receipt(verb, state, Optional.of("no")).spoken();
            assertTrue(said.matches("Dana (tried|asked) to .*"), said);
        }
    }

    @Test
    void whatDoesNotShowInTimeIsSaidAsWhatDidNotShow() {
        var said = new EnumMap<Verb, String>(Verb.class);
        Arrays.stream(Verb.values()).forEach(verb -> said.put(verb, late(verb)));
        var question = "the source took it, but 30s later the question still stood";
        var expected = new EnumMap<>(Map.of(
                Verb.APPROVE,
                "Dana approved it: " + question,
                Verb.APPROVE_ALWAYS,
                "Dana approved it for good: " + question,
                Verb.DENY,
                "Dana denied it: " + question,
                Verb.ANSWER,
                "Dana answered: " + question,
                Verb.STEER,
                "Dana spoke to it: the source took it, but 2m later nothing new had been heard of it",
                Verb.STOP,
                "Dana asked it to stop: the source took it, but 30s later nothing showed that it stops",
                Verb.CANCEL,
                "Dana told it to end: the source took it, but 30s later it had not ended",
                Verb.RETRY,
                "Dana told it to run again: the source took it, but 2m later no new run had been seen"));
        expected.put(
                Verb.RESEND,
                "Dana asked for the result to be sent again: the source took it, but 2m later no delivery had been"
                        + " seen");
        assertEquals(expected, said);
    }

    @Test
    void whenItWasStandsBesideWhatWasDone() {
        var refused = receipt(Verb.APPROVE, Receipt.State.REFUSED, Optional.of("it was denied at 10:42"));
        assertEquals(
                "Dana tried to approve it 4s ago; the source refused: it was denied at 10:42",
                refused.spoken("4s ago"));
        var seen = receipt(Verb.APPROVE, Receipt.State.SEEN, Optional.of("the question is gone"));
        assertEquals("Dana approved it 4s ago: the question is gone", seen.spoken("4s ago"));
    }

    /** As it is said once its time has run out. */
    private static String late(Verb verb) {
        var due = receipt(verb, Receipt.State.TAKEN, Optional.empty()).due().orElseThrow();
        return receipt(verb, Receipt.State.UNSEEN, due.fact().how()).spoken();
    }

    private static Receipt receipt(Verb verb, Receipt.State state, Optional<String> how) {
        var none = Optional.<String>empty();
        var asked = new ActFact.Asked(
                new ActId("act-1"),
                verb,
                Optional.empty(),
                Optional.empty(),
                none,
                Optional.of("Dana"),
                Channel.API,
                none,
                none,
                none);
        var stamp = new Stamp(AT, Duration.ZERO, new Event.Key(Event.OPERATOR, "1"));
        return new Receipt(new Said<>(asked, stamp), state, how, stamp);
    }

    private static Verb verb(String word) {
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static Receipt.State state(String word) {
        return Arrays.stream(Receipt.State.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
