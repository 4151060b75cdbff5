package sitrep.connect.process.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningProgramTest {
    @TempDir
    private Path proc;

    /** Two programs of one name, of which the second listens. */
    @BeforeEach
    void processes() throws IOException {
        for (var pid : new int[] {7, 8}) {
            var files = Files.createDirectories(proc.resolve(pid + "/net")).getParent();
            Files.writeString(files.resolve("cmdline"), "code\0--port\0" + "4096\0");
            Files.writeString(files.resolve("environ"), "SECRET=x\0TASK=t" + pid + "\0RUN=\0");
            Files.createDirectories(files.resolve("fd"));
            Files.createSymbolicLink(files.resolve("fd/3"), Path.of("socket:[" + (90 + pid) + "]"));
            Files.writeString(
                    files.resolve("net/tcp"),
                    "   0: 0100007F:1000 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000  0 98 1 0\n");
        }
    }

    private Optional<Map<String, String>> at(int port, String name) {
        return new ListeningProgram(new ProcFiles.Real(proc))
                .variables(
                        LongStream.of(7, 8, 9),
                        port,
                        command -> !command.isEmpty() && command.getFirst().equals(name),
                        Set.of("TASK", "RUN"));
    }

    @Test
    void itIsFoundByItsPortAndOnlyWhatIsWantedIsRead() {
        assertEquals(Optional.of(Map.of("TASK", "t8", "RUN", "")), at(4096, "code"));
        assertEquals(Optional.empty(), at(4097, "code"));
        assertEquals(Optional.empty(), at(4096, "other"));
    }
}
