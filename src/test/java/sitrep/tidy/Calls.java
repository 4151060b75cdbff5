package sitrep.tidy;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Calls that belong in one room only or in none, with what to use instead. */
public final class Calls {
    private static final Set<String> CLOCK_ROOMS = Set.of("");
    private static final Set<String> SCREEN_ROOMS = Set.of("cli");

    /** A command is a process of its own, with threads of its own; the server's belong to whoever stops them. */
    private static final Set<String> THREAD_ROOMS =
            Set.of("relay", "", "engine", "store", "cli", "connect.process", "connect.tee");

    /** What is banned: the words as written, the rooms in and below which they may stand, and what to use instead. */
    private record Ban(Pattern words, Set<String> rooms, boolean inTestsToo, String instead) {
        Ban(String words, Set<String> rooms, boolean inTestsToo, String instead) {
            this(Pattern.compile(words), rooms, inTestsToo, instead);
        }

        boolean holds(JavaSource source) {
            if (source.isBench()) return false;
            return source.isTest() ? inTestsToo : rooms.stream().noneMatch(room -> isWithin(source.room(), room));
        }

        private static boolean isWithin(String room, String other) {
            return room.equals(other) || !other.isEmpty() && room.startsWith(other + ".");
        }
    }

    private static final List<Ban> BANS = List.of(
            new Ban("(\\w+\\.)*Instant\\.now", CLOCK_ROOMS, false, "ask the InstantSource you were given"),
            new Ban("(Local|Zoned|Offset)Date(Time)?\\.now", Set.of(), true, "ask the InstantSource you were given"),
            new Ban("InstantSource\\.system|Clock\\.system\\w*", CLOCK_ROOMS, false, "take an InstantSource"),
            new Ban("System\\.currentTimeMillis", CLOCK_ROOMS, false, "ask the InstantSource you were given"),
            new Ban("Thread\\.sleep|TimeUnit\\.\\w+\\.sleep", Set.of(), true, "wait for a condition"),
            new Ban("System\\.(out|err)", SCREEN_ROOMS, true, "answer a value, or write to the log"),
            new Ban("new Thread", THREAD_ROOMS, false, "let the engine or App own the thread"),
            new Ban(
                    "Thread\\.(ofVirtual|ofPlatform|startVirtualThread)",
                    THREAD_ROOMS,
                    false,
                    "let App own the thread"),
            new Ban("Executors\\.\\w+", THREAD_ROOMS, false, "let the engine or App own the threads"));

    private Calls() {}

    public static Stream<Breach> banned(JavaSource source) {
        return BANS.stream()
                .filter(ban -> ban.holds(source))
                .flatMap(ban -> source.parts(Tree.class)
                        .filter(part -> ban.words().matcher(words(part)).matches())
                        .map(part -> source.breach(part, words(part), ban.instead())));
    }

    /** A switch over our own types names every case, so that a new one does not compile until each has an opinion. */
    public static Stream<Breach> defaultsInCore(JavaSource source) {
        return source.parts(CaseTree.class)
                .filter(_ -> source.isProduct() && source.room().matches("core([.].*)?"))
                .filter(one -> one.getLabels().stream().anyMatch(DefaultCaseLabelTree.class::isInstance))
                .map(one -> source.breach(one, "a default case in core", "name the cases"));
    }

    private static String words(Tree part) {
        return switch (part) {
            case MemberSelectTree select -> select.toString();
            case MemberReferenceTree reference -> reference.getQualifierExpression() + "." + reference.getName();
            case NewClassTree made -> "new " + withoutTypeArguments(made.getIdentifier());
            default -> "";
        };
    }

    private static String withoutTypeArguments(ExpressionTree type) {
        return type.toString().replaceFirst("<.*", "");
    }
}
