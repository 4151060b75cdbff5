package sitrep.engine.board;

/** The queue before the log is full, or the server is stopping: try again a little later. */
public final class WriterBusy extends RuntimeException {
    @java.io.Serial
    private static final long serialVersionUID = 1;

    WriterBusy(String reason) {
        super(reason);
    }
}
