package sitrep.tidy;

import com.sun.source.tree.ClassTree;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** What holds for packages as a whole. */
public final class Packages {
    private static final double MOST_PUBLIC = 0.70;

    private Packages() {}

    /** Every package of the product says what it is for, and that null does not exist in it. */
    public static Stream<Breach> unmarked(List<JavaSource> sources) {
        return sources.stream()
                .filter(source -> source.isProduct())
                .map(source -> folder(source.path()))
                .distinct()
                .filter(folder -> sources.stream().noneMatch(source -> marks(source, folder)))
                .map(folder -> new Breach(
                        folder + "package-info.java",
                        1,
                        "missing, or without @NullMarked",
                        "say what the package is for"));
    }

    /** A type is public because someone outside its package needs it. */
    public static Stream<Breach> tooPublic(List<JavaSource> sources) {
        var types = sources.stream()
                .filter(source -> source.isProduct())
                .flatMap(JavaSource::topTypes)
                .toList();
        var open = types.stream().filter(Packages::isPublic).count();
        return open > types.size() * MOST_PUBLIC
                ? Stream.of(new Breach(
                        "src/main/java",
                        1,
                        open + " of " + types.size() + " types are public",
                        "keep them in their package"))
                : Stream.of();
    }

    private static boolean isPublic(ClassTree type) {
        return type.getModifiers().getFlags().contains(Modifier.PUBLIC);
    }

    private static boolean marks(JavaSource source, String folder) {
        return source.path().equals(folder + "package-info.java")
                && source.source().text().contains("NullMarked");
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
