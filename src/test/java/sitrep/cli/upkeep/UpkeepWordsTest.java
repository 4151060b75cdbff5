package sitrep.cli.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.cli.Typed;

/** What the commands about a data folder understand. */
class UpkeepWordsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    backup b,                  backup /srv/s b
                    backup b --data d,         backup d b
                    recover b --yes --data d,  recover d b true
                    recover b,                 recover /srv/s b false
                    export,                    export /srv/s -
                    export -,                  export /srv/s -
                    export e --data d,         export d e
                    import -,                  import /srv/s -
                    import e --data d,         import d e
                    verify,                    verify /srv/s
                    repair --yes,              repair /srv/s true
                    verify --store postgresql://u@db/x,  verify postgresql://db:5432/x
                    """)
    void whatIsTypedIsDoneWhereItIsMeant(String typed, String asked) {
        var noted = new Typed.Noted();
        var words = typed.split(" ", -1);
        assertEquals(
                0, Typed.with(Map.of("SITREP_DATA", "/srv/s"), noted, words).code());
        assertEquals(List.of(asked), noted.asked);
    }

    @Test
    void restoringAFileIsRecoveringFromIt(@TempDir Path folder) throws IOException {
        var copy = Files.writeString(folder.resolve("copy.db"), "SQLite format 3\0 and more");
        var noted = new Typed.Noted();
        var typed = new String[] {"restore", copy.toString(), "--yes"};
        assertEquals(
                0, Typed.with(Map.of("SITREP_DATA", "/srv/s"), noted, typed).code());
        assertEquals(List.of("recover /srv/s " + copy + " true"), noted.asked);
        var other = Files.writeString(folder.resolve("t1"), "no copy").toString();
        assertEquals(List.of("restore", other), RestoredFile.meant(List.of("restore", other)));
        assertEquals(List.of("restore", "t1"), RestoredFile.meant(List.of("restore", "t1")));
    }

    /** Else a backup of a folder that is named would be one of the database that a service's environment names. */
    @Test
    void aFolderThatIsNamedIsMeantWhateverTheEnvironmentSays() {
        var noted = new Typed.Noted();
        var environment = Map.of("SITREP_STORE", "postgresql://db/x");
        assertEquals(0, Typed.with(environment, noted, "verify").code());
        assertEquals(0, Typed.with(environment, noted, "verify", "--data", "d").code());
        assertEquals(List.of("verify postgresql://db:5432/x", "verify d"), noted.asked);
        assertEquals(2, Typed.with(Map.of("SITREP_STORE", "x"), noted, "verify").code());
    }

    @ParameterizedTest
    @CsvSource({"backup", "recover", "import"})
    void aFileHasToBeNamed(String command) {
        assertEquals(2, Typed.with(Map.of(), new Typed.Noted(), command).code());
    }
}
