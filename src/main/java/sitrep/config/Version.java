package sitrep.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Sitrep this is, as the build wrote it down. */
public final class Version {
    private Version() {}

    /** As in {@code 1.2.0}. */
    public static String number() {
        return known("version");
    }

    /** The commit that it was built from. */
    public static String commit() {
        return known("commit");
    }

    private static String known(String name) {
        var properties = new Properties();
        try (var in = Version.class.getResourceAsStream("/sitrep/version.properties")) {
            if (in != null) properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(name, "unknown");
    }
}
