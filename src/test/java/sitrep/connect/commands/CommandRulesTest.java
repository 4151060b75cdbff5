package sitrep.connect.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.Phase;

class CommandRulesTest {
    private static final CommandRules RULES = CommandRules.shipped();

    @ParameterizedTest
    @CsvFileSource(resources = "/process/commands.txt", delimiter = '→', quoteCharacter = '~', numLinesToSkip = 1)
    void aCommandLineTellsThePhase(String line, String expected) {
        assertEquals(expected, spoken(RULES.judge(ShellScript.commands(line).getFirst())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '~', textBlock = """
            claude                                             → claude
            /opt/bin/codex exec 'mend; it'                     → codex
            npx -y @anthropic-ai/claude-code@2.1.332 -p x      → claude
            node /x/@github/copilot/npm-loader.js              → copilot
            sh -c "gemini -p x"                                → gemini
            sh -c 'cd app && export X=1; exec claude -p x'     → claude
            bash -lc "echo 'mend it' | codex exec -"           → codex
            sh -c 'claude -p x; mvn test'                      → none
            sh -c 'claude -p x && echo done'                   → none
            bunx opencode-ai                                   → opencode
            make && claude -p x                                → none
            make                                               → none
            """)
    void anAgentIsKnownHoweverItIsStarted(String line, String expected) {
        assertEquals(expected, RULES.agent(List.of(line)).orElse("none"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '~', textBlock = """
            cd app && mvn test                                → testing
            set -e; export X=1; mvn -q verify                 → testing
            mvn test | tee log | grep FAIL                    → testing
            if [ -f pom.xml ]; then mvn test; fi              → testing
            for f in a b; do npx jest $f; done                → testing
            git status; mvn test                              → reading_context
            cd x # a comment; mvn deploy\\n\\nmake -j2     → testing
            echo reading; sleep 2; mvn -q -v; exit 3          → none
            ./unknown && mvn test                             → none
            claude -p x; mvn test                             → none
            claude -p x                                       → planning
            echo "$(curl http://x/) && mvn"                   → none
            cat > a.txt <<'END'\\nmvn test\\nEND                → editing
            cat a.txt > /dev/null                             → reading_context
            mvn test 2>&1 >log                                → testing
            """)
    void aScriptBeginsWithTheFirstCommandThatTakesTime(String script, String expected) {
        var first = RULES.first(List.of("sh", "-c", script.replace("\\n", "\n")));
        assertEquals(expected, first.map(Phase::word).orElse("none"));
    }

    @Test
    void aScriptIsSplitIntoItsCommands() {
        var script = "a 'b c' \"d $(e) f\" && X=1 g\\ h|i>j 2>&1;k<<E; # l\nm\nE\nwhile n; do o & done";
        assertEquals(
                "a,b c,d $(e) f / g h / i,> / k / n / o",
                ShellScript.commands(script).stream()
                        .map(words -> String.join(",", words))
                        .collect(Collectors.joining(" / ")));
    }

    @Test
    void aScriptIsReadOnlyUpToItsLimits() {
        assertEquals(
                ShellScript.COMMANDS, ShellScript.commands("a;".repeat(5_000)).size());
        assertEquals(1, ShellScript.commands("a".repeat(1_000_000)).size());
        for (var broken : List.of("'", "\"", "$(", "`", "\\", "<<", ">", "a <<X", "((((", "$(()")) {
            ShellScript.commands(broken);
        }
    }

    @Test
    void commandsWrappedWithoutEndAreNotFollowed() {
        assertEquals("unknown", spoken(RULES.judge(List.of(("env ".repeat(50) + "mvn").split(" ")))));
    }

    @Test
    void aBadRuleIsRefusedWithItsLine() {
        var refused = assertThrows(
                Invalid.class, () -> CommandRulesReader.read(RuleFile.lines("# rules\n\ntesting: a\ntestin: b\n")));
        assertEquals("line 4 of the rules", refused.field());
        assertThrows(Invalid.class, () -> CommandRulesReader.read(RuleFile.lines("done: a\n")));
        assertThrows(Invalid.class, () -> CommandRulesReader.read(RuleFile.lines("testing a\n")));
    }

    private static String spoken(Doing doing) {
        return switch (doing) {
            case Doing.Does(var phase) -> phase.word();
            case Doing.Meanwhile(var phase, var _) -> "meanwhile " + phase.word();
            case Doing.Quiet(var instant) -> instant ? "instant" : "quiet";
            case Doing.Script(var commands) -> commands.size() + " commands";
            case Doing.Unknown _ -> "unknown";
        };
    }
}
