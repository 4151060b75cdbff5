package sitrep.connect.openclaw.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sitrep.json.Json;

/** What is asked of a gateway, and when. */
class GatewayInquiryTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final GatewayInquiry inquiry = new GatewayInquiry(Set.of("operator.read"));

    private List<String> due(Duration after) {
        return inquiry.due(START.plus(after)).stream()
                .map(message -> Json.read(message.text()).path("method").asString())
                .sorted()
                .toList();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    /** All seven that were asked first, after so long. */
    private void answerAll(Duration after) {
        for (var i = 1; i <= 7; i++) inquiry.answered("sitrep-" + i, START.plus(after));
    }

    @Test
    void atFirstItAsksToBeToldAndHowThingsStand() {
        inquiry.begin(START);
        assertEquals(
                List.of(
                        "cron.list",
                        "sessions.list",
                        "sessions.list",
                        "sessions.subscribe",
                        "tasks.list",
                        "tasks.list"),
                due(Duration.ZERO));
        assertEquals(List.of(), due(seconds(19)));
    }

    @Test
    void itAsksAgainOnlyWhenTheQuestionBeforeIsAnswered() {
        inquiry.begin(START);
        assertEquals(6, due(Duration.ZERO).size());
        assertEquals(List.of(), due(seconds(50)));
        answerAll(seconds(51));
        assertEquals(List.of(), due(seconds(52)));
    }

    @Test
    void aQuickAnswerIsAskedForAgainSoonAndASlowOneLater() {
        inquiry.begin(START);
        due(Duration.ZERO);
        answerAll(seconds(0.1));
        assertEquals(List.of(), due(seconds(20)));
        assertEquals(List.of("sessions.list", "tasks.list", "tasks.list"), due(seconds(20.2)));
        for (var id = 7; id <= 9; id++) inquiry.answered("sitrep-" + id, START.plus(seconds(27.2)));
        assertEquals(List.of(), due(seconds(120)), "an answer that took 7 s is asked for every 140 s");
        assertEquals(3, due(seconds(168)).size());
    }

    @Test
    void aDoubtIsClearedAtOnceAndSeveralAreOne() {
        inquiry.begin(START);
        due(Duration.ZERO);
        answerAll(seconds(0.1));
        inquiry.doubt(START.plus(seconds(1)));
        inquiry.doubt(START.plus(seconds(1.2)));
        assertEquals(4, due(seconds(1.5)).size());
        assertEquals(List.of(), due(seconds(1.9)));
    }

    @Test
    void aDoubtThatComesWhileAQuestionIsOpenIsClearedAfterItsAnswer() {
        inquiry.begin(START);
        due(Duration.ZERO);
        inquiry.doubt(START.plus(seconds(1)));
        assertEquals(List.of(), due(seconds(2)));
        answerAll(seconds(3));
        assertEquals(4, due(seconds(3)).size());
    }

    @Test
    void whatIsNotAnsweredIsGivenUpAndAskedAgain() {
        inquiry.begin(START);
        due(Duration.ZERO);
        assertEquals(List.of(), inquiry.overdue(START.plus(seconds(60))));
        assertEquals(6, inquiry.overdue(START.plus(seconds(60.1))).size());
        assertTrue(inquiry.answered("sitrep-1", START.plus(seconds(61))).isEmpty(), "it comes too late");
    }

    @Test
    void onlySoManySessionsAreFollowedAndEachOnce() {
        var all = new GatewayInquiry(Set.of("operator.read", "operator.approvals"));
        for (var i = 0; i < 500; i++) all.follow("session-" + i % 300, START);
        assertEquals(200, all.due(START).size());
        inquiry.follow("session", START);
        assertEquals(List.of(), due(Duration.ZERO), "without the scope nobody is followed");
    }

    @Test
    void transcriptsAreAskedForSeldomAndFewAtATime() {
        for (var i = 0; i < 50; i++) inquiry.history("session-" + i, START);
        assertEquals(10, due(Duration.ZERO).size());
        for (var i = 1; i <= 10; i++) inquiry.answered("sitrep-" + i, START.plus(seconds(1)));
        inquiry.history("session-0", START.plus(seconds(4)));
        assertEquals(List.of(), due(seconds(4)));
        inquiry.history("session-0", START.plus(seconds(6)));
        assertEquals(List.of("chat.history"), due(seconds(6)));
    }
}
