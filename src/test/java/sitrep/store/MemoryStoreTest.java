package sitrep.store;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** The store in memory keeps the contract. */
class MemoryStoreTest {

    @Nested
    class Log extends LogContract {
        @Override
        Store open(Path folder) {
            return new MemoryStore();
        }
    }

    @Nested
    class Index extends IndexContract {
        @Override
        Store open(Path folder) {
            return new MemoryStore();
        }
    }

    @Nested
    class OfInsights extends InsightsContract {
        @Override
        Store open(Path folder) {
            return new MemoryStore();
        }
    }

    @Nested
    class OfNames extends NamesContract {
        @Override
        Store open(Path folder) {
            return new MemoryStore();
        }
    }
}
