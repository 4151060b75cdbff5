package sitrep.connect.process.condition;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sitrep.connect.process.command.ObservedCommand;
import sitrep.connect.process.look.ProcFiles;

/**
 * Who feeds a pipe that is our standard input: the program before ours in a shell's pipeline, which is of our group of
 * processes and has the pipe as its output. A pipe that somebody else holds, such as an agent or a service, is an input
 * that somebody may type into; so is one that a mere {@code sleep} holds open, for it will never write.
 */
final class PipeUpstream {
    private static final Pattern WRITES = Pattern.compile("(?m)^flags:\\s*[0-7]*[15]$");

    private PipeUpstream() {}

    static Optional<String> of(ProcFiles files, ObservedCommand command) {
        var input = command.input();
        var group = group(files, "" + command.pid());
        if (!input.startsWith("pipe:[") || group.isEmpty()) return Optional.empty();
        return files.names("").stream()
                .filter(name -> name.matches("\\d+"))
                .filter(pid -> group(files, pid).equals(group) && writes(files, pid, input))
                .flatMap(pid -> files.text(pid + "/comm").stream())
                .map(String::strip)
                .filter(name -> !name.equals("sleep"))
                .findFirst();
    }

    private static OptionalInt group(ProcFiles files, String pid) {
        var stat = files.text(pid + "/stat").orElse("");
        var fields = stat.substring(Math.min(stat.length(), stat.lastIndexOf(')') + 2))
                .split(" ", -1);
        return fields.length < 3 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(fields[2]));
    }

    private static boolean writes(ProcFiles files, String pid, String pipe) {
        return Stream.of("1", "2")
                .filter(file -> files.link(pid + "/fd/" + file).equals(Optional.of(pipe)))
                .anyMatch(file -> WRITES.matcher(
                                files.text(pid + "/fdinfo/" + file).orElse(""))
                        .find());
    }
}
