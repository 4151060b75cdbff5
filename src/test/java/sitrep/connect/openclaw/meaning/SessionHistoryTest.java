package sitrep.connect.openclaw.meaning;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.connect.openclaw.Observer;
import sitrep.connect.openclaw.line.ScriptedGateway;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;

/** What began before we listened. */
class SessionHistoryTest {
    private static final String ASKED =
            "{'role':'user','content':'Find the slow query','timestamp':@," + "'idempotencyKey':'r1:user'}";
    private static final String WORDS =
            "{'role':'assistant','timestamp':@,'__openclaw':{'runId':'r1'},'content':[{'type':'text','text':'%s'}]%s}";
    private static final String CHILD = "agent:main:subagent:11111111-1111-1111-1111-111111111111";

    private static Office active() {
        return new Office()
                .answer(
                        "sessions.list",
                        "{'activeOnly':true}",
                        "{'sessions':[{'key':'" + MAIN + "','hasActiveRun':true,'status':'running','updatedAt':@}]}");
    }

    private static Office told(Office office, String messages, String more) {
        return office.answer(
                "chat.history", "{}", "{'sessionKey':'" + MAIN + "','messages':[" + messages + "]" + more + "}");
    }

    private static String call(String tool, String args) {
        return "{'role':'assistant','timestamp':@,'stopReason':'toolUse','content':[{'type':'toolCall','id':'t1',"
                + "'name':'" + tool + "','arguments':" + args + "}]}";
    }

    @Test
    void anActiveSessionThatSaysNothingIsATaskOnceItsHistoryIsKnown() {
        var office = active();
        assertEquals(List.of(MAIN), office.unfamiliar());
        assertEquals(List.of(), office.tasks());
        told(office, ASKED, ",'inFlightRun':{'runId':'r1','text':'','events':[]}");
        assertEquals(List.of("r1"), office.tasks());
        assertEquals("Find the slow query", office.task("r1").name().value());
        assertEquals(Phase.STARTING, office.phase("r1"));
        assertEquals(List.of(), office.unfamiliar());
    }

    @Test
    void aCommandForTheGatewayIsNoRequestInAHistoryEither() {
        var command = "{'role':'user','content':'/status','timestamp':@,'idempotencyKey':'c1:user'}";
        assertEquals(List.of(), told(active(), command, "").tasks());
        assertEquals(
                "Find the slow query",
                told(active(), ASKED + "," + command, ",'inFlightRun':{'runId':'r1'}")
                        .task("r1")
                        .name()
                        .value());
        var begun = command.replace("/status", "/skill sweep the floor");
        assertEquals(
                List.of("c1"),
                told(active(), begun, ",'inFlightRun':{'runId':'c1'}").tasks());
    }

    @Test
    void whatTheTurnDidBeforeIsToldAsIfItHadBeenPushed() {
        var returned = "{'role':'toolResult','toolCallId':'t1','toolName':'exec','content':[],'timestamp':@}";
        var messages = ASKED + "," + WORDS.formatted("Looking at the log.", "") + ","
                + call("exec", "{'command':'mvn verify'}") + "," + returned;
        var office = told(active(), messages, "");
        assertEquals(Phase.TESTING, office.phase("r1"));
        assertEquals("Looking at the log.", office.news("r1"));
        office.replies("r1", MAIN, "It lacks an index.");
        assertEquals(Phase.DONE, office.phase("r1"));
    }

    @Test
    void aQuestionThatWasAskedBeforeWeListenedWaitsForItsAnswer() {
        var question = call("ask_user", "{'questions':[{'question':'Which one?','options':[{'label':'a'}]}]}");
        var office = told(active(), ASKED + "," + question, "").seconds(1);
        assertEquals(Phase.WAITING_USER, office.phase("r1"));
        var block = office.task("r1").block().orElseThrow().value();
        assertEquals(BlockReason.USER_INPUT, block.reason());
        assertEquals("Which one? (a)", block.text().orElseThrow());
    }

    @Test
    void whatTheRunInFlightLastPushedCountsToo() {
        var office = told(
                        active(),
                        ASKED,
                        ",'inFlightRun':{'runId':'r1','events':[{'runId':'r1','stream':'tool','ts':@,'sessionKey':'"
                                + MAIN
                                + "','data':{'phase':'start','name':'ask_user','toolCallId':'t1','args':"
                                + "{'questions':[{'question':'Now?'}]}}}]}")
                .seconds(1);
        assertEquals(Phase.WAITING_USER, office.phase("r1"));
    }

    @Test
    void anAnsweredTurnIsHistoryEvenIfAHeartbeatRunsInItsSession() {
        var answered = ASKED + "," + WORDS.formatted("It lacks an index.", ",'stopReason':'stop'");
        assertEquals(List.of(), told(active(), answered, "").tasks());
        assertEquals(
                List.of(),
                told(active(), ASKED, ",'inFlightRun':{'runId':'beat'}").tasks());
    }

    @Test
    void aChildIsJoinedToTheRequestThatItsOwnersHistoryTells() {
        var office = new Office();
        office.row("c1", CHILD, MAIN, "counter", "running", "pending");
        assertEquals(List.of(MAIN), office.unfamiliar());
        var answered = ASKED + "," + call("sessions_spawn", "{'label':'counter'}")
                + ",{'role':'toolResult','toolCallId':'t1','toolName':'sessions_spawn','timestamp':@,"
                + "'content':[{'type':'text','text':'{\\'runId\\': \\'c1\\''}]},"
                + WORDS.formatted("It is being counted.", ",'stopReason':'stop'");
        told(office, answered, "");
        assertEquals(List.of("r1"), office.tasks());
        assertEquals("starting", office.run("r1", "c1"));
        assertEquals("waiting_dependency", office.run("r1", "r1"));
        assertEquals("Find the slow query", office.task("r1").name().value());
    }

    @Test
    void aGatewayIsAskedForItOnceAndForNoOtherSession(@TempDir Path folder) throws IOException {
        try (var gateway = new ScriptedGateway()) {
            gateway.answers.put("sessions.list", """
                    {"sessions":[{"key":"agent:main:desk","hasActiveRun":true,"status":"running"},
                     {"key":"agent:main:idle","hasActiveRun":false,"status":"done"},
                     {"key":"agent:main:subagent:1","hasActiveRun":true,"status":"running"}]}""".replace("\n", ""));
            gateway.answers.put("chat.history", "{\"sessionKey\":\"agent:main:desk\",\"messages\":[]}");
            Observer.settle(folder, gateway.port(), ScriptedGateway.TOKEN);
            try (var _ = Observer.local(folder)) {
                await().until(() -> gateway.count("chat.history") > 0);
                gateway.leaveOut(5);
                gateway.push("tick", "{}");
                gateway.leaveOut(5);
                gateway.push("tick", "{}");
                await().until(() -> gateway.count("sessions.list") > 2);
            }
            assertEquals(1, gateway.count("chat.history"));
            assertEquals(Map.of("sessionKey", "agent:main:desk", "limit", "60"), params(gateway));
        }
    }

    private static Map<String, String> params(ScriptedGateway gateway) {
        var asked = gateway.asked.stream()
                .filter(it -> it.path("method").asString().equals("chat.history"))
                .findFirst()
                .orElseThrow()
                .path("params");
        var params = new TreeMap<String, String>();
        asked.properties()
                .forEach(entry -> params.put(entry.getKey(), entry.getValue().asString()));
        return params;
    }
}
