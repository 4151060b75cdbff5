package sitrep.store.database;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers what was lately used, up to a number of entries; what was not used for longest goes first. */
public final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
    private final int limit;

    public RecentlyUsed(int limit) {
        super(16, 0.75f, true);
        this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > limit;
    }
}
