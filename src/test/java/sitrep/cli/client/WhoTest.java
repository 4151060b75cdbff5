package sitrep.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In whose name a command is given. */
class WhoTest {
    private static Optional<String> who(Optional<String> given, Map<String, String> environment) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new CommandLineSurroundings(
                        environment, nowhere, nowhere, InstantSource.system(), ZoneOffset.UTC, false, () -> "")
                .who(given);
    }

    @Test
    void theNameThatIsGivenCountsThenTheOneThatIsSetThenTheAccounts() {
        var all = Map.of("SITREP_BY", "Kim", "USER", "kim7", "USERNAME", "KIM");
        assertEquals(Optional.of("Dana"), who(Optional.of("Dana"), all));
        assertEquals(Optional.of("Kim"), who(Optional.empty(), all));
        assertEquals(Optional.of("kim7"), who(Optional.empty(), Map.of("USER", "kim7")));
        assertEquals(Optional.of("KIM"), who(Optional.empty(), Map.of("USERNAME", "KIM")));
    }

    @Test
    void blanksAreNoName() {
        assertEquals(Optional.of("kim7"), who(Optional.of(" "), Map.of("SITREP_BY", "", "USER", "kim7")));
        assertEquals(Optional.empty(), who(Optional.empty(), Map.of()));
    }

    @Test
    void whereTheEnvironmentDoesNotNameTheAccountTheSystemDoes() {
        var none = Map.of("PATH", "/bin");
        assertEquals(Optional.of("dana"), who(Optional.empty(), CommandLineSurroundings.withAccount(none, "dana")));
        var other = CommandLineSurroundings.withAccount(Map.of("USER", "kim7"), "dana");
        assertEquals(Optional.of("kim7"), who(Optional.empty(), other));
    }
}
