package sitrep.core.sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Action;
import sitrep.core.event.BlockId;
import sitrep.core.event.Fact;
import sitrep.core.event.Link;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.rule.Rule;
import sitrep.core.task.Story;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/** What is suggested when a task wants somebody. */
class NextStepTest {

    private static Action next(Story story) {
        return story.sitrep().next().orElseThrow().value();
    }

    @Test
    void what_its_source_named_comes_first() {
        var own = new Action(
                "Approve it on the page", Optional.empty(), Optional.empty(), Optional.of("https://x.test/"));
        var story = new Story().opens("r");
        story.tell(Story.blocked("r", new BlockId("b"), BlockReason.APPROVAL, Optional.of(own)));
        assertEquals(own, next(story));
        assertEquals(
                Rule.NEXT_FROM_SOURCE,
                story.sitrep().next().orElseThrow().because().rule());
    }

    @Test
    void a_stall_is_met_according_to_what_executes_it() {
        assertEquals(
                "Look at its last output, then wait for it or stop it",
                next(new Story().opensOn(WorkerKind.PROCESS, "r").at(9).suspects("r", 0))
                        .text());
        assertEquals(
                "Look at its last news, then nudge it or cancel it",
                next(new Story().opensOn(WorkerKind.MAIN, "r").at(9).suspects("r", 0))
                        .text());
    }

    @Test
    void a_link_of_the_task_is_offered_with_it() {
        var link = new Link("session", "https://example.test/s/1");
        var story = new Story().owned("Dana").opens("r").blocks("r", BlockReason.USER_INPUT);
        story.tell(new Fact.TaskOpened(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), List.of(link)));
        assertEquals(Optional.of(link.href()), next(story).link());
        assertEquals(Optional.of("Dana"), next(story).who());
    }

    @Test
    void an_end_that_nobody_saw_is_looked_into_first() {
        var story = new Story().owned("Dana").opens("r").ends("r", Outcome.LOST);
        assertTrue(next(story).text().startsWith("See whether it still runs, then tell Dana"), next(story)::text);
    }

    private static Stream<NextTable.Situation> situations() {
        var said = Stream.of(BlockReason.values())
                .filter(reason -> reason.phase().kind() == Phase.Kind.HUMAN)
                .map(reason -> new Wants(reason.phase(), Optional.of(reason), NextTable.Ground.SAID));
        var derived = Stream.of(
                new Wants(Phase.WAITING_USER, Optional.of(BlockReason.USER_INPUT), NextTable.Ground.PROBABLY),
                new Wants(Phase.WAITING_APPROVAL, Optional.of(BlockReason.APPROVAL), NextTable.Ground.PROBABLY),
                new Wants(Phase.WAITING_DEPENDENCY, Optional.of(BlockReason.SUBAGENT), NextTable.Ground.GONE),
                new Wants(Phase.WAITING_DEPENDENCY, Optional.of(BlockReason.SUBAGENT), NextTable.Ground.UNTAKEN),
                new Wants(Phase.STALLED, Optional.of(BlockReason.SUSPECTED_STALL), NextTable.Ground.SAID),
                new Wants(Phase.STALLED, Optional.of(BlockReason.SUSPECTED_STALL), NextTable.Ground.SILENT),
                new Wants(Phase.STALLED, Optional.of(BlockReason.SUSPECTED_STALL), NextTable.Ground.LOOPING),
                new Wants(Phase.DONE, Optional.empty(), NextTable.Ground.ENDED),
                new Wants(Phase.DONE, Optional.empty(), NextTable.Ground.IN_VAIN),
                new Wants(Phase.DONE, Optional.empty(), NextTable.Ground.GOES_ON),
                new Wants(Phase.FAILED, Optional.empty(), NextTable.Ground.GOES_ON),
                new Wants(Phase.DONE, Optional.empty(), NextTable.Ground.EMPTY),
                new Wants(Phase.FAILED, Optional.empty(), NextTable.Ground.RETRIED),
                new Wants(Phase.DONE, Optional.empty(), NextTable.Ground.UNDELIVERED),
                new Wants(Phase.FAILED, Optional.empty(), NextTable.Ground.UNDELIVERED),
                new Wants(Phase.FAILED, Optional.empty(), NextTable.Ground.ENDED),
                new Wants(Phase.FAILED, Optional.empty(), NextTable.Ground.LOST));
        return Stream.concat(said, derived)
                .flatMap(it -> Stream.of(WorkerKind.values())
                        .flatMap(kind -> Stream.of(NextTable.Reach.values())
                                .map(reach -> new NextTable.Situation(it.phase, it.reason, it.ground, kind, reach))));
    }

    private record Wants(Phase phase, Optional<BlockReason> reason, NextTable.Ground ground) {}

    @Test
    void whatever_wants_somebody_can_be_followed_by_whichever_way_there_is() {
        situations().forEach(it -> {
            var row = NextTable.of(it).orElseThrow(() -> new AssertionError("no row for " + it));
            if (it.ground() != NextTable.Ground.SAID || it.phase() == Phase.STALLED) return;
            var text = row.text();
            switch (it.reach()) {
                case COMMAND -> assertEquals(NextTable.Typed.GET_AT, row.typed(), it::toString);
                case PAGE -> assertTrue(text.endsWith("on its page"), it::toString);
                case TERMINAL -> assertTrue(text.endsWith("where it runs"), it::toString);
                case UNKNOWN -> assertTrue(text.contains("where it") || text.contains("the client"), it::toString);
            }
        });
    }

    @Test
    void a_command_is_offered_only_where_there_is_one() {
        for (var row : NextTable.rows()) {
            if (row.typed() != NextTable.Typed.GET_AT) continue;
            assertEquals(Optional.of(NextTable.Reach.COMMAND), row.reach(), row::toString);
        }
    }

    @Test
    void every_row_can_be_reached() {
        var used = situations().map(it -> NextTable.of(it).orElseThrow()).collect(Collectors.toSet());
        assertEquals(
                Set.of(),
                NextTable.rows().stream().filter(row -> !used.contains(row)).collect(Collectors.toSet()));
    }

    @Test
    void what_its_source_said_gets_at_a_worker_is_what_to_type() {
        var story = new Story().opensOn(WorkerKind.MAIN, "r").at(9).suspects("r", 0);
        assertEquals(Optional.of("sitrep show build-42"), next(story).command());
        story.tell(new Fact.RunOpened(
                Story.run("r"),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(new WorkerSeen(
                        new WorkerId("main-worker"),
                        Optional.of(WorkerKind.MAIN),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("agent attach 7"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        story.blocks("r", BlockReason.USER_INPUT);
        assertEquals("Answer the question there", next(story).text());
        assertEquals(Optional.of("agent attach 7"), next(story).command());
    }

    @Test
    void an_end_is_reported_to_whoever_asked_if_nobody_knows_who_that_was() {
        var story = new Story().opens("r").ends("r", Outcome.SUCCEEDED, "Built");
        assertEquals(
                Optional.of("sitrep report --task build-42 --reported 'whoever asked'"),
                next(story).command());
    }

    @Test
    void every_situation_that_wants_somebody_has_a_row() {
        for (var reason : BlockReason.values()) {
            var story = new Story().opens("r").blocks("r", reason);
            var wants = story.attention() == Attention.NEEDS_YOU || story.attention() == Attention.STUCK;
            assertEquals(wants, story.sitrep().next().isPresent(), reason::word);
        }
    }
}
