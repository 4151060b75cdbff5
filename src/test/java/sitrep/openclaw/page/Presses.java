package sitrep.openclaw.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** How soon rows of a page say what came of a press: from the time that the gateway gives of it until it was drawn. */
public final class Presses {
    private record Press(String what, Duration took) {}

    private final List<Press> all = new CopyOnWriteArrayList<>();

    /**
     * Keeps one.
     *
     * @param happened by the gateway's word
     * @param drawn when the row said so
     */
    public void add(String what, Instant happened, Instant drawn) {
        all.add(new Press(what, Duration.between(happened, drawn)));
    }

    /** In a sentence, with the slowest by name. */
    public String told() {
        var sorted = all.stream().sorted(Comparator.comparing(Press::took)).toList();
        if (sorted.isEmpty()) return "Nothing was pressed.";
        var slowest = sorted.getLast();
        return "%d presses; from the gateway's word to the row: median %d ms, slowest %d ms (%s)"
                .formatted(
                        sorted.size(),
                        sorted.get(sorted.size() / 2).took().toMillis(),
                        slowest.took().toMillis(),
                        slowest.what());
    }
}
