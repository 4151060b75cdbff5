package sitrep.tidy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words that say nothing, or that put off saying it. */
public final class Words {
    private static final Set<String> EMPTY =
            Set.of("Manager", "Helper", "Helpers", "Util", "Utils", "Impl", "Info", "Base", "Processor", "Abstract");
    private static final String EMPTY_AT_THE_END = "Data";
    private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern PUT_OFF = Pattern.compile("\\b(TO[D]O|FIX[M]E)\\b");
    private static final Pattern ONE_MACHINE = Pattern.compile("(^|[\\s\"'`(=])/(root|home|Users|work)/\\w");

    private Words() {}

    public static Stream<Breach> emptyNames(JavaSource source) {
        return source.parts(ClassTree.class)
                .filter(type -> !emptyWords(type).isEmpty())
                .map(type -> source.breach(
                        type,
                        type.getSimpleName() + " says only \"" + String.join(" ", emptyWords(type)) + "\"",
                        "name it in the words of the vocabulary, by what it is"));
    }

    public static Stream<Breach> putOff(Source source) {
        return source.isCode()
                ? source.linesWith(PUT_OFF, "work put off", "do it now, or open an issue and say here how things are")
                : Stream.of();
    }

    public static Stream<Breach> skippedTests(JavaSource source) {
        return source.parts(AnnotationTree.class)
                .filter(annotation -> annotation.getAnnotationType().toString().matches("(.*\\.)?Disabled\\w*"))
                .map(annotation -> source.breach(
                        annotation, "a test that does not run", "mend it or delete it: skipped tests prove nothing"));
    }

    public static Stream<Breach> pathsOfOneMachine(Source source) {
        return source.linesWith(
                ONE_MACHINE, "a folder that only one machine has", "write it relative, or as ~ or a variable");
    }

    private static List<String> emptyWords(ClassTree type) {
        var words = NEXT_WORD.split(type.getSimpleName());
        var last = words[words.length - 1];
        return Stream.concat(
                        Arrays.stream(words).filter(EMPTY::contains),
                        Stream.of(last).filter(EMPTY_AT_THE_END::equals))
                .toList();
    }
}
