package sitrep.connect.process.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sitrep.connect.commands.CommandRules;
import sitrep.connect.commands.Doing;
import sitrep.connect.commands.ShellScript;
import sitrep.core.vocabulary.Phase;

class ProgramActivityTest {
    private final Table table = new Table();
    private final ProgramActivity activity = new ProgramActivity(CommandRules.shipped(), table);

    /** Processes as a test lists them: each line a process, two spaces deeper than the one that started it. */
    private static final class Table implements ProcessTable {
        private final Map<Long, List<String>> commands = new HashMap<>();
        private final Map<Long, List<Long>> children = new HashMap<>();

        void list(String tree) {
            var path = new HashMap<Integer, Long>();
            for (var line : tree.lines().toList()) {
                var depth = (line.length() - line.stripLeading().length()) / 2;
                var pid = commands.size() + 1L;
                commands.put(pid, ShellScript.commands(line.strip()).getFirst());
                path.put(depth, pid);
                if (depth > 0)
                    children.computeIfAbsent(path.get(depth - 1), _ -> new java.util.ArrayList<>())
                            .add(pid);
            }
        }

        @Override
        public List<String> command(long pid) {
            return commands.getOrDefault(pid, List.of());
        }

        @Override
        public List<Long> children(long pid) {
            return children.getOrDefault(pid, List.of());
        }

        @Override
        public long readings() {
            return 0;
        }
    }

    @Test
    void theCommandOfAScriptThatRunsNowCounts() {
        assertEquals(new Doing.Quiet(false), now("sh -c 'sleep 2; mvn test'\n  sleep 2"));
    }

    @Test
    void aBuildIsABuildWhateverItStarts() {
        assertEquals(new Doing.Does(Phase.TESTING), now("sh -c 'a; mvn test'\n  mvn test\n    git status\n    curl x"));
    }

    @Test
    void besideAProgramThatDoesSomethingOneThatReadsIsItsFilter() {
        assertEquals(
                new Doing.Does(Phase.TESTING),
                now("sh -c 'tail x | mvn test | grep E'\n  cat x\n  mvn test\n  grep E"));
        assertEquals(new Doing.Does(Phase.READING_CONTEXT), now2("sh -c 'a | grep E'\n  unknown\n  grep E"));
    }

    @Test
    void anAgentsToolCountsWhileItRuns() {
        assertEquals(new Doing.Meanwhile(Phase.PLANNING, "claude"), now("claude -p x\n  mcp-server"));
        assertEquals(new Doing.Does(Phase.TESTING), now2("claude -p x\n  bash -c 'cd a; npm test'\n    npm test"));
    }

    @Test
    void unknownProgramsAreLookedInto() {
        assertEquals(new Doing.Does(Phase.RESEARCHING), now("./ci.sh\n  sh step\n    curl -sS x"));
        assertEquals(new Doing.Unknown(), now2("./ci.sh\n  sleep 5"));
    }

    @Test
    void aProcessThatIsGoneSaysNothing() {
        assertInstanceOf(Doing.Quiet.class, activity.now(99));
    }

    @Test
    void aTreeWithoutEndIsNotFollowed() {
        table.commands.put(1L, List.of("unknown"));
        table.children.put(1L, List.of(1L, 1L, 1L));
        assertEquals(new Doing.Unknown(), activity.now(1));
    }

    @Test
    void thisMachinesTableKnowsThisProcess() {
        var self = ProcessHandle.current().pid();
        for (var real : List.of(ProcessTable.here(), new ProcessTable.Handles())) {
            assertEquals("java", real.command(self).getFirst().replaceAll(".*/", ""));
            assertEquals(List.of(), real.command(Integer.MAX_VALUE));
            assertEquals(List.of(), real.children(Integer.MAX_VALUE));
        }
    }

    @Test
    void thisMachinesTableKnowsChildren() throws Exception {
        var child = new ProcessBuilder("sleep", "60").start();
        try {
            for (var real : List.of(ProcessTable.here(), new ProcessTable.Handles())) {
                assertEquals(true, real.children(ProcessHandle.current().pid()).contains(child.pid()));
                assertEquals(
                        List.of("sleep", "60"),
                        real.command(child.pid()).stream()
                                .map(word -> word.replaceAll(".*/", ""))
                                .toList());
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private Doing now(String tree) {
        table.list(tree);
        return activity.now(1);
    }

    private Doing now2(String tree) {
        table.commands.clear();
        table.children.clear();
        return now(tree);
    }
}
