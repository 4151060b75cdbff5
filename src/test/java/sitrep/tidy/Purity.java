package sitrep.tidy;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What decides or translates is a function from values to values: no clock, thread, file, socket or chance. */
public final class Purity {
    private static final Pattern WORLDLY_PACKAGE = Pattern.compile(
            "java\\.(io|nio\\.file|nio\\.channels|net|sql|util\\.concurrent|util\\.logging|lang\\.foreign)(\\..*)?");
    private static final Set<String> WORDS_ONLY = Set.of(
            "java.io.Serial",
            "java.io.Serializable",
            "java.io.UncheckedIOException",
            "java.net.URI",
            "java.net.URISyntaxException",
            "java.net.URLEncoder");
    private static final Set<String> WORLDLY_TYPES = Set.of(
            "Clock",
            "InstantSource",
            "Thread",
            "Runtime",
            "Process",
            "ProcessBuilder",
            "ProcessHandle",
            "System",
            "Random",
            "ThreadLocal",
            "ScopedValue",
            "Timer");
    private static final Pattern CHANCE = Pattern.compile("Math\\.random|UUID\\.randomUUID");

    private static final Pattern PURE_ROOMS =
            Pattern.compile("core([.].*)?|connect[.]openclaw[.](words|memory|meaning)|"
                    + "connect[.]process[.]output|connect[.]acp[.]meaning");

    private Purity() {}

    public static Stream<Breach> breaches(JavaSource source) {
        if (!isPure(source)) return Stream.of();
        var packages = source.mentions()
                .filter(mention -> !WORDS_ONLY.contains(mention.type()))
                .filter(mention -> WORLDLY_PACKAGE.matcher(mention.inPackage()).matches())
                .map(mention -> breach(source, mention.line(), mention.type()));
        var types = source.parts(IdentifierTree.class)
                .filter(name -> WORLDLY_TYPES.contains(name.getName().toString()))
                .map(name -> breach(source, source.line(name), name.toString()));
        var chance = source.parts(MemberSelectTree.class)
                .filter(call -> CHANCE.matcher(call.toString()).matches())
                .map(call -> breach(source, source.line(call), call.toString()));
        return Stream.of(packages, types, chance).flatMap(each -> each).distinct();
    }

    private static boolean isPure(JavaSource source) {
        return source.isProduct()
                && (PURE_ROOMS.matcher(source.room()).matches() || source.path().endsWith("Facts.java"));
    }

    private static Breach breach(JavaSource source, int line, String found) {
        return new Breach(source.path(), line, found + " in pure code", "let the caller hand in the value");
    }
}
