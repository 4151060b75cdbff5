package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.connect.openclaw.words.WrappedCall;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.vocabulary.Phase;
import sitrep.json.Json;

/** Calls that are made through the tool that calls all others. */
class WrappedCallsTest {
    private static final String CHILD = "agent:main:subagent:11111111-1111-1111-1111-111111111111";
    private static final String INNER = "tool_search_code:t1:%s:1";

    private static Office through(String tool, String args) {
        var office = new Office().asks("r1", "Do it").starts("r1", MAIN);
        office.calls("r1", MAIN, "t1", "tool_call", "{'id':'openclaw:core:" + tool + "','args':" + args + "}");
        return office.calls("r1", MAIN, INNER.formatted(tool), tool, args);
    }

    private static List<OpenCall> open(Office office) {
        return office.events.reversed().stream()
                .flatMap(event -> event.fact() instanceof Fact.RunAdvanced it
                        ? it.open().stream()
                        : Stream.<List<OpenCall>>empty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bothAreOneCallTheInnerOne() {
        var office = through("read", "{'path':'notes.md'}");
        assertEquals(
                List.of("tool_search_code:t1:read:1"),
                open(office).stream().map(OpenCall::id).toList());
        office.returns("r1", MAIN, INNER.formatted("read"), "read", "{}");
        office.returns("r1", MAIN, "t1", "tool_call", "{'tool':{'name':'read'},'result':{'details':{}}}");
        assertTrue(open(office).isEmpty());
    }

    @Test
    void oneCallIsNoSecondSignOfItsPhase() {
        var office = new Office().asks("r1", "Do it").starts("r1", MAIN);
        office.calls("r1", MAIN, "t0", "web_search", "{'query':'a'}").seconds(3);
        office.calls("r1", MAIN, "t1", "tool_call", "{'id':'write','args':{'path':'a.md'}}");
        office.calls("r1", MAIN, INNER.formatted("write"), "write", "{'path':'a.md'}");
        assertEquals(Phase.RESEARCHING, office.phase("r1"));
        assertEquals(Phase.EDITING, office.seconds(3).phase("r1"));
    }

    @Test
    void aCommandThroughItIsOneRun() {
        var office = through("exec", "{'command':'npm test'}").seconds(6);
        assertEquals(2, office.detail("r1").runs().size());
        assertEquals(Phase.TESTING, office.phase("r1"));
    }

    @Test
    void aChildThroughItIsOneChild() {
        var office = through("sessions_spawn", "{'task':'look','label':'looker'}");
        var accepted = "{'status':'accepted','childSessionKey':'" + CHILD + "','runId':'c1'}";
        office.returns("r1", MAIN, INNER.formatted("sessions_spawn"), "sessions_spawn", accepted);
        office.returns(
                "r1",
                MAIN,
                "t1",
                "tool_call",
                "{'tool':{'name':'sessions_spawn'},'result':{'details':" + accepted + "}}");
        assertEquals(2, office.detail("r1").runs().size());
        assertEquals("looker", office.detail("r1").runs().get(1).label().orElseThrow());
    }

    @Test
    void whereOnlyTheOuterCallIsToldOfItIsTheInnerOneAllTheSame() {
        var office = new Office().asks("r1", "Do it").starts("r1", MAIN);
        office.calls("r1", MAIN, "t1", "tool_call", "{'id':'sessions_spawn','args':{'task':'look','label':'looker'}}");
        office.returns(
                "r1",
                MAIN,
                "t1",
                "tool_call",
                "{'tool':{'name':'sessions_spawn'},'result':{'details':{'status':'accepted','childSessionKey':'" + CHILD
                        + "','runId':'c1'}}}");
        assertEquals("looker", office.detail("r1").runs().get(1).label().orElseThrow());
    }

    @Test
    void aFailureIsToldOnceByTheNameOfTheToolThatFailed() {
        var office = through("read", "{'path':'notes.md'}");
        fails(office, INNER.formatted("read"), "read", "ENOENT: no such file");
        fails(office, "t1", "tool_call", "ENOENT: no such file");
        assertEquals("read failed: ENOENT: no such file", office.news("r1"));
        assertFalse(
                office.detail("r1").updates().stream().anyMatch(it -> it.text().contains("tool_call")));
    }

    private static void fails(Office office, String call, String tool, String why) {
        office.frame(
                "session.tool",
                ("{'runId':'r1','sessionKey':'%s','ts':@,'data':{'phase':'result','name':'%s','toolCallId':'%s',"
                                + "'isError':true,'result':{'content':[{'type':'text','text':'%s'}],'details':{}}}}")
                        .formatted(MAIN, tool, call, why));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"id":"exec"}                           | exec
        {"id":"openclaw:core:exec"}             | exec
        {"id":"openclaw:browser:browser"}       | browser
        {"id":"mcp:github:create_issue"}        | mcp__github__create_issue
        {"name":"read","args":{"id":"x"}}       | read
        {"tool":"edit"}                         | edit
        {}                                      | tool_call
        """)
    void theToolStandsInTheArguments(String args, String tool) {
        assertEquals(tool, WrappedCall.tool("tool_call", Json.read(args)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        it has reached max active children for this session (5/5)   | 5 of at most 5 are at work for this session
        it has reached max active children (3/3; agents.defaults.x) | 3 of at most 3 are at work for this session
        not allowed at this depth (current depth: 1, max: 1)        | a sub-agent at depth 1 may start none (at most 1)
        sessions_spawn failed to reach the node | failed to reach the node
        agentId is not allowed | agentId is not allowed
        """)
    void aSubAgentThatIsRefusedIsSaidInWords(String error, String why) {
        var office = through("sessions_spawn", "{'task':'look','label':'looker'}");
        office.returns(
                "r1",
                MAIN,
                INNER.formatted("sessions_spawn"),
                "sessions_spawn",
                "{'status':'forbidden','error':'" + error + "'}");
        assertEquals("The sub-agent looker was not started: " + why, office.news("r1"));
        assertEquals(1, office.detail("r1").runs().size());
    }
}
