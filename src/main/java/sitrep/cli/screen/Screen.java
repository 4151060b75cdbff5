package sitrep.cli.screen;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What text is laid out for: so many columns and rows, and the reader's now and time zone.
 *
 * @param columns no line is wider
 * @param rows what is to be seen at one glance fits them
 */
public record Screen(int columns, int rows, Instant now, ZoneId zone) {

    /** What goes to a file or another program is not laid out for a width: nothing of it is cut. */
    public static final int ENDLESS = 1_000_000;

    /** Rows where nobody says how many there are. */
    public static final int USUAL_ROWS = 24;

    /** Narrower than this nothing can be laid out sensibly, so lines may be cut off by the terminal. */
    static final int NARROWEST = 20;

    /** Columns where nobody says how many there are. */
    public static final int USUAL = 80;

    /** As the server speaks of it: what else looks like a time may be part of a name. */
    private static final Pattern MOMENT =
            Pattern.compile("\\b((?:at|until) )(\\d{4}-\\d\\d-\\d\\dT[\\d:.]{5,18}Z)(?=[),.:;]{0,2}(?:\\s|$))");

    public Screen {
        columns = Math.max(NARROWEST, columns);
    }

    boolean isEndless() {
        return columns >= ENDLESS;
    }

    /** A text of the server's with the moments that it names as the reader's clock shows them. */
    public String local(String text) {
        return MOMENT.matcher(text).replaceAll(found -> {
            try {
                return found.group(1) + clock(Instant.parse(found.group(2)));
            } catch (DateTimeParseException _) {
                return Matcher.quoteReplacement(found.group());
            }
        });
    }

    /** How long ago that was. */
    public String age(Instant time) {
        return SpokenAge.between(time, now);
    }

    /** The time on the reader's clock, with the date if it is not today's. */
    public String clock(Instant time) {
        var there = LocalDateTime.ofInstant(time, zone);
        var clock = there.toLocalTime().withNano(0).toString();
        var full = clock.length() == 5 ? clock + ":00" : clock;
        var today =
                there.toLocalDate().equals(LocalDateTime.ofInstant(now, zone).toLocalDate());
        return today ? full : there.toLocalDate() + " " + full;
    }

    /** The text on as many lines as it needs, each within the columns and behind the same indent. */
    public List<StyledLine> wrap(String indent, Ink ink, String text) {
        var lines = new ArrayList<StyledLine>();
        var room = Math.max(10, columns - CellWidth.of(indent));
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (!line.isEmpty() && CellWidth.of(line.toString()) + 1 + CellWidth.of(word) > room) {
                lines.add(StyledLine.of(indent).and(ink, line.toString()));
                line.setLength(0);
            }
            if (!line.isEmpty()) line.append(' ');
            line.append(word);
        }
        if (!line.isEmpty()) lines.add(StyledLine.of(indent).and(ink, line.toString()));
        return lines;
    }
}
