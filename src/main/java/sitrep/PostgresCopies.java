package sitrep;

import java.nio.file.Path;
import java.util.List;
import sitrep.config.PostgresAddress;

/** By which of PostgreSQL's own programs a log is copied and put back: only the log, for the index is made from it. */
record PostgresCopies(PostgresAddress address) {

    List<String> backup(Path file) {
        return List.of("pg_dump " + server() + " -n " + address.log() + " -Fc -f " + file + " " + address.database());
    }

    /** The index is of the log that was there, and has to go with it. */
    List<String> recovery(Path file) {
        return List.of(
                "psql " + server() + " -c 'DROP SCHEMA IF EXISTS " + address.log() + ", " + address.index()
                        + " CASCADE' " + address.database(),
                "pg_restore " + server() + " -d " + address.database() + " " + file);
    }

    private String server() {
        var host = address.host().replaceAll("[\\[\\]]", "");
        return "-h " + host + " -p " + address.port()
                + address.user().map(name -> " -U " + name).orElse("");
    }
}
