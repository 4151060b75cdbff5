package sitrep.store.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import sitrep.store.IndexContract;
import sitrep.store.InsightsContract;
import sitrep.store.LogContract;
import sitrep.store.NamesContract;
import sitrep.store.Samples;
import sitrep.store.Store;
import sitrep.store.UpkeepContract;
import sitrep.store.WordsContract;

/** The store in PostgreSQL keeps the contract. */
class PostgresStoreTest {

    @Nested
    class Log extends LogContract {
        @Override
        public Store open(Path folder) {
            return SqlStore.open(PostgresServer.of(folder), Samples.codec());
        }
    }

    @Nested
    class Index extends IndexContract {
        @Override
        public Store open(Path folder) {
            return SqlStore.open(PostgresServer.of(folder), Samples.codec());
        }
    }

    @Nested
    class OfInsights extends InsightsContract {
        @Override
        public Store open(Path folder) {
            return SqlStore.open(PostgresServer.of(folder), Samples.codec());
        }
    }

    @Nested
    class OfNames extends NamesContract {
        @Override
        public Store open(Path folder) {
            return SqlStore.open(PostgresServer.of(folder), Samples.codec());
        }
    }

    @Nested
    class OfWords extends WordsContract {
        @Override
        public Store open(Path folder) {
            return SqlStore.open(PostgresServer.of(folder), Samples.codec());
        }
    }

    @Nested
    class OfUpkeep extends UpkeepContract {
        @Override
        public Store open(Path folder) {
            return SqlStore.open(PostgresServer.of(folder), Samples.codec());
        }
    }
}
