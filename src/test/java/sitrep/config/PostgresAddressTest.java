package sitrep.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses of databases are understood, and what is said of others. */
class PostgresAddressTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    postgresql://db/sitrep,                   postgresql://db:5432/sitrep
                    postgres://me@db:6000/x,                  postgresql://db:6000/x
                    postgresql://my_db/x?schema=other,        postgresql://my_db:5432/x?schema=other
                    postgresql://a%40b@[::1]:6000/x,          postgresql://[::1]:6000/x
                    """)
    void isShownWithoutWhoConnects(String text, String shown) {
        assertEquals(shown, PostgresAddress.of(text, Map.of()).toString());
    }

    @Test
    void whoConnectsAndHowIsUnderstood() {
        var address = PostgresAddress.of(
                "postgresql://a%40b@db/x?sslmode=verify-full&sslrootcert=/etc/a+b.pem", Map.of("PGPASSWORD", "hush"));
        assertEquals(Optional.of("a@b"), address.user());
        assertEquals("hush", address.password().orElseThrow().text());
        assertEquals(Map.of("sslmode", "verify-full", "sslrootcert", "/etc/a+b.pem"), address.options());
        assertFalse(String.valueOf(address.password()).contains("hush"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    sqlite:/tmp/x,                         it does not begin with postgresql:
                    postgresql:///x,                       it names no host or no database
                    postgresql://db,                       it names no host or no database
                    postgresql://db/x/hush,                it names no host or no database
                    postgresql://me:hush@db/x,             it has a password in it
                    postgresql://db/x?password=hush,       PGPASSWORD
                    postgresql://db/x?hush=1,              it has an option that is not known
                    postgresql://db/x?schema=Hush,         its schema is none
                    postgresql://db/x?sslmode=hush,        its sslmode is none
                    postgresql://me:hush^@db/x,            it is no address
                    """)
    void whatIsWrongIsSaidAndNoSecret(String text, String why) {
        var wrong = assertThrows(
                IllegalArgumentException.class,
                () -> PostgresAddress.said(Optional.empty(), Map.of(PostgresAddress.VARIABLE, text)));
        var said = String.valueOf(wrong.getMessage());
        assertTrue(said.startsWith("SITREP_STORE: ") && said.contains(why), said);
        assertFalse(said.contains("hush"), said);
    }

    @Test
    void anOptionCountsBeforeTheEnvironment() {
        var environment = Map.of(PostgresAddress.VARIABLE, "postgresql://two/x");
        assertEquals(
                "two",
                PostgresAddress.said(Optional.empty(), environment)
                        .orElseThrow()
                        .host());
        assertEquals(
                "one",
                PostgresAddress.said(Optional.of("postgresql://one/x"), environment)
                        .orElseThrow()
                        .host());
        assertTrue(PostgresAddress.said(Optional.empty(), Map.of()).isEmpty());
    }
}
