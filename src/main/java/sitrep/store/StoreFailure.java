package sitrep.store;

import java.io.Serial;

/** The store could not do what was asked, said for people. Of a failed append or put nothing was kept. */
public final class StoreFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** What kind of failure it is, for it decides what helps. */
    public enum Kind {
        /** The disk is full: it goes on by itself once there is room. */
        FULL,

        /** What was opened is no longer where it was: only a new start helps. */
        GONE,

        /** The server of the database cannot be reached: it goes on by itself once it can be. */
        AWAY,

        /** Another works with it: it goes on by itself once that one is gone. */
        HELD,

        /** Anything else. */
        BROKEN
    }

    private final Kind kind;

    public StoreFailure(String message) {
        super(message);
        this.kind = Kind.BROKEN;
    }

    public StoreFailure(String message, Throwable cause) {
        this(Kind.BROKEN, message, cause);
    }

    public StoreFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public StoreFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether another server has the log now, so that whatever we know of it is old. */
    public boolean isOthers() {
        return kind == Kind.HELD || kind == Kind.GONE;
    }
}
