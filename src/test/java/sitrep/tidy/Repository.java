package sitrep.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files that people wrote. What was built, recorded or taken from others is left out. */
public final class Repository {
    private static final Path TOP = Path.of("").toAbsolutePath();
    private static final Set<String> ELSEWHERE =
            Set.of("target", "node_modules", "recorded", ".git", ".idea", ".vscode");
    private static final Set<String> WRITTEN =
            Set.of("java", "md", "js", "css", "html", "sql", "yaml", "sh", "awk", "rules", "xml", "properties");

    private Repository() {}

    public static List<Source> files() {
        var found = new ArrayList<Source>();
        try {
            Files.walkFileTree(TOP, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return ELSEWHERE.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (isWritten(file)) found.add(new Source(fromTop(file), Files.readString(file)));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    public static List<JavaSource> java() {
        return Parsed.ALL;
    }

    public static Source file(String path) {
        try {
            return new Source(path, Files.readString(TOP.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean has(String path) {
        return Files.exists(TOP.resolve(path));
    }

    private static boolean isWritten(Path file) {
        var name = file.getFileName().toString();
        return name.equals("sitrep") || WRITTEN.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String fromTop(Path file) {
        return TOP.relativize(file).toString().replace('\\', '/');
    }

    /** Parsed once for all tests. */
    private static final class Parsed {
        static final List<JavaSource> ALL =
                JavaSource.parse(files().stream().filter(Source::isJava).toList());
    }
}
