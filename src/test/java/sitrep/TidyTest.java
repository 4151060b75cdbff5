package sitrep;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sitrep.tidy.Breach;
import sitrep.tidy.Calls;
import sitrep.tidy.Dependencies;
import sitrep.tidy.Documents;
import sitrep.tidy.JavaSource;
import sitrep.tidy.Packages;
import sitrep.tidy.Repository;
import sitrep.tidy.Sizes;
import sitrep.tidy.Source;
import sitrep.tidy.Words;

/** The house rules that a machine can check, on everything in the repository. */
final class TidyTest {
    private static final List<Source> FILES = Repository.files();
    private static final List<JavaSource> JAVA = Repository.java();

    @Test
    void linesFitTheScreen() {
        none(inFiles(Sizes::longLines));
    }

    @Test
    void filesHoldOneIdea() {
        none(inFiles(Sizes::longFiles));
    }

    @Test
    void methodsFitAGlance() {
        none(inJava(Sizes::longMethods));
    }

    @Test
    void methodsAskForSevenThingsAtMost() {
        none(inJava(Sizes::manyParameters));
    }

    @Test
    void namesSayWhatAThingIs() {
        none(inJava(Words::emptyNames));
    }

    @Test
    void nothingIsPutOff() {
        none(inFiles(Words::putOff));
    }

    @Test
    void everyTestRuns() {
        none(inJava(Words::skippedTests));
    }

    @Test
    void pathsAreTheSameOnEveryMachine() {
        none(inFiles(Words::pathsOfOneMachine));
    }

    @Test
    void clocksThreadsAndScreensAreWhereTheyBelong() {
        none(inJava(Calls::banned));
    }

    @Test
    void coreNamesEveryCase() {
        none(inJava(Calls::defaultsInCore));
    }

    @Test
    void everyPackageIsNullMarked() {
        none(Packages.unmarked(JAVA));
    }

    @Test
    void typesStayInTheirPackage() {
        none(Packages.needlesslyPublic(JAVA));
    }

    @Test
    void foldersShowTheirIdeaAtAGlance() {
        none(Packages.crowded(JAVA));
    }

    @Test
    void everyPageHasOneTitle() {
        none(inFiles(Documents::titles));
    }

    @Test
    void everyLinkLeadsSomewhere() {
        none(inFiles(Documents::deadLinks));
    }

    @Test
    void everyDependencyHasItsReasons() {
        var pom = Repository.file("pom.xml");
        var record = Repository.file("docs/decisions/0004-dependencies.md");
        none(Stream.concat(Dependencies.unexplained(pom, record), Dependencies.forgotten(pom, record)));
    }

    private static Stream<Breach> inFiles(Function<Source, Stream<Breach>> rule) {
        return FILES.stream().flatMap(rule);
    }

    private static Stream<Breach> inJava(Function<JavaSource, Stream<Breach>> rule) {
        return JAVA.stream().flatMap(rule);
    }

    private static void none(Stream<Breach> breaches) {
        var found = breaches.distinct().toList();
        assertTrue(found.isEmpty(), () -> Breach.tell(found));
    }
}
