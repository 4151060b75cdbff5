package sitrep.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.cli.StandIn;
import sitrep.cli.Typed;
import sitrep.core.event.Awaited;
import sitrep.core.event.BlockId;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import sitrep.core.event.Expiry;
import sitrep.core.event.Fact;
import sitrep.core.event.ListedRun;
import sitrep.core.event.Report;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;
import sitrep.json.EventReader;
import sitrep.json.Json;

/** What can be said on the command line means the same to the server, and none of it is ignored. */
class ReportCommandTest {
    private static final String POST = "POST /api/v1/events";
    private static final Instant LATER = Instant.parse("2026-11-22T11:00:00Z");
    private static final Optional<String> NONE = Optional.empty();
    private static final RunId RUN = new RunId("r");

    private final StandIn server = new StandIn();

    @AfterEach
    void stop() {
        server.close();
    }

    private List<Fact> said(String... options) {
        server.give(POST, 202, "{\"accepted\":1,\"items\":[{\"index\":0,\"status\":\"accepted\"}]}");
        var command = new ArrayList<>(List.of("report"));
        command.addAll(List.of(options));
        assertEquals(new Typed(0, "Taken in.\n", ""), Typed.at(server.url(), command.toArray(String[]::new)));
        var posted = server.asked().getLast().substring(POST.length() + 1);
        var read = new EventReader(LATER, () -> "unused").read(Json.read(posted));
        assertEquals(List.of(), read.ignored());
        return read.events().stream().map(Event::fact).toList();
    }

    private static Fact blocked(Optional<Expiry> expires, Optional<Awaited> on) {
        return new Fact.RunBlocked(
                RunId.MAIN,
                BlockId.UNNAMED,
                BlockReason.APPROVAL,
                NONE,
                NONE,
                Optional.empty(),
                expires,
                on,
                List.of());
    }

    @Test
    void deadlines_and_what_is_waited_for() {
        var at = LATER.toString();
        assertEquals(
                List.of(blocked(Optional.of(new Expiry(LATER, NONE)), Optional.empty())),
                said("--task", "t", "--reason", "approval", "--expires", at));
        assertEquals(
                List.of(blocked(Optional.of(new Expiry(LATER, Optional.of("denied"))), Optional.empty())),
                said("--task", "t", "--reason", "approval", "--expires", at, "--then", "denied"));
        var kinds = List.<Awaited>of(
                new Awaited.OfTask(new TaskId("ci:9/1")),
                new Awaited.OfRun(RUN),
                new Awaited.OfSlot("verify"),
                new Awaited.OfLock("deploy"),
                new Awaited.OfTime(LATER));
        var said = List.of("task:ci:9/1", "run:r", "slot:verify", "lock:deploy", "time:" + at);
        for (var i = 0; i < kinds.size(); i++) {
            assertEquals(
                    List.of(blocked(Optional.empty(), Optional.of(kinds.get(i)))),
                    said("--task", "t", "--reason", "approval", "--on", said.get(i)));
        }
    }

    @Test
    void orders_ends_and_deliveries() {
        var at = LATER.toString();
        assertEquals(
                List.of(
                        new Fact.RunStopping(RUN, Optional.of("Dana"), NONE),
                        new Fact.RunPaused(RUN, NONE, Optional.of("lunch"), Optional.of(LATER))),
                said("--task", "t", "--run", "r", "--stopping", "Dana", "--paused", "lunch", "--until", at));
        var end = new End(
                Outcome.SUCCEEDED, NONE, Optional.of(Certainty.EXIT), Optional.of("Dana"), true, Optional.of(LATER));
        assertEquals(
                List.of(new Fact.RunEnded(RUN, end)),
                said(
                        "--task",
                        "t",
                        "--run",
                        "r",
                        "--outcome",
                        "succeeded",
                        "--known",
                        "exit",
                        "--by",
                        "Dana",
                        "--empty",
                        "--retry",
                        at));
        assertEquals(
                List.of(new Fact.TaskReported(
                        new Report.Undelivered(Optional.of("#x"), "no such channel", Optional.of(LATER)))),
                said("--task", "t", "--reported", "#x", "--not-reported", "no such channel", "--retry", at));
        assertEquals(
                List.of(new Fact.TaskReported(new Report.NotOwed("not requested"))),
                said("--task", "t", "--not-owed", "not requested"));
    }

    @Test
    void names_and_lists() {
        assertEquals(List.of(new Fact.TaskAlias(new TaskId("u"))), said("--task", "t", "--alias", "u"));
        assertEquals(List.of(new Fact.SourceListed(Set.of())), said("--source", "ci", "--has-nothing"));
        assertEquals(
                List.of(new Fact.SourceListed(
                        Set.of(new ListedRun(new TaskId("a=b"), RUN), new ListedRun(new TaskId("t"), RunId.MAIN)))),
                said("--source", "ci", "--has", "a=b=r", "--has", "t"));
    }

    @Test
    void how_many_were_lost_by_a_list_is_told() {
        for (var told : List.of("1;1 run is", "12;12 runs are")) {
            var parts = told.split(";", -1);
            server.give(POST, 202, "{\"items\":[{\"status\":\"accepted\",\"lost\":" + parts[0] + "}]}");
            var typed = Typed.at(server.url(), "report", "--source", "ci", "--has-nothing");
            assertEquals(new Typed(0, "Taken in; " + parts[1] + " lost by it.\n", ""), typed);
        }
    }
}
