package sitrep.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule can fail: it finds its breach in a bad snippet, names the line, and leaves a good one alone. */
final class RulesTest {

    @Test
    void aLongLineIsFound() {
        assertEquals(
                "A.java:2: over 120 characters: break the line where the thought does",
                first(Sizes::longLines, "A.java", "\n" + "x".repeat(121)));
        assertClean(Sizes::longLines, "A.java", "x".repeat(120));
        assertClean(Sizes::longLines, "A.md", "x".repeat(121));
    }

    @Test
    void aLongFileIsFound() {
        assertEquals(
                "A.java:401: 401 lines: split it by idea, not by length",
                first(Sizes::longFiles, "A.java", "\n".repeat(401)));
        assertClean(Sizes::longFiles, "A.java", "\n".repeat(400));
    }

    @Test
    void aLongMethodIsFound() {
        assertFound("core", "class X {\n void m() {" + "\n".repeat(70) + "}\n}", Sizes::longMethods, 2);
        assertFound("core", "class X { X() {" + "\n".repeat(70) + "}\n}", Sizes::longMethods, 1);
        assertNone("core", "class X {\n void m() {" + "\n".repeat(69) + "}\n}", Sizes::longMethods);
    }

    @Test
    void tooManyParametersAreFound() {
        assertFound(
                "core",
                "class X { void m(int a, int b, int c, int d, int e, int f, int g, int h) {} }",
                Sizes::manyParameters,
                1);
        assertNone(
                "core",
                "class X { void m(int a, int b, int c, int d, int e, int f, int g) {} }",
                Sizes::manyParameters);
        assertNone(
                "core",
                "record X(int a, int b, int c, int d, int e, int f, int g, int h) { X {} }",
                Sizes::manyParameters);
    }

    @ParameterizedTest
    @CsvSource({
        "TaskManager,1",
        "JsonUtils,1",
        "AbstractStore,1",
        "TaskInfo,1",
        "TaskData,1",
        "DataFolder,0",
        "Database,0",
        "Information,0",
        "Basement,0"
    })
    void emptyNamesAreFound(String name, int breaches) {
        assertEquals(
                breaches,
                Words.emptyNames(java("core", "class " + name + " {}")).count());
        assertEquals(
                breaches,
                Words.emptyNames(java("core", "class X { record " + name + "() {} }"))
                        .count());
    }

    @Test
    void workPutOffIsFound() {
        assertEquals(
                2,
                Words.putOff(new Source("A.java", "// TO" + "DO later\n// FIX" + "ME\n"))
                                .findFirst()
                                .orElseThrow()
                                .line()
                        + 1);
        assertClean(Words::putOff, "A.java", "// The list of things todo is empty.");
    }

    @Test
    void aSkippedTestIsFound() {
        assertFound("core", "class X {\n @Disabled(\"later\") void t() {} }", Words::skippedTests, 2);
        assertFound("core", "class X { @org.junit.jupiter.api.Disabled void t() {} }", Words::skippedTests, 1);
        assertFound("core", "class X { @DisabledOnOs(WINDOWS) void t() {} }", Words::skippedTests, 1);
    }

    @Test
    void aPathOfOneMachineIsFound() {
        assertTrue(first(Words::pathsOfOneMachine, "A.md", "see /ro" + "ot/x").startsWith("A.md:1: a folder"));
        assertTrue(first(Words::pathsOfOneMachine, "A.java", "\"/ho" + "me/dana/x\"")
                .startsWith("A.java:1: a folder"));
        assertClean(Words::pathsOfOneMachine, "A.md", "docs/home/x, ~/x and /root");
    }

    @ParameterizedTest
    @CsvSource({
        "core, Instant.now(), 1",
        "core, java.time.Instant.now(), 1",
        "'', Instant.now(), 0",
        "engine, System.currentTimeMillis(), 1",
        "engine, f(Instant::now), 1",
        "engine, Thread.sleep(1), 1",
        "cli, System.out.println(), 0",
        "http, System.out.println(), 1",
        "http, new Thread(r), 1",
        "engine, new Thread(r), 0",
        "connect, Thread.ofVirtual(), 1",
        "store, Executors.newSingleThreadExecutor(), 0",
    })
    void aBannedCallIsFound(String room, String call, int breaches) {
        assertEquals(
                breaches,
                Calls.banned(java(room, "class X { Object o = " + call + "; }")).count());
    }

    @Test
    void inTestsSleepingIsBannedAndClocksAreNot() {
        var code = "package sitrep; class X { void m() { Instant.now(); Thread.sleep(1); } }";
        var test = JavaSource.parse(List.of(new Source("src/test/java/sitrep/X.java", code)))
                .getFirst();
        assertEquals(
                List.of("Thread.sleep"), Calls.banned(test).map(Breach::found).toList());
    }

    @Test
    void aDefaultCaseInCoreIsFound() {
        var code = "class X { int m(int i) {\n return switch (i) { case 1 -> 2;\n default -> 3; }; } }";
        assertFound("core", code, Calls::defaultsInCore, 3);
        assertFound(
                "core",
                "class X { int m(Object o) { return switch (o) { case null, default -> 3; }; } }",
                Calls::defaultsInCore,
                1);
        assertNone("json", code, Calls::defaultsInCore);
    }

    @Test
    void anUnmarkedPackageIsFound() {
        var type = new Source("src/main/java/sitrep/core/X.java", "package sitrep.core; class X {}");
        var bare = new Source("src/main/java/sitrep/core/package-info.java", "package sitrep.core;");
        var marked = new Source("src/main/java/sitrep/core/package-info.java", "@NullMarked package sitrep.core;");
        assertEquals(1, Packages.unmarked(JavaSource.parse(List.of(type))).count());
        assertEquals(1, Packages.unmarked(JavaSource.parse(List.of(type, bare))).count());
        assertEquals(
                0, Packages.unmarked(JavaSource.parse(List.of(type, marked))).count());
    }

    @Test
    void aTypeThatIsPublicForNobodyIsFound() {
        var type = java("core.task", "public class X { public static class Y {} }");
        var neighbour = java("core.task", "class Z { X x; }");
        var user = java("core.why", "import sitrep.core.task.X.Y; class W { Y y; }");
        assertEquals(1, Packages.needlesslyPublic(List.of(type, neighbour)).count());
        assertEquals(0, Packages.needlesslyPublic(List.of(type, user)).count());
    }

    @Test
    void aCrowdedFolderIsFound() {
        var few = IntStream.range(0, 25).mapToObj(n -> file("src/main/java/sitrep/core/X" + n + ".java"));
        var crowd = few.toList();
        assertEquals(0, Packages.crowded(crowd).count());
        var more = Stream.concat(crowd.stream(), Stream.of(file("src/main/java/sitrep/core/Y.java")));
        assertEquals(1, Packages.crowded(more.toList()).count());
    }

    private static JavaSource file(String path) {
        return JavaSource.parse(List.of(new Source(path, "package sitrep.core; class X {}")))
                .getFirst();
    }

    @Test
    void aPageWithoutOneTitleIsFound() {
        assertEquals(
                "A.md:1: 0 titles: give it exactly one line that starts with #",
                first(Documents::titles, "A.md", "text\n```\n# code\n```\n"));
        assertTrue(first(Documents::titles, "A.md", "# One\n# Two\n").contains("2 titles"));
        assertClean(Documents::titles, "A.md", "# One\n## Two\n");
    }

    @Test
    void aDeadLinkIsFound() {
        assertEquals(
                "docs/A.md:2: no file at ../nowhere.md: correct the link",
                first(Documents::deadLinks, "docs/A.md", "# A\n[x](../nowhere.md#part)"));
        assertClean(
                Documents::deadLinks, "docs/A.md", "[x](../pom.xml) [y](https://example.org/z) [z](#here) `[code](x)`");
    }

    @Test
    void anUnexplainedDependencyIsFound() {
        var pom = new Source(
                "pom.xml",
                "<artifactId>mid-pad</artifactId>\n<artifactId>left-pad</artifactId>\n<artifactId>sitrep</artifactId>");
        var record = new Source("0004.md", "# Title\n| `mid-pad`, `right-pad` | saves `nothing` |");
        assertEquals(
                "pom.xml:2: left-pad: add a row to 0004.md, or do without it",
                Dependencies.unexplained(pom, record).findFirst().orElseThrow().toString());
        assertEquals(
                "0004.md:2: right-pad: the build does not use it: delete the row",
                Dependencies.forgotten(pom, record).findFirst().orElseThrow().toString());
    }

    private static String first(Function<Source, Stream<Breach>> rule, String path, String text) {
        return rule.apply(new Source(path, text))
                .findFirst()
                .map(Breach::toString)
                .orElse("nothing found");
    }

    private static void assertClean(Function<Source, Stream<Breach>> rule, String path, String text) {
        assertEquals("nothing found", first(rule, path, text));
    }

    private static void assertFound(String room, String code, Function<JavaSource, Stream<Breach>> rule, int line) {
        assertEquals(
                List.of(line), rule.apply(java(room, code)).map(Breach::line).toList());
    }

    private static void assertNone(String room, String code, Function<JavaSource, Stream<Breach>> rule) {
        assertEquals(List.of(), rule.apply(java(room, code)).toList());
    }

    private static JavaSource java(String room, String code) {
        var name = room.isEmpty() ? "sitrep" : "sitrep." + room;
        var path = "src/main/java/" + name.replace('.', '/') + "/X.java";
        return JavaSource.parse(List.of(new Source(path, "package " + name + "; " + code)))
                .getFirst();
    }
}
