package sitrep.connect.process.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sitrep.connect.commands.Doing;
import sitrep.connect.process.output.OutputNews;
import sitrep.core.event.Fact;
import sitrep.core.event.Progress;
import sitrep.core.event.RunId;
import sitrep.core.vocabulary.Phase;

class ProcessFactsTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Doing QUIET = new Doing.Quiet(false);

    private final ProcessFacts facts = new ProcessFacts(new RunId("r"), Phase.TESTING);
    private final List<String> said = new ArrayList<>();
    private ProcessFacts.State state = ProcessFacts.State.opened(Phase.STARTING, START);

    @Test
    void newsIsSaidAtOnceAndThenOnceASecond() {
        look(250, "one", QUIET);
        look(500, "two", QUIET);
        look(750, "three", QUIET);
        look(1250, QUIET);
        assertEquals(List.of("250 one", "1250 three"), said);
    }

    @Test
    void whatWasHeldBackIsSaidBeforeTheEnd() {
        look(250, "one", QUIET);
        look(500, "two", QUIET);
        assertEquals(List.of("end two"), last(OutputNews.NONE));
        assertEquals(List.of("end three"), last(text("three")));
        assertEquals(
                List.of(),
                last(text("one")).stream().filter(line -> line.contains("one")).toList());
    }

    @Test
    void repeatsAreNotNews() {
        look(250, "same", QUIET);
        look(2000, "same", QUIET);
        look(4000, "same", QUIET);
        assertEquals(List.of("250 same", "2000 .", "4000 ."), said);
    }

    @Test
    void linesThatDifferInNumbersOnlyCountAsProgressUntilFiveSecondsArePast() {
        for (var n = 1; n <= 8; n++) look(n * 1000, progress("test " + n, n, 8), QUIET);
        assertEquals(
                List.of(
                        "1000 test 1 1/8",
                        "2000 2/8",
                        "3000 3/8",
                        "4000 4/8",
                        "5000 5/8",
                        "6000 test 6 6/8",
                        "7000 7/8",
                        "8000 8/8"),
                said);
        assertEquals(List.of("end test 8"), last(OutputNews.NONE));
    }

    @Test
    void aCountOfTheSameDoesNotFallUnlessItBeginsAnew() {
        look(1000, progress("a", 6, 40), QUIET);
        look(2000, progress("b", 5, 40), QUIET);
        look(3000, progress("c", 7, 40), QUIET);
        look(4000, progress("d", 1, 40), QUIET);
        look(5000, progress("e", 3, 9), QUIET);
        assertEquals(List.of("1000 a 6/40", "2000 b", "3000 c 7/40", "4000 d 1/40", "5000 e 3/9"), said);
    }

    @Test
    void aTextThatNamesTheCountIsSaidWithIt() {
        look(1000, progress("[1/8] Building f1.o", 1, 8), QUIET);
        look(2000, progress("[2/8] Building f2.o", 2, 8), QUIET);
        look(3000, progress("[3/8] Building f3.o", 3, 8), QUIET);
        assertEquals(
                List.of("1000 [1/8] Building f1.o 1/8", "2000 [2/8] Building f2.o 2/8", "3000 [3/8] Building f3.o 3/8"),
                said);
    }

    @Test
    void aLivingCommandThatSaysNothingGivesAPulse() {
        for (var at = 250; at <= 11_000; at += 250) look(at, QUIET);
        assertEquals(List.of("5000 .", "10000 ."), said);
    }

    @Test
    void outputWithoutNewsIsASignOfLifeOnceASecond() {
        for (var at = 250; at <= 3000; at += 250) step(at, true, OutputNews.NONE, QUIET);
        assertEquals(List.of("1000 .", "2000 .", "3000 ."), said);
    }

    @Test
    void thePhaseFollowsTheProgramThatRuns() {
        look(250, QUIET);
        look(500, new Doing.Does(Phase.TESTING));
        look(750, new Doing.Does(Phase.TESTING));
        look(1000, QUIET);
        look(1250, new Doing.Does(Phase.EDITING));
        look(1500, new Doing.Does(Phase.EDITING));
        assertEquals(List.of("500 testing", "1500 editing"), said);
    }

    @Test
    void aPhaseThatIsOverWithinABreathOfTheOneBeforeIsSaidAllTheSame() {
        look(250, new Doing.Does(Phase.EDITING));
        look(500, new Doing.Does(Phase.TESTING));
        look(750, QUIET);
        look(1000, QUIET);
        look(1250, QUIET);
        look(1500, new Doing.Does(Phase.RESEARCHING));
        assertEquals(List.of("250 editing", "1250 testing"), said);
        assertEquals(List.of("end researching"), last(OutputNews.NONE));
    }

    @Test
    void aPhaseThatIsTakenUpAgainWithinABreathWasNeverLeft() {
        look(250, new Doing.Does(Phase.TESTING));
        look(500, new Doing.Does(Phase.EDITING));
        look(750, new Doing.Does(Phase.TESTING));
        look(1500, QUIET);
        assertEquals(List.of("250 testing"), said);
    }

    @Test
    void anUnknownProgramIsOtherwiseOnlyAfterTwoSeconds() {
        look(250, new Doing.Unknown());
        look(2000, new Doing.Unknown());
        look(2250, new Doing.Unknown());
        assertEquals(List.of("2250 testing"), said);
    }

    @Test
    void shortUnknownProgramsSayNothing() {
        for (var at = 250; at < 4500; at += 500) {
            look(at, new Doing.Unknown());
            look(at + 250, QUIET);
        }
        assertEquals(List.of(), said);
    }

    @Test
    void anAgentIsInItsOwnPhaseWhileNothingElseRuns() {
        look(250, new Doing.Meanwhile(Phase.PLANNING, "claude"));
        look(1500, new Doing.Does(Phase.TESTING));
        look(3000, new Doing.Meanwhile(Phase.PLANNING, "claude"));
        assertEquals(List.of("250 planning", "1500 testing", "3000 planning"), said);
    }

    /** Whatever is seen: at most one update a second, at least one sign in five, and the last word is said. */
    @Test
    void theRatesHoldWhateverIsSeen() {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            state = ProcessFacts.State.opened(Phase.STARTING, START);
            said.clear();
            var times = new ArrayList<Integer>();
            var updates = new ArrayList<Integer>();
            var latest = "";
            for (var at = 250; at < 60_000; at += 250) {
                var news = random.nextInt(3) == 0 ? text("line " + (char) ('a' + random.nextInt(5))) : OutputNews.NONE;
                latest = news.text().orElse(latest);
                var before = said.size();
                step(at, random.nextBoolean(), news, random.nextBoolean() ? QUIET : new Doing.Unknown());
                if (said.size() > before) times.add(at);
                if (said.size() > before && said.getLast().contains("line")) updates.add(at);
            }
            for (var i = 1; i < times.size(); i++) assertTrue(times.get(i) - times.get(i - 1) <= 5_000, "seed " + seed);
            for (var i = 1; i < updates.size(); i++)
                assertTrue(updates.get(i) - updates.get(i - 1) >= 1_000, "seed " + seed);
            var words = new ArrayList<>(said);
            words.addAll(last(OutputNews.NONE));
            var lastText = words.stream()
                    .filter(word -> word.contains("line"))
                    .toList()
                    .getLast();
            assertTrue(lastText.endsWith(latest), "seed " + seed + ": " + lastText + " is not " + latest);
        }
    }

    private void look(int millis, Doing doing) {
        step(millis, false, OutputNews.NONE, doing);
    }

    private void look(int millis, String text, Doing doing) {
        step(millis, true, text(text), doing);
    }

    private void look(int millis, OutputNews news, Doing doing) {
        step(millis, true, news, doing);
    }

    private void step(int millis, boolean spoke, OutputNews news, Doing doing) {
        var at = START.plus(Duration.ofMillis(millis));
        var step = facts.next(state, new ProcessFacts.Look(at, spoke, news, doing));
        state = step.state();
        step.facts().forEach(fact -> said.add(spoken("" + millis, fact)));
    }

    private List<String> last(OutputNews news) {
        return facts.last(state, news).stream().map(fact -> spoken("end", fact)).toList();
    }

    private static String spoken(String when, Fact.OfRun fact) {
        var advanced = (Fact.RunAdvanced) fact;
        var words = new StringBuilder(when);
        advanced.phase().ifPresent(phase -> words.append(" ").append(phase.word()));
        advanced.update().ifPresent(text -> words.append(" ").append(text));
        advanced.progress()
                .ifPresent(it -> words.append(" ").append(it.done()).append("/").append(it.total()));
        if (advanced.isHeartbeat()) words.append(" .");
        return words.toString();
    }

    private static OutputNews text(String text) {
        return new OutputNews(Optional.of(text), Optional.empty());
    }

    private static OutputNews progress(String text, long done, long total) {
        return new OutputNews(Optional.of(text), Optional.of(new Progress(done, total)));
    }
}
