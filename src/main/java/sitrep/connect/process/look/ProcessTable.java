package sitrep.connect.process.look;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The processes that run now. A process may be gone by the time it is asked about; then it has no command. */
public interface ProcessTable {
    /** Bytes of a command line that are looked at. */
    int LONGEST = 65_536;

    /** A process's program and arguments. */
    List<String> command(long pid);

    /** The processes that it started and that still run, oldest first. */
    List<Long> children(long pid);

    /** How many files were read so far. */
    long readings();

    /** This machine's. */
    static ProcessTable here() {
        return Files.exists(Path.of("/proc/self/task/" + ProcessHandle.current().pid() + "/children"))
                ? new Proc(new ProcFiles.Real(Path.of("/proc")))
                : new Handles();
    }

    /** Linux: a few small files for each process of ours, where the portable way reads those of the whole machine. */
    record Proc(ProcFiles files) implements ProcessTable {

        @Override
        public List<String> command(long pid) {
            var text = files.text(pid + "/cmdline").orElse("");
            var end = Math.min(text.length(), LONGEST);
            while (end > 0 && text.charAt(end - 1) == 0) end--;
            return end == 0 ? List.of() : List.of(text.substring(0, end).split("\0", -1));
        }

        @Override
        public List<Long> children(long pid) {
            var children = new ArrayList<Long>();
            for (var thread : files.names(pid + "/task")) {
                var text = files.text(pid + "/task/" + thread + "/children").orElse("");
                if (!text.isEmpty()) for (var child : text.strip().split(" ", -1)) children.add(Long.valueOf(child));
            }
            return children;
        }

        @Override
        public long readings() {
            return files.readings();
        }
    }

    /** Everywhere else, where asking for children reads the list of all processes. */
    final class Handles implements ProcessTable {
        private static final int LIST = 20;

        private long readings;

        @Override
        public List<String> command(long pid) {
            readings++;
            return ProcessHandle.of(pid)
                    .map(ProcessHandle::info)
                    .flatMap(info -> info.command()
                            .map(program -> Stream.concat(
                                            Stream.of(program),
                                            Stream.of(info.arguments().orElse(new String[0])))
                                    .toList()))
                    .orElse(List.of());
        }

        @Override
        public List<Long> children(long pid) {
            readings += LIST;
            return ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::children)
                    .map(ProcessHandle::pid)
                    .sorted()
                    .toList();
        }

        @Override
        public long readings() {
            return readings;
        }
    }
}
