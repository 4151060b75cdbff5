package sitrep.core.task;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.Report;
import sitrep.core.event.Stamp;

/**
 * What became of bringing a result to whoever asked: of each kind of word the newest. What was delivered stays
 * delivered, whatever else failed.
 */
public record Deliveries(
        Optional<Said<Report.Delivered>> delivered,
        Optional<Said<Report.NotOwed>> notOwed,
        Optional<Said<Report.Undelivered>> undelivered) {

    static final Deliveries NONE = new Deliveries(Optional.empty(), Optional.empty(), Optional.empty());

    Deliveries with(Report report, Stamp stamp) {
        return switch (report) {
            case Report.Delivered it -> new Deliveries(Said.foremost(delivered, it, stamp), notOwed, undelivered);
            case Report.NotOwed it -> new Deliveries(delivered, Said.foremost(notOwed, it, stamp), undelivered);
            case Report.Undelivered it -> new Deliveries(delivered, notOwed, Said.foremost(undelivered, it, stamp));
        };
    }

    /** All that was said, the most telling first: that it arrived, that it need not, that it did not. */
    Stream<Said<Report>> all() {
        return Stream.of(delivered, notOwed, undelivered)
                .flatMap(Optional::stream)
                .map(said -> new Said<Report>(said.value(), said.stamp()));
    }

    /** The newest word of any kind. */
    Optional<Said<Report>> newest() {
        return all().max(Comparator.comparing(Said::stamp));
    }
}
