package sitrep.connect.process.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.connect.process.look.TypingMode;
import sitrep.core.event.BlockId;
import sitrep.core.event.Condition;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.RunId;
import sitrep.core.vocabulary.BlockReason;

class ConditionFactsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final ConditionFacts facts = new ConditionFacts(new RunId("r"), false);
    private ConditionFacts.State state = ConditionFacts.State.begun(START);
    private Instant at = START;
    private final List<Fact.OfRun> said = new ArrayList<>();

    @Test
    void onlyAChangeIsToldAndOnlyOnceItHasLasted() {
        see(Condition.Kind.BUSY, 2);
        assertEquals(List.of(), kinds());
        see(Condition.Kind.BUSY, 600);
        assertEquals(List.of("busy"), kinds());
        see(Condition.Kind.NETWORK, 2);
        see(Condition.Kind.BUSY, 60);
        assertEquals(List.of("busy"), kinds(), "a glimpse is no change");
        see(Condition.Kind.QUIET, 60);
        assertEquals(List.of("busy", "quiet"), kinds());
    }

    @Test
    void whatChangesAllTheTimeIsToldNowAndThen() {
        for (var i = 0; i < 360; i++) {
            see(Condition.Kind.BUSY, 5);
            see(Condition.Kind.NETWORK, 5);
        }
        assertTrue(kinds().size() < 8 + 3_600 / 30, kinds().size() + " in an hour");
    }

    @Test
    void waitingForInputIsABlockThatClosesItself() {
        see(Condition.Kind.READING, 10);
        see(Condition.Kind.BUSY, 1);
        var blocked = (Fact.RunBlocked) said.get(1);
        assertEquals(BlockReason.USER_INPUT, blocked.reason());
        assertEquals(Optional.of("As seen: Name?"), blocked.text());
        assertEquals(new Fact.RunUnblocked(new RunId("r"), blocked.block(), Optional.of("it went on")), said.get(3));
        see(Condition.Kind.READING, 10);
        assertEquals(2, said.stream().filter(Fact.RunBlocked.class::isInstance).count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Password for dana:            | auth
            Enter passphrase for key 'x': | auth
            Proceed ([y]/n)?              | confirmation
            Overwrite? [y/N]              | confirmation
            Are you sure you want this?   | confirmation
            Your name:                    | user_input
            >>>                           | user_input
            spinning                      | user_input
            """)
    void thePromptTellsWhatItWants(String prompt, String reason) {
        var look = new ConditionFacts.Look(at, condition(Condition.Kind.READING), List.of(), prompt, TypingMode.SHOWN);
        step(look);
        step(new ConditionFacts.Look(
                at.plusSeconds(3), condition(Condition.Kind.READING), List.of(), prompt, TypingMode.SHOWN));
        assertEquals(reason, ((Fact.RunBlocked) said.getLast()).reason().word());
    }

    @Test
    void aLoopIsOneOnlyByLasting() {
        see(Condition.Kind.REPEATING, 29);
        assertEquals(List.of(), kinds());
        see(Condition.Kind.REPEATING, 2);
        assertEquals(List.of("repeating"), kinds());
    }

    @Test
    void whatDeclaresItsTimeIsOpenUntilItIsGone() {
        var sleep = OpenCall.of("7:1", OpenCall.Kind.SHELL_SLEEP);
        step(new ConditionFacts.Look(at, Optional.empty(), List.of(sleep), "", TypingMode.SHOWN));
        step(new ConditionFacts.Look(at, Optional.empty(), List.of(sleep), "", TypingMode.SHOWN));
        step(new ConditionFacts.Look(at, Optional.empty(), List.of(), "", TypingMode.SHOWN));
        assertEquals(
                List.of(Optional.of(List.of(sleep)), Optional.of(List.of())),
                said.stream().map(fact -> ((Fact.RunAdvanced) fact).open()).toList());
    }

    private void see(Condition.Kind kind, int seconds) {
        for (var i = 0; i < seconds; i++) {
            step(new ConditionFacts.Look(at, condition(kind), List.of(), "Name?", TypingMode.SHOWN));
            at = at.plusSeconds(1);
        }
    }

    @Test
    void whatIsNotShownAsItIsTypedIsASecret() {
        step(new ConditionFacts.Look(at, condition(Condition.Kind.READING), List.of(), "Vault: ", TypingMode.HIDDEN));
        at = at.plusSeconds(3);
        step(new ConditionFacts.Look(at, condition(Condition.Kind.READING), List.of(), "Vault: ", TypingMode.HIDDEN));
        var blocked = said.stream().filter(Fact.RunBlocked.class::isInstance).findFirst();
        assertEquals(BlockReason.AUTH, ((Fact.RunBlocked) blocked.orElseThrow()).reason());
    }

    /** Its session, if there are hooks of it, tells what it waits for; what it draws is no question. */
    @Test
    void anAgentThatTakesAKeyRests() {
        var agent = new ConditionFacts(new RunId("r"), true);
        var told = new ArrayList<Fact.OfRun>();
        var before = state;
        for (var second = 0; second < 8; second++) {
            var kind = second < 5 ? Condition.Kind.READING : Condition.Kind.BUSY;
            var look = new ConditionFacts.Look(
                    at.plusSeconds(second), condition(kind), List.of(), "› Ask me", TypingMode.BY_KEY);
            var step = agent.next(before, look);
            before = step.state();
            told.addAll(step.facts());
        }
        var blocked = (Fact.RunBlocked) told.get(1);
        assertEquals(BlockId.AGENT_RESTS, blocked.block());
        assertEquals("It waits for somebody at its terminal", blocked.text().orElseThrow());
        assertEquals(new Fact.RunUnblocked(new RunId("r"), blocked.block(), Optional.of("it went on")), told.get(3));
    }

    private void step(ConditionFacts.Look look) {
        var step = facts.next(state, look);
        state = step.state();
        said.addAll(step.facts());
    }

    private static Optional<Condition> condition(Condition.Kind kind) {
        return Optional.of(new Condition(kind, Optional.of("as seen"), Optional.empty()));
    }

    private List<String> kinds() {
        return said.stream()
                .flatMap(fact -> fact instanceof Fact.RunAdvanced advanced
                        ? advanced.condition().map(it -> it.kind().word()).stream()
                        : java.util.stream.Stream.empty())
                .toList();
    }
}
