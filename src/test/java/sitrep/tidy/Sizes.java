package sitrep.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How long a line, a method and a file may be, and how much a method may ask for. */
public final class Sizes {
    private static final Pattern LONG_LINE = Pattern.compile("^.{121}");
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 70;
    private static final int PARAMETERS = 7;

    private Sizes() {}

    /** Prose, data and markup may run on: a table's row or a link cannot be broken. */
    public static Stream<Breach> longLines(Source source) {
        return source.isCode()
                ? source.linesWith(LONG_LINE, "over 120 characters", "break the line where the thought does")
                : Stream.of();
    }

    public static Stream<Breach> longFiles(Source source) {
        var lines = source.lines().size();
        return source.isCode() && lines > FILE_LINES
                ? Stream.of(
                        new Breach(source.path(), FILE_LINES + 1, lines + " lines", "split it by idea, not by length"))
                : Stream.of();
    }

    public static Stream<Breach> longMethods(JavaSource source) {
        return source.parts(MethodTree.class)
                .filter(method -> source.lastLine(method) - source.line(method) >= METHOD_LINES)
                .map(method -> source.breach(
                        method, method.getName() + " is over 70 lines", "keep the branches, move the steps down"));
    }

    /** A record's components are not counted: each is used under its own name. */
    public static Stream<Breach> manyParameters(JavaSource source) {
        return source.parts(ClassTree.class)
                .flatMap(type -> type.getMembers().stream()
                        .filter(MethodTree.class::isInstance)
                        .map(MethodTree.class::cast)
                        .filter(method -> !isRecord(type) || method.getReturnType() != null))
                .filter(method -> method.getParameters().size() > PARAMETERS)
                .map(method -> source.breach(
                        method,
                        method.getName() + " has " + method.getParameters().size() + " parameters",
                        "seven at most: name what belongs together with a record"));
    }

    private static boolean isRecord(ClassTree type) {
        return type.getKind() == Tree.Kind.RECORD;
    }
}
