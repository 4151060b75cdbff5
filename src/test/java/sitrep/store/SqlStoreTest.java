package sitrep.store;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** The store in a database keeps the contract. */
class SqlStoreTest {

    @Nested
    class Log extends LogContract {
        @Override
        Store open(Path folder) {
            return SqlStore.open(folder, Samples.codec());
        }
    }

    @Nested
    class Index extends IndexContract {
        @Override
        Store open(Path folder) {
            return SqlStore.open(folder, Samples.codec());
        }
    }

    @Nested
    class OfInsights extends InsightsContract {
        @Override
        Store open(Path folder) {
            return SqlStore.open(folder, Samples.codec());
        }
    }

    @Nested
    class OfNames extends NamesContract {
        @Override
        Store open(Path folder) {
            return SqlStore.open(folder, Samples.codec());
        }
    }
}
