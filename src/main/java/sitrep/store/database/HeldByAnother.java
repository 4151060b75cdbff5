package sitrep.store.database;

import java.sql.SQLException;
import sitrep.config.PostgresAddress;

/** Another server holds the log that was to be opened, or to be gone on with. */
final class HeldByAnother extends SQLException {
    private static final long serialVersionUID = 1;

    HeldByAnother(PostgresAddress address) {
        super("Another Sitrep already works with the database " + address
                + ". Stop that one, or choose another database or schema");
    }
}
