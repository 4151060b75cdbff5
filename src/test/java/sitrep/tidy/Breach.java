package sitrep.tidy;

import java.util.List;
import java.util.stream.Collectors;

/** One place that is not as the house wants it, and what to do about it. */
public record Breach(String file, int line, String found, String remedy) {

    /** All of them as the message of one failure. */
    public static String tell(List<Breach> breaches) {
        return breaches.stream().map(Breach::toString).collect(Collectors.joining("\n", "\n", "\n"));
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + found + ": " + remedy;
    }
}
