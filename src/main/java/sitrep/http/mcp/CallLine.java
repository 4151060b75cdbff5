package sitrep.http.mcp;

import java.util.Optional;

/** What there is between a tool that was called and whoever called it, until it answers. */
interface CallLine {
    /** One on which nothing is said before the answer. */
    CallLine SILENT = new CallLine() {
        @Override
        public void progress(String message) {}

        @Override
        public Optional<String> task() {
            return Optional.empty();
        }
    };

    /** Says how it goes, to a client that asked for that; to any other, that the connection is still in use. */
    void progress(String message);

    /** The task that the client itself is, if it was told so by whoever started it. */
    Optional<String> task();
}
