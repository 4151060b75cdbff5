package sitrep.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.core.event.Action;
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
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;

/** What sources can say of deadlines, waits, ends, deliveries, names and lists is read as it was written. */
class SaidJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:42:10Z");
    private static final Instant LATER = Instant.parse("2026-11-22T11:00:00Z");
    private static final RunId RUN = new RunId("r");
    private static final Optional<String> NONE = Optional.empty();

    static Stream<Fact> facts() {
        return Stream.of(
                blocked(Optional.of(new Expiry(LATER, Optional.of("denied"))), Optional.empty()),
                blocked(Optional.of(new Expiry(LATER, NONE)), Optional.of(new Awaited.OfTask(new TaskId("u")))),
                blocked(Optional.empty(), Optional.of(new Awaited.OfRun(new RunId("q")))),
                blocked(Optional.empty(), Optional.of(new Awaited.OfSlot("verify"))),
                blocked(Optional.empty(), Optional.of(new Awaited.OfLock("deploy"))),
                blocked(Optional.empty(), Optional.of(new Awaited.OfTime(LATER))),
                new Fact.RunUnblocked(RUN, BlockId.UNNAMED, Optional.of("answered"), Optional.of("agent")),
                new Fact.RunPrinted(RUN, "  12 of 913\n\nPushing the tag"),
                new Fact.RunStopping(RUN, Optional.of("Dana"), Optional.of("SIGTERM")),
                new Fact.RunStopping(RUN, NONE, NONE),
                new Fact.RunPaused(RUN, Optional.of("Dana"), Optional.of("lunch"), Optional.of(LATER)),
                new Fact.RunPaused(RUN, NONE, NONE, Optional.empty()),
                new Fact.RunEnded(RUN, end(Outcome.FAILED, Certainty.EXIT, false)),
                new Fact.RunEnded(RUN, end(Outcome.SUCCEEDED, Certainty.WORD, true)),
                new Fact.RunEnded(RUN, end(Outcome.LOST, Certainty.GUESS, false)),
                new Fact.TaskEnded(end(Outcome.CANCELLED, Certainty.WORD, false)),
                new Fact.TaskReported(new Report.Delivered("#release", Optional.of("message"))),
                new Fact.TaskReported(new Report.Undelivered(Optional.of("#x"), "no such channel", Optional.of(LATER))),
                new Fact.TaskReported(new Report.Undelivered(NONE, "offline", Optional.empty())),
                new Fact.TaskReported(new Report.NotOwed("not requested")),
                new Fact.TaskAlias(new TaskId("ci/991")),
                new Fact.SourceListed(Set.of()),
                new Fact.SourceListed(
                        Set.of(new ListedRun(new TaskId("t"), RUN), new ListedRun(new TaskId("u"), RunId.MAIN))));
    }

    private static Fact blocked(Optional<Expiry> expires, Optional<Awaited> on) {
        var action = Optional.of(new Action("Answer", NONE, NONE, NONE));
        return new Fact.RunBlocked(
                RUN,
                new BlockId("b"),
                BlockReason.APPROVAL,
                Optional.of("push"),
                NONE,
                action,
                expires,
                on,
                List.of("yes", "no"));
    }

    private static End end(Outcome outcome, Certainty known, boolean empty) {
        return new End(outcome, Optional.of("so"), Optional.of(known), Optional.of("Dana"), empty, Optional.of(LATER));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void a_fact_survives_the_wire_and_the_log_and_none_of_its_fields_is_ignored(Fact fact) {
        var task = fact instanceof Fact.OfTask ? Optional.of(new TaskId("t")) : Optional.<TaskId>empty();
        var event = new Event(new Event.Key("example", "1"), task, NOW, NOW, fact);
        var read = new EventReader(NOW, () -> "unused").read(Json.read(EventJson.text(event)));
        assertEquals(List.of(event), read.events());
        assertEquals(List.of(), read.ignored());
        assertEquals(event, EventJson.decode(EventJson.encode(event)));
    }

    private static EventReader.Read report(String json) {
        return new EventReader(NOW, () -> "id").read(Json.read(json.replace('\'', '"')));
    }

    private static List<Fact> facts(String json) {
        var read = report(json);
        assertEquals(List.of(), read.ignored());
        return read.events().stream().map(Event::fact).toList();
    }

    @Test
    void a_flat_report_says_the_same() {
        var blocked = (Fact.RunBlocked)
                facts("{'task':'t','reason':'approval','expires':{'at':'2026-11-22T11:00:00Z','then':'denied'},"
                                + "'on':{'lock':'deploy'}}")
                        .getFirst();
        assertEquals(Optional.of(new Expiry(LATER, Optional.of("denied"))), blocked.expires());
        assertEquals(Optional.of(new Awaited.OfLock("deploy")), blocked.on());
        var nested = "{'task':'t','block':{'reason':'approval','expires':'2026-11-22T11:00:00Z','on':{'run':'q'}}}";
        var within = (Fact.RunBlocked) facts(nested).getFirst();
        assertEquals(Optional.of(new Expiry(LATER, NONE)), within.expires());
        assertEquals(Optional.of(new Awaited.OfRun(new RunId("q"))), within.on());
        assertEquals(
                List.of(new Fact.RunPrinted(RUN, "one\ntwo")), facts("{'task':'t','run':'r','output':'one\\ntwo'}"));
        assertEquals(
                List.of(
                        new Fact.RunStopping(RUN, Optional.of("Dana"), NONE),
                        new Fact.RunPaused(RUN, NONE, Optional.of("lunch"), Optional.empty())),
                facts("{'task':'t','run':'r','stopping':'Dana','paused':'lunch'}"));
        assertEquals(
                List.of(
                        new Fact.RunStopping(RUN, Optional.of("Dana"), Optional.of("SIGTERM")),
                        new Fact.RunPaused(RUN, NONE, NONE, Optional.of(LATER))),
                facts("{'task':'t','run':'r','stopping':{'by':'Dana','how':'SIGTERM'},"
                        + "'paused':{'until':'2026-11-22T11:00:00Z'}}"));
        assertEquals(
                List.of(new Fact.RunEnded(RUN, end(Outcome.FAILED, Certainty.EXIT, false))),
                facts("{'task':'t','run':'r','outcome':'failed','summary':'so','known':'exit','by':'Dana',"
                        + "'retry':'2026-11-22T11:00:00Z'}"));
        assertEquals(
                List.of(new Fact.TaskEnded(end(Outcome.SUCCEEDED, Certainty.WORD, true))),
                facts("{'task':'t','phase':'done','summary':'so','known':'word','by':'Dana','empty':true,"
                        + "'retry':'2026-11-22T11:00:00Z'}"));
        assertEquals(
                List.of(new Fact.TaskReported(new Report.Undelivered(Optional.of("#x"), "gone", Optional.of(LATER)))),
                facts("{'task':'t','reported':{'to':'#x','failed':'gone','retry':'2026-11-22T11:00:00Z'}}"));
        assertEquals(
                List.of(new Fact.TaskReported(new Report.NotOwed("stopped"))),
                facts("{'task':'t','reported':{'notOwed':'stopped'}}"));
        assertEquals(List.of(new Fact.TaskAlias(new TaskId("u"))), facts("{'task':'t','alias':'u'}"));
        assertEquals(
                List.of(new Fact.SourceListed(Set.of(new ListedRun(new TaskId("t"), RunId.MAIN)))),
                facts("{'source':'ci','runs':[{'task':'t'}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'reason':'approval','expires':'soon' | expires | a time as in RFC 3339",
                "'reason':'approval','expires':{'then':'denied'} | expires.at | a time",
                "'block':{'reason':'approval','expires':{'at':5}} | block.expires.at | a text",
                "'reason':'approval','on':{} | block.on | one of task, run, slot, lock and time",
                "'reason':'approval','on':{'task':'u','run':'r'} | block.on | one of task, run, slot, lock and time",
                "'reason':'approval','on':'u' | on | an object",
                "'reason':'approval','on':{'time':'noon'} | on.time | a time as in RFC 3339",
                "'stopping':true | stopping | a text or an object",
                "'paused':{'until':'noon'} | paused.until | a time as in RFC 3339",
                "'outcome':'failed','known':'surely' | known | exit word guess",
                "'outcome':'failed','empty':true | empty | true beside 'succeeded' only",
                "'outcome':'succeeded','empty':'yes' | empty | true or false",
                "'outcome':'failed','retry':'soon' | retry | a time as in RFC 3339",
                "'reported':{'failed':'x','notOwed':'y'} | reported | one of them",
                "'reported':{'how':'x'} | reported.to | a text",
                "'alias':'' | task | 1 to 200 characters",
                "'alias':7 | alias | a text"
            })
    void what_cannot_be_meant_is_refused_by_name_with_what_is_allowed(String fields, String field, String allowed) {
        var refused = assertThrows(Invalid.class, () -> report("{'task':'t'," + fields + "}"));
        assertEquals(field, refused.field());
        assertTrue(refused.allowed().contains(allowed), refused.allowed());
    }

    @Test
    void a_misspelt_name_is_told_wherever_it_stands_in_an_event_as_in_a_report() {
        var event = "{'specversion':'1.0','id':'1','source':'ci','subject':'t','type':'sitrep.run.blocked',"
                + "'data':{'run':'r','colour':1,'block':{'reason':'approval','txt':'x',"
                + "'expires':{'at':'2026-11-22T11:00:00Z','thn':'denied'},'on':{'lock':'l','lok':'x'},"
                + "'next':{'text':'a','comand':'b'}}}}";
        var within = List.of(
                "data.block.expires.thn",
                "data.block.next.comand",
                "data.block.on.lok",
                "data.block.txt",
                "data.colour");
        assertEquals(within, report(event).ignored());
        assertEquals(
                List.of("outcom", "reported.hwo", "stopping.bye", "worker.knd"),
                report("{'task':'t','outcom':'failed','reported':{'to':'x','hwo':1},'stopping':{'bye':'x'},"
                                + "'worker':{'id':'w','knd':'main'}}")
                        .ignored());
        assertEquals(
                List.of("runs.rn"),
                report("{'source':'ci','runs':[{'task':'t','rn':'r'},{'task':'u','rn':'r'}]}")
                        .ignored());
        assertEquals(
                List.of("data.open.titel"),
                report("{'specversion':'1.0','id':'1','source':'ci','subject':'t','type':'sitrep.run.advanced',"
                                + "'data':{'open':[{'id':'1','titel':'x'}]}}")
                        .ignored());
    }
}
