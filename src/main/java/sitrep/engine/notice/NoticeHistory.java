package sitrep.engine.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.core.notice.Notice;
import sitrep.core.notice.NoticeOutcome;
import sitrep.json.NoticeJson;

/** What was decided lately, and what became of the messages. Not for several threads at once. */
final class NoticeHistory {
    /** Most decisions that are kept: the newest. */
    static final int MOST = 2_000;

    /** Lines in the file, past which it is written anew with what is kept. */
    private static final int LINES = 3 * MOST;

    private static final Logger LOG = LoggerFactory.getLogger(NoticeHistory.class);

    private final NoticeFiles files;
    private final TreeMap<Long, Notice> notices = new TreeMap<>();
    private final TreeMap<Long, NoticeOutcome> outcomes = new TreeMap<>();
    private int lines;

    NoticeHistory(NoticeFiles files) {
        this.files = files;
        files.lines().forEach(this::read);
        forget();
    }

    /** What cannot be read was torn when the machine went down, before anything followed from it. */
    private void read(String line) {
        if (line.isBlank()) return;
        lines++;
        try {
            NoticeJson.read(line, this::put, this::put);
        } catch (RuntimeException e) {
            LOG.warn("A line of what was decided about messages cannot be read and is left out: {}", e.getMessage());
        }
    }

    private void put(Notice notice) {
        notices.put(notice.number(), notice);
    }

    private void put(NoticeOutcome outcome) {
        outcomes.put(outcome.number(), outcome);
    }

    /** Adds what was decided; durable when this returns. */
    void add(List<Notice> more) {
        files.add(more.stream().map(NoticeJson::line).toList());
        more.forEach(this::put);
        grown(more.size());
    }

    /** Adds what became of messages. */
    void settle(List<NoticeOutcome> more) {
        files.add(more.stream().map(NoticeJson::line).toList());
        more.forEach(this::put);
        grown(more.size());
    }

    private void grown(int more) {
        lines += more;
        forget();
        if (lines <= LINES) return;
        var kept = Stream.concat(
                        notices.values().stream().map(NoticeJson::line),
                        outcomes.values().stream().map(NoticeJson::line))
                .toList();
        files.keep(kept);
        lines = kept.size();
    }

    private void forget() {
        while (notices.size() > MOST) notices.pollFirstEntry();
        if (!notices.isEmpty()) outcomes.headMap(notices.firstKey()).clear();
    }

    /** The number of the newest; 0 without any. */
    long last() {
        return notices.isEmpty() ? 0 : notices.lastKey();
    }

    Optional<Notice> of(long number) {
        return Optional.ofNullable(notices.get(number));
    }

    Optional<NoticeOutcome> outcome(long number) {
        return Optional.ofNullable(outcomes.get(number));
    }

    /** The decisions before a number, the newest first. */
    List<Notice> before(long number) {
        return new ArrayList<>(notices.headMap(number, false).descendingMap().values());
    }

    /** Of each target the newest message that was tried, with what became of it. */
    Optional<NoticeOutcome> newest(String target) {
        return outcomes.descendingMap().entrySet().stream()
                .filter(entry -> of(entry.getKey())
                        .filter(notice -> notice.target().equals(target))
                        .isPresent())
                .map(Map.Entry::getValue)
                .max(java.util.Comparator.comparing(NoticeOutcome::at));
    }
}
