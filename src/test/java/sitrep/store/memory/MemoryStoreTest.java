package sitrep.store.memory;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import sitrep.store.IndexContract;
import sitrep.store.InsightsContract;
import sitrep.store.LogContract;
import sitrep.store.NamesContract;
import sitrep.store.Store;
import sitrep.store.UpkeepContract;
import sitrep.store.WordsContract;

/** The store in memory keeps the contract. */
class MemoryStoreTest {

    @Nested
    class Log extends LogContract {
        @Override
        public Store open(Path folder) {
            return new MemoryStore();
        }
    }

    @Nested
    class Index extends IndexContract {
        @Override
        public Store open(Path folder) {
            return new MemoryStore();
        }
    }

    @Nested
    class OfInsights extends InsightsContract {
        @Override
        public Store open(Path folder) {
            return new MemoryStore();
        }
    }

    @Nested
    class OfNames extends NamesContract {
        @Override
        public Store open(Path folder) {
            return new MemoryStore();
        }
    }

    @Nested
    class OfWords extends WordsContract {
        @Override
        public Store open(Path folder) {
            return new MemoryStore();
        }
    }

    @Nested
    class OfUpkeep extends UpkeepContract {
        @Override
        public Store open(Path folder) {
            return new MemoryStore();
        }
    }
}
