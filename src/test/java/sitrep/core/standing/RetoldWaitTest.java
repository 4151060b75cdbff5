package sitrep.core.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import sitrep.core.event.BlockId;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Story;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;
import sitrep.core.why.Why;

/** A wait that is told again: whoever says less than before takes nothing back. */
class RetoldWaitTest {
    private static final Optional<String> NOTHING = Optional.empty();

    private static Fact.RunBlocked wait(Optional<String> text, Optional<String> on, String... options) {
        return new Fact.RunBlocked(
                new RunId("a"),
                new BlockId("ask"),
                BlockReason.USER_INPUT,
                text,
                on,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(options));
    }

    private static Fact.RunBlocked unnamed(Optional<String> text) {
        return new Fact.RunBlocked(
                new RunId("a"), BlockId.UNNAMED, BlockReason.USER_INPUT, text, NOTHING, Optional.empty());
    }

    private static Obstacle block(Story story) {
        return story.sitrep().block().orElseThrow().value();
    }

    private static Story asked() {
        return new Story()
                .at(0)
                .opens("a")
                .at(1)
                .tell(wait(Optional.of("Which branch?"), Optional.of("Dana"), "main", "release"));
    }

    @Test
    void withoutWordsItKeepsItsQuestionItsOptionsAndWhomItWaitsFor() {
        var story = asked().at(5).tell(wait(NOTHING, NOTHING));
        var block = block(story);
        assertEquals(Optional.of("Which branch?"), block.text());
        assertEquals(List.of("main", "release"), block.options());
        assertEquals(Optional.of("Dana"), block.waitingOn());
        assertEquals(Story.minute(1), block.since());
    }

    /** Of two without a name that began at the same moment, the same one stands first whoever was heard first. */
    @Test
    void whichOfTwoUnnamedStandsFirstDoesNotGoByWhoWasHeardFirst() {
        var one = new Story()
                .at(0)
                .opens("a")
                .at(1)
                .from("one")
                .tell(unnamed(NOTHING))
                .from("other")
                .tell(unnamed(NOTHING));
        var other = new Story()
                .at(0)
                .opens("a")
                .at(1)
                .from("other")
                .tell(unnamed(NOTHING))
                .from("one")
                .tell(unnamed(NOTHING));
        assertEquals("one", block(one).stamp().source());
        assertEquals("one", block(other).stamp().source());
    }

    @Test
    void theReasonNamesTheEventThatHasTheWordsToo() {
        var story = asked().at(5).tell(wait(NOTHING, NOTHING));
        var evidence = Why.of(story.known()).get("block").evidence();
        assertEquals(
                List.of("002", "001"),
                evidence.stream().map(stamp -> stamp.event().id()).toList());
    }

    @Test
    void whatIsKnownBeforeThereAreWordsIsOfThem() {
        var story = new Story().at(0).opens("a").at(1).tell(wait(NOTHING, Optional.of("Dana")));
        story.at(2).tell(wait(Optional.of("Which branch?"), NOTHING));
        assertEquals(Optional.of("Dana"), block(story).waitingOn());
    }

    @Test
    void anotherQuestionHasNothingOfTheOneBefore() {
        var story = asked().at(5).tell(wait(Optional.of("Which tag?"), NOTHING));
        var block = block(story);
        assertEquals(Optional.of("Which tag?"), block.text());
        assertEquals(List.of(), block.options());
        assertEquals(NOTHING, block.waitingOn());
    }

    @Test
    void anotherWaitHasNothingOfTheOneThatIsOver() {
        var story = asked().at(3).unblocks("a", "ask").at(5).tell(wait(NOTHING, NOTHING));
        var block = block(story);
        assertEquals(NOTHING, block.text());
        assertEquals(List.of(), block.options());
        assertEquals(Story.minute(5), block.since());
    }

    @Test
    void oneWithoutANameIsOverWithTheNextPhase() {
        var story = new Story().at(0).opens("a").at(1).tell(unnamed(Optional.of("Which branch?")));
        assertEquals(
                Optional.of("Which branch?"),
                block(story.at(2).tell(unnamed(NOTHING))).text());
        story.at(3).does("a", Phase.EDITING).at(4).tell(unnamed(NOTHING));
        assertEquals(NOTHING, block(story).text());
    }

    /** However often it is told again: more often than is kept exactly. */
    @Test
    void theQuestionIsStillThereAfterManyRepeats() {
        var story = asked().at(2).unblocks("a", "ask").at(2.01).tell(wait(Optional.of("Which tag?"), NOTHING));
        for (var i = 1; i <= 5 * Limits.MARKS; i++) story.at(2.02 + i / 60.0).tell(wait(NOTHING, NOTHING));
        assertEquals(Optional.of("Which tag?"), block(story).text());
        assertEquals(List.of(), block(story).options());
    }

    @Property(tries = 500)
    void theOrderOfArrivalDoesNotMatter(@ForAll Random random) {
        var story = new Story().at(0).opens("a");
        for (var i = 0; i < 12; i++) {
            story.at(random.nextInt(8));
            switch (random.nextInt(6)) {
                case 0 -> story.unblocks("a", "ask");
                case 1 -> story.does("a", Phase.EDITING);
                case 2 -> story.tell(unnamed(Optional.of("Which tag?")));
                default ->
                    story.tell(wait(
                            Optional.of("Which " + random.nextInt(2)).filter(_ -> random.nextBoolean()),
                            Optional.of("Dana").filter(_ -> random.nextBoolean()),
                            random.nextBoolean() ? new String[] {"yes", "no"} : new String[0]));
            }
        }
        var shuffled = new ArrayList<>(story.events());
        Collections.shuffle(shuffled, random);
        assertEquals(
                Sitrep.of(story.known()).block(),
                Sitrep.of(Story.fold(shuffled)).block());
    }
}
