package sitrep.cli.agents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The script that starts this program. */
final class Launcher {
    private Launcher() {}

    /** The one of the checkout that the jar was built in; else the first on the path. */
    static Optional<Path> find(Map<String, String> environment) {
        var jar = Path.of(System.getProperty("java.class.path", "").split(java.io.File.pathSeparator, -1)[0]);
        var target = Optional.ofNullable(jar.toAbsolutePath().getParent());
        return target.flatMap(folder -> Optional.ofNullable(folder.getParent()))
                .map(home -> home.resolve("sitrep"))
                .filter(Launcher::isProgram)
                .or(() -> onPath(environment));
    }

    private static Optional<Path> onPath(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, "sitrep"))
                .filter(Launcher::isProgram)
                .findFirst();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
