package sitrep.connect.process.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why a command could not be started, with the exit status and in the words of a shell. */
public record NotStarted(int status, String message) {
    /** A shell's status for a command that is not there. */
    public static final int NOT_FOUND = 127;

    /** A shell's status for a command that is there and cannot be executed. */
    public static final int NOT_EXECUTABLE = 126;

    /** What a shell would say, by the system's number. */
    public static String words(String program, int error) {
        return of(program, new IOException("error=" + error + " ")).message();
    }

    public static NotStarted of(String program, IOException failure) {
        var reason = String.valueOf(failure.getMessage());
        if (isError(reason, 2)) {
            var words = program.contains("/") ? "No such file or directory" : "command not found";
            return new NotStarted(NOT_FOUND, program + ": " + words);
        }
        return new NotStarted(NOT_EXECUTABLE, program + ": " + words(program, reason));
    }

    private static String words(String program, String reason) {
        if (isError(reason, 13)) {
            return program.contains("/") && Files.isDirectory(Path.of(program))
                    ? "Is a directory"
                    : "Permission denied";
        }
        if (isError(reason, 7)) return "Argument list too long";
        if (isError(reason, 20)) return "Not a directory";
        return reason;
    }

    private static boolean isError(String reason, int number) {
        return reason.matches("(?s).*\\berror[=:] ?" + number + "\\b.*");
    }
}
