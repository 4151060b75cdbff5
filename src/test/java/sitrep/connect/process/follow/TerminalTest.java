package sitrep.connect.process.follow;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.core.event.Fact;
import sitrep.core.vocabulary.BlockReason;

/** At a terminal, too, a command under its keeper is exactly that command: every byte that the screen is sent. */
class TerminalTest {
    @TempDir
    private Path data;

    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        shell = new Shell(data);
    }

    @AfterEach
    void stop() throws IOException {
        shell.close();
    }

    /** Each is run as it stands, and with RUN as the keeper. */
    static Stream<Arguments> scripts() {
        return Stream.of(
                script("RUN sh -c 'for i in 0 1 2; do test -t $i; echo $?; done'"),
                script("RUN printf 'a\\nb\\r\\nc\\rd\\r\\r\\n\\n\\re\\r'"),
                script("RUN sh -c 'stty rows 31 cols 97; stty size'; stty rows 20 cols 50; RUN stty size"),
                script("RUN sh -c 'exit 7'; echo $?"),
                script("RUN sh -c 'kill -TERM $$'; echo $?"),
                script("RUN sh -c 'echo out; echo err >&2' 2>err; cat err"),
                script("RUN sh -c 'echo out; echo err >&2' >out; cat out"),
                script("echo piped | RUN cat"),
                script("RUN seq 5000"),
                script("RUN sh -c '(sleep 0.3; echo late; touch f) & echo now'; until [ -e f ]; do sleep 0.1; done;"
                        + " sleep 1; rm f; echo end"),
                script("RUN sh -c '(trap \"\" USR1; sleep 0.5; echo alive >f) >/dev/null 2>&1 </dev/null & :';"
                        + " until [ -s f ]; do sleep 0.1; done; cat f; rm f"),
                script("RUN sh -c 'echo name; read x; echo got $x'", once("name\r\n", "Dana\n")),
                script("RUN cat", once("^", "one\n"), once("one\r\none\r\n", "two\n"), once("two\r\ntwo\r\n", "\4")),
                script("echo go; RUN sleep 1; read x; echo typed $x", once("go\r\n", "ahead\n")),
                script(
                        "RUN bash --norc -c 'read -s -p Password: x; echo; echo $x'; read y; echo $y",
                        once("Password:", "secret\n"),
                        once("secret\r\n", "seen\n")),
                script(
                        "RUN sh -c 'stty raw -echo; printf keys; dd bs=1 count=3 2>/dev/null | od -c; stty sane'",
                        once("keys", "a\3b")),
                script("RUN sh -c 'echo up; exec sleep 60'; echo after", once("up\r\n", "\3")),
                script("for i in 1 2 3; do RUN sh -c 'echo up; exec sleep 60'; done; echo after", once("up\r\n", "\3")),
                script("RUN sh -c 'stty -echo; echo up; exec sleep 60'; echo after; stty echo", once("up\r\n", "\3")),
                script("RUN sh -c 'trap \"echo held\" INT; echo up; sleep 60; exit 3'; echo $?", once("up\r\n", "\3")),
                script(
                        "ulimit -c 0; { RUN sh -c 'echo up; exec sleep 60'; echo $?; } 2>/dev/null",
                        once("up\r\n", "\34")));
    }

    private static Arguments script(String script, Shell.Typed... typed) {
        return Arguments.of(script, List.of(typed));
    }

    private static Shell.Typed once(String pattern, String keys) {
        return new Shell.Typed(pattern, () -> true, keys);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void theScreenIsSentTheSame(String script, List<Shell.Typed> typed) throws Exception {
        var bare = shell.doesAtTerminal("export UNTOLD=1; " + script.replace("RUN ", ""), typed);
        var kept = shell.doesAtTerminal("export UNTOLD=1; " + script.replace("RUN", shell.run + " --quiet --"), typed);
        assertEquals(bare, kept);
    }

    @Test
    void aShellStopsItAndLetsItGoOn() throws Exception {
        for (var words : List.of("", shell.run + " --quiet -- ")) {
            var screen = shell.doesAtTerminal(
                    "export UNTOLD=1 PS1='$ '; exec bash --norc -i",
                    List.of(
                            once("\\$ ", words + "sh -c 'echo u\"\"p; sleep 1; echo o\"\"ver'\n"),
                            once("up\r\n", "\32"),
                            once("Stopped.*\\$ ", "echo was $?; fg\n"),
                            once("was 148.*over\r\n.*\\$ ", "exit 5\n")));
            assertEquals(5, screen.status(), screen::out);
        }
    }

    @Test
    void inTheBackgroundItIsStoppedIfItReadsAndInFrontItReadsOn() throws Exception {
        for (var words : List.of("", shell.run + " --quiet -- ")) {
            var screen = shell.doesAtTerminal(
                    "export UNTOLD=1 PS1='$ '; exec bash --norc -i",
                    List.of(
                            once("\\$ ", "set -b; " + words + "cat &\n"),
                            once("Stopped", "fg\n"),
                            once("fg\r\n.*cat\r\n", "o\"ne\n"),
                            once("o\"ne\r\no\"ne\r\n", "\32"),
                            once("Stopped", "bg\n"),
                            once("&\r\n.*Stopped", "fg\n"),
                            once("fg\r\n.*cat\r\n", "t\"wo\n"),
                            once("t\"wo\r\nt\"wo\r\n", "\4"),
                            once("\\$ ", "exit 5\n")));
            assertEquals(5, screen.status(), screen::out);
        }
    }

    @Test
    void whatItTookIsSaidAtItsEndAndTheBellRings() throws Exception {
        var screen = shell.doesAtTerminal(
                "UNTOLD=1 " + shell.run + " --quiet --time --notify -- printf abc; echo next", List.of());
        var said = "abc\r\nsitrep: took \\d+\\.\\d\\d s, processor \\d+\\.\\d\\d s, peak memory \\d+ MB\r\n\7next\r\n";
        assertTrue(screen.out().matches(said), screen::out);
    }

    @Test
    void theBellRingsWhenItWaitsForSomebody() throws Exception {
        var screen = shell.doesAtTerminal(
                shell.run + " --quiet --notify -- sh -c 'printf \"Go on? [y/N] \"; read x'",
                List.of(new Shell.Typed("N\\] .*\7", () -> true, "y\n")));
        assertEquals(0, screen.status());
        assertEquals(
                "Go on? [y/N] ",
                shell.said()
                        .facts(Fact.RunPrinted.class)
                        .findFirst()
                        .orElseThrow()
                        .output()
                        .replaceFirst("$", " "));
    }

    @Test
    void theTerminalThatItIsGivenIsAsWideAsTheOthers() throws Exception {
        var shows = " --quiet -- bash --norc -c"
                + " 'trap \"stty size; exit\" WINCH; stty size; >ready; while :; do sleep 0.1; done'";
        var script = "export UNTOLD=1; stty rows 20 cols 50;"
                + " (until [ -e ready ]; do sleep 0.1; done; stty rows 33 cols 77 </dev/tty) & ";
        var screen = shell.doesAtTerminal(script + shell.run + shows, List.of());
        assertEquals("20 50\r\n33 77\r\n", screen.out());
    }

    @Test
    void withoutOneItsOutputIsAPipe() throws Exception {
        var screen =
                shell.doesAtTerminal("UNTOLD=1 " + shell.run + " --quiet --no-pty -- test -t 1; echo $?", List.of());
        assertEquals("1\r\n", screen.out());
    }

    @Test
    void whereItIsToBeSeenIsSaidFirst() throws Exception {
        var here = shell.doesAtTerminal(
                "export UNTOLD=1; " + shell.run + " --task t1 -- echo out; " + shell.run + " -- " + shell.run
                        + " -- true",
                List.of());
        var lines = here.out().lines().toList();
        assertEquals("sitrep: on the board at " + shell.url() + "/tasks/t1", lines.get(0));
        assertEquals("out", lines.get(1));
        assertTrue(lines.get(2).startsWith("sitrep: on the board at " + shell.url() + "/tasks/run-"), here::out);
        assertEquals(3, lines.size(), "within another it was said");
        var away = shell.doesAtTerminal(
                "UNTOLD=1 SITREP_URL=http://127.0.0.1:1/ " + shell.run + " -- echo out", List.of());
        assertEquals("sitrep: on the board once a server is at http://127.0.0.1:1\r\nout\r\n", away.out());
        var full = shell.doesAtTerminal("UNTOLD=1 SITREP_DATA=/dev/null/x " + shell.run + " -- echo out", List.of());
        assertEquals("sitrep: not on the board: /dev/null/x cannot be written\r\nout\r\n", full.out());
    }

    @Test
    void whatIsAskedForOnItIsKnownAndWhetherThatIsASecret() throws Exception {
        var script = shell.run + " -- bash --norc -c 'read -s -p \"Vault: \" x </dev/tty 2>/dev/tty; echo; echo ok'";
        var screen = shell.doesAtTerminal(
                script,
                List.of(new Shell.Typed("Vault: ", () -> blocks().findAny().isPresent(), "x\n")));
        assertTrue(screen.out().endsWith("ok\r\n"), screen::out);
        var blocked = blocks().findFirst().orElseThrow();
        assertEquals(BlockReason.AUTH, blocked.reason());
        assertTrue(blocked.text().orElse("").contains("Vault:"), blocked::toString);
    }

    private Stream<Fact.RunBlocked> blocks() {
        return shell.said().facts(Fact.RunBlocked.class);
    }

    /** The handshake and the reports are those of Claude Code 2, as recorded. */
    @Test
    void whatAnAgentReportsOfItselfIsToldAndAnswered() throws Exception {
        var asks = "YXBwcm92ZSBCYXNoOiBlY2hv";
        var script = "stty raw -echo; printf '\\033]7501;?\\007'; dd bs=1 count=9 2>/dev/null | od -An -c; "
                + report("working:app=a:msg=UmVhZGluZyBhcHAucHk=") + until("1")
                + report("blocked:app=a:kind=permission:msg=" + asks) + until("2")
                + report("working:app=a") + until("3") + "stty sane";
        var screen = shell.doesAtTerminal(
                shell.run + " -- sh -c \"" + script + "\"",
                List.of(
                        goOn("7", () -> shell.said().updates().contains("Reading app.py"), "1"),
                        goOn("permission", () -> blocks().findAny().isPresent(), "2"),
                        goOn("working", () -> isUnblocked(), "3")));
        assertTrue(screen.out().contains("033   ]   7   5   0   1   ;   ?"), screen::out);
        await().until(() -> !shell.said().outcomes().isEmpty());
        var blocked = blocks().toList();
        assertEquals(1, blocked.size(), blocked::toString);
        assertEquals(BlockReason.APPROVAL, blocked.getFirst().reason());
        assertEquals("approve Bash: echo", blocked.getFirst().text().orElse(""));
        assertEquals(1, shell.said().facts(Fact.RunUnblocked.class).count());
    }

    private boolean isUnblocked() {
        return shell.said().facts(Fact.RunUnblocked.class).findAny().isPresent();
    }

    /** What a script waits for: that a file of this name is there. */
    private static String until(String file) {
        return "until [ -e " + file + " ]; do sleep 0.1; done; ";
    }

    /** Lets a script go on once the server was told of what it waits for. */
    private Shell.Typed goOn(String once, BooleanSupplier told, String file) {
        return new Shell.Typed(once, () -> told.getAsBoolean() && isMade(data.resolve(file)), "");
    }

    private static boolean isMade(Path file) {
        try {
            Files.createFile(file);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String report(String state) {
        return "printf '\\033]7501;state=" + state + "\\007'; ";
    }

    @Test
    void aFullScreenIsNoNews() throws Exception {
        var script = "printf '\\033[?1049h\\033[2J\\033[5;5Hjunk 100/100'; " + until("seen")
                + "printf '\\033[?1049l'; echo written";
        shell.doesAtTerminal(
                shell.run + " -- sh -c \"" + script + "\"",
                List.of(goOn("junk", () -> !shell.said().updates().isEmpty(), "seen")));
        await().until(() -> !shell.said().outcomes().isEmpty());
        assertEquals(
                List.of("interactive, on the whole screen", "written"),
                shell.said().updates());
    }
}
