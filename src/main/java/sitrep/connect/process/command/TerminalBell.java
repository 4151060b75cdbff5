package sitrep.connect.process.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The bell of the terminal at which a command was started. No more than the one character is sent, for it does no harm
 * in the middle of anything that the command draws.
 */
public final class TerminalBell {
    private static final byte[] RING = {0x07};

    private final Optional<Path> terminal;

    /** @param terminal absent for one that is never heard */
    TerminalBell(Optional<Path> terminal) {
        this.terminal = terminal;
    }

    public void ring() {
        terminal.ifPresent(TerminalBell::ring);
    }

    private static void ring(Path terminal) {
        try {
            Files.write(terminal, RING, StandardOpenOption.WRITE);
        } catch (IOException _) {
            // The terminal is gone, and with it whoever would have heard.
        }
    }
}
