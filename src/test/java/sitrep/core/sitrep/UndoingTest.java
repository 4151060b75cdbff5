package sitrep.core.sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OperatorNote;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;

/** What takes the newest mark back brings about what stood before it, whatever that was. */
class UndoingTest {
    private static final Optional<String> BY = Optional.of("Ann");

    static List<OperatorNote> notes() {
        return List.of(
                new OperatorNote.Acknowledged(),
                new OperatorNote.Snoozed(Optional.empty()),
                new OperatorNote.Snoozed(Optional.of(Story.minute(90))),
                new OperatorNote.Dismissed(),
                new OperatorNote.Restored(),
                new OperatorNote.Renamed("Mine"),
                new OperatorNote.Renamed(Optional.empty()),
                new OperatorNote.Labelled(Map.of("team", "red", "own", "1")),
                new OperatorNote.Labelled(Map.of(), new TreeSet<>(List.of("team"))),
                new OperatorNote.Remarked("The mirror is down"));
    }

    /** All that operators can have said of it so far, and one more. */
    @ParameterizedTest
    @MethodSource("notes")
    void whatever_stood_before_stands_again(OperatorNote note) {
        for (var first : notes()) {
            for (var second : notes()) {
                var story = waiting().at(2).notes(first).at(3).notes(second);
                var before = told(story.sitrep());
                undo(story.at(4).notes(note), 5);
                assertEquals(before, told(story.sitrep()), first + ", " + second + ", " + note);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("notes")
    void who_undoes_twice_has_done_nothing(OperatorNote note) {
        var story = waiting().at(2).notes(note);
        var before = told(story.sitrep());
        undo(story, 3);
        undo(story, 4);
        assertEquals(before, told(story.sitrep()));
    }

    @Test
    void what_stands_again_is_in_the_name_of_whoever_noted_it_first() {
        var story = waiting().at(2).notes(new OperatorNote.Acknowledged()).at(3).notes(new OperatorNote.Dismissed());
        undo(story, 4);
        assertEquals(
                Optional.of("Dana"),
                story.sitrep().acknowledged().orElseThrow().value().by());
    }

    @Test
    void a_name_given_twice_goes_back_to_the_first() {
        var story = waiting().at(2).notes(new OperatorNote.Renamed("One")).at(3).notes(new OperatorNote.Renamed("Two"));
        undo(story, 4);
        assertEquals("One", story.sitrep().name().value());
    }

    @Test
    void where_nobody_noted_anything_there_is_nothing_to_undo() {
        var story = waiting();
        assertEquals(List.of(), Undoing.of(Story.fold(story.events()), List.of(), BY));
    }

    private static Story waiting() {
        return new Story()
                .task("Build")
                .tell(new Fact.TaskOpened(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("team", "blue"),
                        List.of()))
                .opens("r")
                .at(1)
                .blocks("r", "q1", BlockReason.USER_INPUT);
    }

    private static void undo(Story story, int minute) {
        var marks = story.events().stream()
                .filter(event -> event.key().source().equals(Event.OPERATOR))
                .toList();
        for (var fact : Undoing.of(Story.fold(story.events()), marks, BY)) {
            story.at(minute).noted(fact);
        }
    }

    /** What an operator sees of what operators said. */
    private static List<Object> told(Sitrep sitrep) {
        return List.of(
                sitrep.name().value(),
                sitrep.attention().value(),
                sitrep.shelf().map(shown -> shown.value()),
                sitrep.snoozed().map(shown -> shown.value()),
                sitrep.acknowledged().map(shown -> shown.value().by()),
                sitrep.note().map(shown -> shown.value().text()),
                sitrep.labels().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue().value())
                        .toList());
    }
}
