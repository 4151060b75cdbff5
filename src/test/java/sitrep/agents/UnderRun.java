package sitrep.agents;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands behind {@code sitrep run}, with the keeper that they have on Linux. */
public final class UnderRun {
    private UnderRun() {}

    /**
     * The command behind it.
     *
     * @param folder for a script that stands for the launcher
     * @param name what the task is called
     */
    public static List<String> words(Path folder, String name, List<String> command) throws IOException {
        var arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        var keeper = Path.of("native", "keeper-Linux-" + arch).toAbsolutePath();
        var words =
                new ArrayList<>(List.of(keeper.toString(), launcher(folder).toString(), "run", "--name", name, "--"));
        words.addAll(command);
        return words;
    }

    private static Path launcher(Path folder) throws IOException {
        var path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var script = Files.writeString(
                folder.resolve("run-launcher"),
                "#!/bin/sh\nexec '" + java + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + path
                        + "' sitrep.Main \"$@\"\n");
        if (!script.toFile().setExecutable(true)) throw new AssertionError(script + " cannot be run");
        return script;
    }
}
