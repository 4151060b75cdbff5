package sitrep.connect.process.follow;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.connect.process.Said;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;

/** A command under its keeper is exactly that command, and what can be seen of it is told from behind. */
class KeeperTest {
    @TempDir
    private Path data;

    private Shell shell;
    private String run;

    @BeforeEach
    void start() throws IOException {
        shell = new Shell(data);
        run = shell.run;
    }

    @AfterEach
    void stop() throws IOException {
        shell.close();
    }

    private Shell.Ended shell(String script) throws IOException, InterruptedException {
        return shell.does(script);
    }

    private Said said() {
        return shell.said();
    }

    private Said saidAfterEnds(int count) {
        await().until(() -> said().outcomes().size() == count);
        return said();
    }

    /** Each script is run as it stands, and with RUN as the keeper. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN sh -c 'exit 7'",
                "RUN no-such-command 2>/dev/null",
                "RUN / 2>/dev/null",
                "sh -c 'RUN sh -c \"kill -TERM \\$\\$\"; echo status $?'",
                "sh -c 'RUN sh -c \"kill -KILL \\$\\$\"; echo status $?'",
                "RUN sh -c 'readlink /proc/$$/fd/0; wc -c' <&-",
                "RUN sh -c 'echo hi; echo status $? >&2' >&- 2>&1",
                "RUN sh -c 'echo hi >&2; echo status $?' 2>&-",
                "RUN sh -c 'ls /proc/self/fd' <&- 2>&-",
                "RUN diff <(echo a) <(echo a; echo b) | tail -n 1",
                "RUN sh -c 'echo three >&3' 3>f; cat f; rm f",
                "RUN sh -c 'ls /proc/self/fd' 7</dev/null",
                "ulimit -Sn 1000; RUN sh -c 'ulimit -a; cat /proc/self/coredump_filter /proc/self/oom_score_adj'",
                "trap '' INT HUP USR2; RUN grep -E 'Sig(Ign|Blk)' /proc/self/status",
                "RUN grep -E 'Sig(Ign|Blk|Cgt)' /proc/self/status",
                "RUN sh -c 'for i in $(seq 900); do echo o$i; echo e$i >&2; done' >f 2>&1; cat f; rm f",
                "RUN sh -c 'for i in $(seq 900); do echo o$i; echo e$i >&2; done' 2>&1 | cat",
                "RUN seq 100000 | head -n 3; echo ${PIPESTATUS[1]}",
                "RUN yes | head -n 1; echo ${PIPESTATUS[0]}",
                "head -c 3000000 /dev/urandom >f; RUN cat f | cmp - f; RUN cat <f | cmp - f; rm f",
                "printf 'a\\xffb' >f; RUN printf '%s' $'\\xff\\xfe' | od -c; RUN cat f; rm f",
                "printf 'echo plain $1' >s; chmod +x s; RUN ./s word; rm s",
                "echo $(RUN sh -c 'sleep 0.1 & echo begun')",
                "timeout -s INT 1 RUN sleep 20; echo $?",
                "RUN env | grep -vE '^(SITREP_|TRACEPARENT|_=)'",
                "RUN sh -c 'pwd; umask; nice'",
            })
    void isExactlyTheCommand(String script) throws Exception {
        var bare = "export UNTOLD=1; " + script.replace("RUN ", "");
        assertEquals(shell(bare), shell("export UNTOLD=1; " + script.replace("RUN", run + " --")));
    }

    @Test
    void whatItLeavesInTheBackgroundIsNotWaitedForAndLosesNothing() throws Exception {
        var late = "until [ -e go ]; do sleep 0.1; done; echo late; echo on";
        var ended = shell(run + " -- sh -c '(" + late + ") & echo now' >f; cat f");
        assertEquals("now\n", ended.out());
        Files.createFile(data.resolve("go"));
        await().until(() -> Files.readString(data.resolve("f")).equals("now\nlate\non\n"));
    }

    @Test
    void itIsToldFromBehindWithTheTimesAtWhichItWasSo() throws Exception {
        var script = " --name Nightly --label a=b -- sh -c 'echo one; echo \"[3/5] two\"; echo bad >&2; exit 3'";
        var began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        assertEquals(new Shell.Ended(3, "one\n[3/5] two\n", "bad\n"), shell(run + script));
        var over = Instant.now();
        var said = saidAfterEnds(1);
        assertEquals(List.of("Nightly"), said.names());
        assertEquals(List.of("failed"), said.outcomes());
        assertEquals(List.of("exit 3: bad"), said.summaries());
        var times = said.events().stream().map(Event::at).toList();
        assertTrue(times.stream().noneMatch(at -> at.isBefore(began) || at.isAfter(over)), times::toString);
    }

    @Test
    void toldToStopIsSaidWhateverTheStatus() throws Exception {
        var script = " -- sh -c 'trap \"exit 0\" TERM; echo ready; while :; do sleep 0.1; done' >f & pid=$!;"
                + " until grep -q ready f; do sleep 0.1; done; kill $pid; wait $pid; echo $?";
        assertEquals("0\n", shell(run + script).out());
        var said = saidAfterEnds(1);
        assertEquals(List.of("cancelled"), said.outcomes());
        assertEquals(List.of("told to stop by SIGTERM, then exit 0"), said.summaries());
        assertEquals(1, said.facts(Fact.RunStopping.class).count());
    }

    @Test
    void afterAKeeperThatWasKilledTheEndOfTheCommandIsAGuess() throws Exception {
        shell(run + " -- sh -c 'echo x; sleep 1; kill -9 $PPID; sleep 1'");
        assertEquals(List.of("lost"), saidAfterEnds(1).outcomes());
    }

    @Test
    void aLoopOfShortCommandsIsToldByOneProcess() throws Exception {
        shell("for i in $(seq 30); do " + run + " -- true; done");
        assertEquals(
                IntStream.range(0, 30).mapToObj(_ -> "succeeded").toList(),
                saidAfterEnds(30).outcomes());
        assertEquals(1, shell.launched().size());
        assertTrue(Files.list(data.resolve("runs")).toList().isEmpty());
    }

    @Test
    void whereNothingCanBeWrittenItRunsAllTheSame() throws Exception {
        assertEquals(
                new Shell.Ended(5, "hi\n", ""),
                shell("SITREP_DATA=/dev/null/x " + run + " -- sh -c 'echo hi; exit 5'"));
    }

    @Test
    void whatTheKeeperDoesNotUnderstandIsLeftToTheProgram() throws Exception {
        var ended = shell(run + " --no-such-option -- true");
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("--no-such-option"), ended.err());
    }

    @Test
    void theKeepersAreBuiltFromTheirSource() throws Exception {
        var sum = shell("cd '" + Shell.NATIVE + "/../src/main/c' && cat *.c *.h | cksum | cut -d ' ' -f 1");
        assertEquals(Files.readString(Shell.NATIVE.resolve("keeper.source")), sum.out(), "run tools/keeper.sh");
    }
}
