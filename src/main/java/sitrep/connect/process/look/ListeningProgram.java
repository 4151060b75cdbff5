package sitrep.connect.process.look;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** The program of this machine that listens at a port, where the system lets us look at it. */
public final class ListeningProgram {
    private final ProcFiles files;
    private final ProcessTable table;

    public ListeningProgram(ProcFiles files) {
        this.files = files;
        this.table = new ProcessTable.Proc(files);
    }

    /**
     * What it was handed of some variables of its environment when it was started; nothing of any other is kept.
     *
     * @param processes those that run now
     * @param isIt which programs come into question, by their command lines
     * @return nothing if none of these listens there
     */
    public Optional<Map<String, String>> variables(
            LongStream processes, int port, Predicate<List<String>> isIt, Set<String> wanted) {
        var candidates =
                processes.filter(pid -> isIt.test(table.command(pid))).boxed().toList();
        if (candidates.isEmpty()) return Optional.empty();
        return candidates.stream()
                .filter(pid -> listens(pid, port, Sockets.of(files, pid)))
                .findFirst()
                .map(pid -> variables(pid, wanted));
    }

    private boolean listens(long pid, int port, Sockets sockets) {
        return files.names(pid + "/fd").stream()
                .flatMap(name -> files.link(pid + "/fd/" + name).stream())
                .anyMatch(link -> sockets.listens(link, port));
    }

    private Map<String, String> variables(long pid, Set<String> wanted) {
        var variables = new HashMap<String, String>();
        for (var setting : files.text(pid + "/environ").orElse("").split("\0", -1)) {
            var equals = setting.indexOf('=');
            if (equals < 0 || !wanted.contains(setting.substring(0, equals))) continue;
            variables.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return Map.copyOf(variables);
    }
}
