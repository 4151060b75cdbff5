package sitrep.store.chunk;

import java.io.Serial;

/** The bytes are no chunk that was ever written. */
public final class ChunkDamaged extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    ChunkDamaged(String what) {
        super(what);
    }

    ChunkDamaged(String what, Throwable cause) {
        super(what, cause);
    }
}
