package sitrep.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenCodeSettingsTest {
    private static List<OpenCodeSettings> of(String... given) {
        return OpenCodeSettings.of(List.of(given), Map.of());
    }

    @Test
    void unlessToldOtherwiseItIsTheOneOfThisMachine() {
        assertEquals(List.of(new OpenCodeSettings("local", Optional.empty())), of());
        assertEquals(URI.create("http://127.0.0.1:4096"), of().getFirst().where());
        assertEquals(List.of(), OpenCodeSettings.of(List.of(), Map.of("SITREP_OPENCODE", "none")));
    }

    @Test
    void eachHasAName() {
        var two = OpenCodeSettings.of(
                List.of(), Map.of("SITREP_OPENCODE", "office=https://code.example.org, http://127.0.0.1:5000"));
        assertEquals(
                List.of("office", "127.0.0.1"),
                two.stream().map(OpenCodeSettings::name).toList());
        assertThrows(IllegalArgumentException.class, () -> of("http://127.0.0.1:1", "http://127.0.0.1:2"));
    }

    @ParameterizedTest
    @CsvSource({"ftp://127.0.0.1", "http://", "http://code.example.org", "https://me:secret@code.example.org", "x=y"})
    void whatCannotBeIsSaid(String text) {
        var e = assertThrows(IllegalArgumentException.class, () -> of(text));
        assertTrue(String.valueOf(e.getMessage()).contains("found"), e.getMessage());
        assertTrue(!String.valueOf(e.getMessage()).contains("secret"), e.getMessage());
    }

    @Test
    void itsPasswordIsOursOrThatOfOpenCode() {
        var office = of("office=https://code.example.org").getFirst();
        assertEquals(Optional.empty(), office.secret(Map.of()));
        assertEquals(Optional.of("opencode:a"), office.secret(Map.of("OPENCODE_SERVER_PASSWORD", "a")));
        assertEquals(
                Optional.of("me:b"),
                office.secret(Map.of("SITREP_OPENCODE_PASSWORD_OFFICE", "b", "OPENCODE_SERVER_USERNAME", "me")));
    }
}
