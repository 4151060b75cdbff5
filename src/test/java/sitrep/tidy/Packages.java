package sitrep.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** What holds for packages as a whole. */
public final class Packages {
    private static final int MOST_FILES = 25;

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

    /** A type is public because somebody outside its package names it, or is handed it by one that is public. */
    public static Stream<Breach> needlesslyPublic(List<JavaSource> sources) {
        var mentioned = sources.stream()
                .flatMap(source -> source.mentions().map(JavaSource.Mention::type))
                .flatMap(Packages::outward);
        var handed = sources.stream()
                .filter(source -> source.topTypes().anyMatch(Packages::isPublic))
                .flatMap(Packages::neighbours);
        var named = Stream.concat(mentioned, handed).collect(Collectors.toSet());
        return sources.stream()
                .filter(source -> source.isProduct() && !source.room().isEmpty())
                .flatMap(source -> source.topTypes()
                        .filter(Packages::isPublic)
                        .filter(type -> !named.contains(source.tree().getPackageName() + "." + type.getSimpleName()))
                        .map(type ->
                                source.breach(type, type.getSimpleName() + " is public", "keep it in its package")));
    }

    /** A folder that shows its idea at a glance holds few files. */
    public static Stream<Breach> crowded(List<JavaSource> sources) {
        return sources.stream()
                .filter(source -> !source.path().endsWith("package-info.java"))
                .collect(Collectors.groupingBy(source -> folder(source.path()), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(folder -> folder.getValue() > MOST_FILES)
                .map(folder -> new Breach(
                        folder.getKey(),
                        1,
                        folder.getValue() + " files in one folder, more than " + MOST_FILES,
                        "find the rooms in it"));
    }

    /** The types of its own package that a source names, itself apart. */
    private static Stream<String> neighbours(JavaSource source) {
        var own = source.topTypes().map(type -> type.getSimpleName().toString()).collect(Collectors.toSet());
        return source.parts(IdentifierTree.class)
                .map(name -> name.getName().toString())
                .filter(name -> !own.contains(name))
                .map(name -> source.tree().getPackageName() + "." + name);
    }

    /** A type that is named, and those around it. */
    private static Stream<String> outward(String type) {
        return Stream.iterate(type, name -> name.contains("."), name -> name.substring(0, name.lastIndexOf('.')));
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
