package sitrep.connect.openclaw.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept to be known again. */
class KeyringTest {
    private static final URI HERE = URI.create("ws://127.0.0.1:18789");

    @TempDir
    Path folder;

    private static Keyring.Given token(String text) {
        return new Keyring.Given(
                HERE, new GatewaySecret(GatewaySecret.Kind.DEVICE_TOKEN, text), Set.of("operator.read"));
    }

    @Test
    void theKeyIsTheSameAfterARestart() {
        var id = new Keyring(folder).identity().id();
        assertEquals(id, new Keyring(folder).identity().id());
        assertEquals(64, id.length());
    }

    @Test
    void aDamagedKeyIsReplaced() throws IOException {
        var id = new Keyring(folder).identity().id();
        Files.writeString(folder.resolve("device.json"), "{\"publicKey\":\"%%%\"}");
        var other = new Keyring(folder).identity().id();
        assertNotEquals(id, other);
        assertEquals(other, new Keyring(folder).identity().id());
    }

    @Test
    void aTokenIsForTheAddressThatGaveIt() {
        new Keyring(folder).keep("office", token("t"));
        var keyring = new Keyring(folder);
        assertEquals(Optional.of(token("t")), keyring.tokenFor("office", HERE));
        assertEquals(Optional.empty(), keyring.tokenFor("office", URI.create("ws://127.0.0.1:1")));
        assertEquals(Optional.empty(), keyring.tokenFor("home", HERE));
        keyring.forget("office");
        assertEquals(Optional.empty(), new Keyring(folder).tokenFor("office", HERE));
    }

    @Test
    void filesThatOthersMayReadAreClosedToThem() throws IOException {
        new Keyring(folder).keep("office", token("t"));
        var file = folder.resolve("gateway-office.json");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(new Keyring(folder).tokenFor("office", HERE).isPresent());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void whereNothingCanBeKeptItLastsAsLongAsTheProcess() throws IOException {
        var file = Files.createFile(folder.resolve("not-a-folder"));
        var keyring = new Keyring(file);
        keyring.keep("office", token("t"));
        assertEquals(Optional.of(token("t")), keyring.tokenFor("office", HERE));
        assertEquals(keyring.identity().id(), keyring.identity().id());
    }
}
