package sitrep.store;

import java.io.Serial;

/** The store could not do what was asked, said for people. Of a failed append or put nothing was kept. */
public final class StoreFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public StoreFailure(String message) {
        super(message);
    }

    public StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
