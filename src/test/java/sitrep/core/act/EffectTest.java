package sitrep.core.act;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sitrep.core.event.ActFact;
import sitrep.core.event.ActId;
import sitrep.core.event.BlockId;
import sitrep.core.event.RunId;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.ActStage;
import sitrep.core.vocabulary.Channel;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Verb;

/** What shows of an act, whatever is known of the run that it was asked of. */
class EffectTest {
    @ParameterizedTest
    @EnumSource(Verb.class)
    void of_a_run_that_only_we_suspected_nothing_is_seen(Verb verb) {
        var id = new ActId("act-1");
        var none = Optional.<String>empty();
        var story = new Story()
                .task("Build")
                .suspects("ghost", 0)
                .at(1)
                .tell(new ActFact.Asked(
                        id,
                        verb,
                        Optional.of(new RunId("ghost")),
                        Optional.of(new BlockId("q")),
                        none,
                        none,
                        Channel.API,
                        none,
                        none,
                        none))
                .tell(new ActFact.Answered(id, ActStage.TAKEN, none));
        story.at(2).taskEnds(Outcome.SUCCEEDED);
        var receipt = story.sitrep().receipts().getFirst().value();
        assertEquals(Receipt.State.TAKEN, receipt.state());
    }
}
