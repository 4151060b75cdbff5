package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The same command in several workers, or several times in one: each stays its own, whatever order it is told in. */
class TwinsTest {
    private static final String SAME = "{'command':'npm test'}";
    private static final List<String> CHILDREN = List.of("left", "right");

    private static String session(String child) {
        return "agent:main:subagent:session-of-" + child;
    }

    /** Two children that run the same command, for long enough that it is shown. */
    private static Office twins() {
        var office = new Office().asks("r1", "Build both halves").starts("r1", MAIN);
        CHILDREN.forEach(child -> office.spawns("r1", MAIN, child, session(child), child));
        office.replies("r1", MAIN, "Both are being built.");
        CHILDREN.forEach(child -> office.starts(child, session(child)));
        CHILDREN.forEach(child -> office.calls(child, session(child), "call-" + child, "exec", SAME));
        return office.seconds(6);
    }

    private static Office row(Office office, String child, String status) {
        return office.command("slug-of-" + child, session(child), "npm test", status);
    }

    private static Office background(Office office, String child) {
        return office.returns(child, session(child), "call-" + child, "exec", running("slug-of-" + child));
    }

    private static String running(String slug) {
        return "{'status':'running','sessionId':'" + slug + "','pid':7}";
    }

    private static List<String> commands(Office office, String task) {
        return office.detail(task).runs().stream()
                .filter(run -> run.kind().word().equals("process"))
                .map(run -> run.outcome().map(it -> it.value().word()).orElse("live"))
                .toList();
    }

    @Test
    void eachWorkerHasItsOwnWhicheverIsToldOfFirst() {
        for (var order : List.of(CHILDREN, CHILDREN.reversed())) {
            var office = twins();
            for (var child : order) {
                row(office, child, "running");
                background(office, child);
            }
            assertEquals(List.of("live", "live"), commands(office, "r1"));
            row(office, order.getFirst(), "completed");
            assertEquals(
                    List.of("live", "succeeded"),
                    commands(office, "r1").stream().sorted().toList());
            row(office, order.getLast(), "completed");
            assertEquals(List.of("succeeded", "succeeded"), commands(office, "r1"));
        }
    }

    @Test
    void bothAreToldOfBeforeEitherToolAnswers() {
        var office = twins();
        CHILDREN.reversed().forEach(child -> row(office, child, "running"));
        CHILDREN.forEach(child -> background(office, child));
        CHILDREN.forEach(child -> row(office, child, "completed"));
        assertEquals(List.of("succeeded", "succeeded"), commands(office, "r1"));
    }

    @Test
    void theAnswersOfTheToolsAreLost() {
        var office = twins();
        CHILDREN.reversed().forEach(child -> row(office, child, "running"));
        office.seconds(6);
        assertEquals(List.of("live", "live"), commands(office, "r1"));
        row(office, "left", "failed").seconds(1);
        assertEquals("failed", office.run("r1", "call:call-left"));
        row(office, "right", "completed").seconds(1);
        assertEquals("succeeded", office.run("r1", "call:call-right"));
    }

    @Test
    void theRowsAreListedAndTheAnswersCameBefore() {
        var office = twins();
        CHILDREN.forEach(child -> background(office, child));
        CHILDREN.reversed().forEach(child -> row(office, child, "completed"));
        assertEquals(List.of("succeeded", "succeeded"), commands(office, "r1"));
    }

    @Test
    void twiceInOneTurn() {
        var office = new Office().asks("r1", "Test it twice").starts("r1", MAIN);
        office.calls("r1", MAIN, "a", "exec", SAME)
                .calls("r1", MAIN, "b", "exec", SAME)
                .seconds(6);
        office.command("two", MAIN, "npm test", "running").command("one", MAIN, "npm test", "running");
        office.returns("r1", MAIN, "a", "exec", running("one")).returns("r1", MAIN, "b", "exec", running("two"));
        office.command("one", MAIN, "npm test", "failed");
        assertEquals("failed", office.run("r1", "call:a"));
        assertEquals("testing", office.run("r1", "call:b"));
        office.command("two", MAIN, "npm test", "completed");
        assertEquals(
                List.of("failed", "succeeded"),
                commands(office, "r1").stream().sorted().toList());
    }

    @Test
    void aRowThatWaitedForTheAnswerOfItsToolCountsWithThat() {
        var office = new Office().asks("r1", "Test it").starts("r1", MAIN);
        office.calls("r1", MAIN, "a", "exec", SAME);
        office.command("one", MAIN, "npm test", "running").command("one", MAIN, "npm test", "completed");
        office.returns("r1", MAIN, "a", "exec", running("one")).seconds(1);
        assertEquals(List.of("succeeded"), commands(office, "r1"));
        assertTrue(office.unfamiliar().isEmpty());
    }

    @Test
    void aNameThatIsGivenAgainIsAnotherCommand() {
        var office = new Office().asks("r1", "Test it").starts("r1", MAIN);
        office.calls("r1", MAIN, "a", "exec", SAME).returns("r1", MAIN, "a", "exec", running("one"));
        office.command("one", MAIN, "npm test", "completed").seconds(2);
        office.command("one", MAIN, "npm test", "running");
        assertEquals(List.of("succeeded", "live"), commands(office, "r1"));
        office.command("one", MAIN, "npm test", "failed");
        assertEquals(List.of("succeeded", "failed"), commands(office, "r1"));
    }
}
