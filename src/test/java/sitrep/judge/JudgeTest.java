package sitrep.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.patience.Patience;
import sitrep.core.text.Invalid;

/** Judging: what counts as a silence, as a mistake and as a wait, on timelines written by hand. */
class JudgeTest {
    @TempDir
    private Path folder;

    private Findings judged(String agent, String... rows) throws IOException {
        Files.writeString(folder.resolve("sessions.csv"), "session,agent,source\ns1," + agent + ",here\n");
        return judgedAlone(rows);
    }

    private Findings judgedAlone(String... rows) throws IOException {
        var text = "session,t,kind,tool,cls,call,dur,flag,perm\n" + String.join("\n", rows) + "\n";
        Files.writeString(folder.resolve("timelines.csv"), text);
        return Judge.of(folder);
    }

    private static Map<String, Score> hidden(Findings findings) {
        return findings.overall("A");
    }

    @Test
    void a_silence_that_outlasts_its_limit_and_heals_is_a_mistake() throws IOException {
        var scores = hidden(judged("claude", "s1,0,prompt,,,,,,auto", "s1,360,model,,text,,,,auto"));
        assertEquals(1, scores.get("sitrep").falseAlarms());
        assertEquals(60, scores.get("sitrep").mistakeSeconds().orElseThrow(), 0.1);
        assertEquals(1, scores.get("fixed_120").falseAlarms());
        assertEquals(0, scores.get("fixed_600").falseAlarms());
    }

    @Test
    void a_long_call_where_somebody_may_be_asked_is_a_wait_and_no_stall() throws IOException {
        var findings = judged(
                "claude",
                "s1,0,prompt,,,,,,default",
                "s1,1,tool_start,,edit,1,,,default",
                "s1,901,tool_end,,edit,1,,,default");
        assertEquals(0, hidden(findings).get("sitrep").falseAlarms());
        assertEquals(1, hidden(findings).get("fixed_600").falseAlarms());
        assertEquals(1, findings.waits().waits());
        assertEquals(OptionalDouble.of(1), findings.waits().caughtWithin15s());
    }

    @Test
    void where_nobody_is_asked_the_same_is_a_mistake_and_no_wait() throws IOException {
        var findings = judged(
                "claude", "s1,0,prompt,,,,,,auto", "s1,1,tool_start,,edit,1,,,auto", "s1,901,tool_end,,edit,1,,,auto");
        assertEquals(1, hidden(findings).get("sitrep").falseAlarms());
        assertEquals(0, findings.waits().waits());
        assertEquals(0, findings.waits().said());
    }

    @Test
    void with_approvals_visible_only_the_measured_end_of_a_call_is_judged() throws IOException {
        var findings = judged(
                "codex",
                "s1,0,prompt,,,,,,onreq",
                "s1,1,tool_start,,sh_git,1,,esc,onreq",
                "s1,899,exec_end,,sh_git,1,9.5,,onreq",
                "s1,900,tool_end,,sh_git,1,,,onreq");
        assertEquals(0, findings.overall("B").get("fixed_60").falseAlarms());
        assertEquals(1, findings.overall("A").get("fixed_60").falseAlarms());
        assertEquals(OptionalDouble.of(1), findings.waits().caughtWithin15s());
        assertEquals(
                List.of(1L, 1L),
                List.of(findings.waits().measured(), findings.waits().right()));
    }

    @Test
    void when_a_turn_is_over_or_a_question_asked_nothing_is_judged() throws IOException {
        var findings = judged(
                "claude",
                "s1,0,prompt,,,,,,auto",
                "s1,1,turn_end,,,,,,auto",
                "s1,9000,prompt,,,,,,auto",
                "s1,9001,tool_start,,ask,1,,,auto",
                "s1,12000,tool_end,,ask,1,,,auto");
        assertEquals(0, hidden(findings).get("fixed_60").falseAlarms());
        assertEquals(0, hidden(findings).get("sitrep").falseAlarms());
    }

    @Test
    void a_local_command_with_its_output_begins_no_turn() throws IOException {
        var findings = judged(
                "claude", "s1,0,prompt_cmd,,,,,,auto", "s1,0.1,prompt_cmd,,,,,,auto", "s1,900,model,,text,,,,auto");
        assertEquals(0, hidden(findings).get("sitrep").falseAlarms());
    }

    @Test
    void what_a_person_broke_off_is_left_out() throws IOException {
        var findings = judged("claude", "s1,0,prompt,,,,,,auto", "s1,900,interrupt,,,,,,auto");
        assertEquals(0, hidden(findings).get("fixed_60").falseAlarms());
    }

    @Test
    void unknown_words_and_a_missing_list_of_sessions_do_no_harm() throws IOException {
        var findings = judgedAlone(
                "s1,0,prompt,,,,,,",
                "s1,1,tool_start,,sh_unheard_of,7,,,martian",
                "s1,2,marvel,,,,,,martian",
                "s1,30,tool_end,,,7,,,martian",
                "s1,29,model,,text,,,,martian");
        assertEquals(1, findings.sessions());
        assertTrue(findings.views().get("A").containsKey("unknown"));
    }

    @Test
    void a_row_that_is_no_signal_is_refused_by_its_place() {
        var refused = assertThrows(Invalid.class, () -> judgedAlone("s1,soon,prompt,,,,,,"));
        assertTrue(refused.getMessage().contains("row 2"), refused.getMessage());
    }

    @Test
    void the_sample_is_judged_as_recorded_and_twice_the_same() throws IOException {
        var sessions = Timelines.read(Path.of("src/test/resources/timelines"));
        var once = Findings.of(sessions, Patience.USUAL);
        assertEquals(once, Findings.of(sessions, Patience.USUAL));
        var expected = Files.readString(Path.of("src/test/resources/timelines/expected.txt"));
        assertEquals(expected, recorded(once));
    }

    private static String recorded(Findings findings) {
        var text = new StringBuilder();
        for (var view : List.of("A", "B")) {
            for (var rule : List.of("sitrep", "fixed_300")) {
                var score = findings.overall(view).get(rule);
                text.append("%s %s: %d false in %.2f h, delay %.0f %.0f %.0f s%n"
                        .formatted(
                                view,
                                rule,
                                score.falseAlarms(),
                                score.activeHours(),
                                score.delay().orElseThrow().p50(),
                                score.delay().orElseThrow().p90(),
                                score.delay().orElseThrow().mean()));
            }
        }
        var waits = findings.waits();
        return text
                + "waits: %d, caught %.2f, false %d%n"
                        .formatted(waits.waits(), waits.caughtWithin15s().orElseThrow(), waits.said());
    }

    private static String refusal(Executable reading) {
        return String.valueOf(assertThrows(Invalid.class, reading).getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s1,soon,prompt  | row 2, t",
                "s1,NaN,prompt   | row 2, t",
                "s1,1e300,prompt | row 2, t",
                "s1,,prompt      | row 2, t",
                "s1,1,           | row 2, kind",
                ",1,prompt       | row 2, session"
            })
    void a_row_that_tells_no_signal_is_refused_with_its_number(String row, String where) {
        var said = refusal(() -> judgedAlone(row));
        assertTrue(said.contains(where), said);
    }

    @Test
    void what_sessions_and_calls_are_called_is_not_ours_to_refuse() throws IOException {
        var odd = "\u001b[31m" + "x".repeat(500);
        var findings = judged(
                "codex",
                "s1,0,prompt,,,,,,onreq",
                odd + ",0,prompt,,,,,,auto",
                odd + ",1,tool_start,,edit," + odd + ",,,auto",
                odd + ",901,tool_end,,edit," + odd + ",,,auto");
        assertEquals(2, findings.sessions());
        assertEquals(1, hidden(findings).get("sitrep").falseAlarms());
    }

    @Test
    void a_measured_time_below_nothing_is_none() throws IOException {
        var findings = judged(
                "codex",
                "s1,0,prompt,,,,,,onreq",
                "s1,1,tool_start,,sh_git,1,,,onreq",
                "s1,90,exec_end,,sh_git,1,-9,,onreq",
                "s1,100,tool_end,,sh_git,1,,,onreq");
        assertEquals(0, findings.waits().measured());
    }

    @Test
    void an_empty_list_of_sessions_is_none_and_one_without_their_names_is_refused() throws IOException {
        Files.writeString(folder.resolve("sessions.csv"), "");
        assertEquals(1, judgedAlone("s1,0,prompt,,,,,,auto").sessions());
        Files.writeString(folder.resolve("sessions.csv"), "agent,source\nclaude,here\n");
        assertTrue(refusal(() -> judgedAlone("s1,0,prompt,,,,,,auto")).contains("no column session"));
    }

    @Test
    void a_file_without_rows_is_refused() {
        assertTrue(refusal(this::judgedAlone).contains("no rows"));
    }

    @Test
    void rows_may_come_in_any_order_with_a_mark_before_them_and_blank_lines_between() throws IOException {
        Files.writeString(
                folder.resolve("timelines.csv"),
                "\uFEFFsession,t,kind,perm\r\ns1,350,model,auto\r\n\r\ns1,0,prompt,auto\r\n");
        assertEquals(1, hidden(Judge.of(folder)).get("sitrep").falseAlarms());
    }

    @Test
    void a_kind_of_worker_or_tool_that_nobody_knows_is_judged_by_the_usual_limits() throws IOException {
        var findings = judged(
                "brand/new~agent",
                "s1,0,prompt,,,,,,",
                "s1,1,tool_start,,quantum,1,,,",
                "s1,302,tool_end,,quantum,1,,,",
                "s1,303,something_new,,,,,,",
                "s1,700,model,,,,,,");
        assertEquals(2, hidden(findings).get("sitrep").falseAlarms());
        assertTrue(findings.views().get("A").containsKey("brand/new~agent"));
    }

    @Test
    void each_group_of_sources_is_judged_alone_and_left_out() throws IOException {
        Files.writeString(folder.resolve("sessions.csv"), "session,agent,source\ns1,claude,one\ns2,claude,two\n");
        var findings = judgedAlone(
                "s1,0,prompt,,,,,,auto", "s1,350,model,,,,,,auto", "s2,0,prompt,,,,,,auto", "s2,9,model,,,,,,auto");
        var one = findings.groups().getFirst();
        assertEquals("one", one.source());
        assertEquals(1, one.own().hidden().falseAlarms());
        assertEquals(0, one.others().hidden().falseAlarms());
        assertEquals(0, findings.groups().getLast().own().hidden().falseAlarms());
    }

    /** Its approvals come before its calls are told of, as far as anybody knows, and no mode is on record. */
    @ParameterizedTest
    @CsvSource({
        "brand-new, model, '', 0",
        "brand-new, model, default, 0",
        "brand-new, tool_end, '', 0",
        "opencode, model, '', 0",
        "claude, model, default, 0",
        "codex, model, onreq, 0",
        "brand-new, model, never, 1",
        "claude, model, auto, 1",
        "pi, model, '', 1",
        "claude, tool_end, default, 1",
        "brand-new, something_new, '', 1"
    })
    void a_long_wait_after_an_answer_is_no_stall_where_a_person_may_be_asked_first(
            String agent, String last, String mode, int stalls) throws IOException {
        var findings = judged(
                agent,
                "s1,0,prompt,,,,,," + mode,
                "s1,1,tool_start,,read,1,,," + mode,
                "s1,2," + last + ",,text,1,,," + mode,
                "s1,3,tool_end,,read,1,,," + mode,
                "s1,4," + last + ",,text,1,,," + mode,
                "s1,4000,tool_start,,edit,2,,," + mode,
                "s1,4001,tool_end,,edit,2,,," + mode);
        assertEquals(stalls, hidden(findings).get("sitrep").falseAlarms());
    }

    @Test
    void what_was_a_false_alarm_once_is_borne_for_twice_as_long() throws IOException {
        var findings = judged(
                "claude",
                "s1,0,prompt,,,,,,auto",
                "s1,400,model,,text,,,,auto",
                "s1,800,model,,text,,,,auto",
                "s1,1200,model,,text,,,,auto");
        assertEquals(1, hidden(findings).get("sitrep").falseAlarms());
    }

    @Test
    void of_what_there_was_none_neither_a_share_nor_a_rate_is_told() throws IOException {
        var waits = judged("claude", "s1,0,prompt,,,,,,default", "s1,9,turn_end,,,,,,default")
                .waits();
        assertEquals(0, waits.waits());
        assertEquals(OptionalDouble.empty(), waits.caughtWithin15s());
        assertEquals(OptionalDouble.empty(), waits.falsePerHour());
    }

    @Test
    void where_nothing_is_judged_there_is_no_rate_and_no_delay() throws IOException {
        var score = hidden(judged("claude", "s1,0,turn_end,,,,,,auto", "s1,900,prompt,,,,,,auto"))
                .get("sitrep");
        assertEquals(OptionalDouble.empty(), score.falseAlarmsPerHour());
        assertEquals(Optional.empty(), score.delay());
        assertEquals(OptionalDouble.empty(), score.mistakeSeconds());
    }
}
