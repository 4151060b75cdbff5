package sitrep.core.notice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sitrep.core.notice.NoticeMessage.Kind;
import sitrep.core.text.SpokenTime;

/** What messages say. */
final class NoticeWords {
    private NoticeWords() {}

    /** Names that a message about one cause lists. */
    private static final int NAMES = 5;

    /** What there is to say of the matters of one cause, in one line. */
    static String title(List<Matter> cause) {
        var first = cause.getFirst();
        if (cause.size() == 1) return behind(first, first.phrase());
        return cause.size() + " tasks wait for one " + first.shared().orElse("cause");
    }

    /** The same, of matters of several causes how many of each reason there are. */
    static String titleOfAll(List<Matter> matters) {
        var isOneCause = matters.stream().map(Matter::cause).distinct().count() == 1;
        return isOneCause ? title(matters) : counted(matters);
    }

    static NoticeMessage news(List<Matter> cause) {
        var first = cause.getFirst();
        return new NoticeMessage(Kind.NEWS, first.reason(), title(cause), lines(cause), cause, cause.size());
    }

    /** @param from who was told before */
    static NoticeMessage escalation(List<Matter> cause, String from) {
        var lines = new ArrayList<>(lines(cause));
        lines.add("Nobody took it up that was told before: " + from + ".");
        var first = cause.getFirst();
        return new NoticeMessage(Kind.ESCALATION, first.reason(), title(cause), lines, cause, cause.size());
    }

    static NoticeMessage followUp(List<Matter> cause, Fate fate) {
        var first = cause.getFirst();
        var title = cause.size() == 1
                ? behind(first, fate.text())
                : cause.size() + " tasks wait no longer for one "
                        + first.shared().orElse("cause");
        var lines = cause.size() == 1 ? List.of(first.text()) : List.of(behind(first, fate.text()), names(cause));
        return new NoticeMessage(Kind.FOLLOW_UP, first.reason(), title, lines, cause, cause.size());
    }

    /** @param over how many others were held back and are over */
    static NoticeMessage digest(List<List<Matter>> causes, int over) {
        if (causes.size() == 1 && over == 0) return news(causes.getFirst());
        var all = causes.stream().flatMap(List::stream).toList();
        var lines = causes.stream()
                .limit(NoticeMessage.MATTERS)
                .map(cause -> title(cause) + said(cause.getFirst()))
                .collect(Collectors.toCollection(ArrayList::new));
        var more = causes.size() - lines.size();
        if (more > 0) lines.add("… and " + more + " more.");
        if (over > 0) lines.add(over + " more " + (over == 1 ? "was" : "were") + " over meanwhile.");
        return new NoticeMessage(Kind.DIGEST, all.getFirst().reason(), counted(all), lines, all, all.size());
    }

    private static String said(Matter matter) {
        return matter.text().isEmpty() ? "" : ": " + matter.text();
    }

    /** As in {@code 2 need you · 1 failed}. */
    private static String counted(List<Matter> all) {
        return all.stream()
                .collect(Collectors.groupingBy(Matter::reason, java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(NoticeWords::counted)
                .collect(Collectors.joining(" · "));
    }

    private static String counted(Map.Entry<NoticeReason, Long> reason) {
        return reason.getValue() + " "
                + (reason.getValue() == 1
                        ? reason.getKey()
                                .many()
                                .replaceFirst("^need\\b", "needs")
                                .replaceFirst("^look\\b", "looks")
                                .replaceFirst("^are\\b", "is")
                        : reason.getKey().many());
    }

    private static List<String> lines(List<Matter> cause) {
        var first = cause.getFirst();
        var lines = new ArrayList<String>();
        lines.add(first.text());
        if (cause.size() > 1) lines.add(names(cause));
        first.next().filter(next -> !next.equals(first.text())).ifPresent(next -> lines.add("Next: " + next));
        return lines;
    }

    private static String names(List<Matter> cause) {
        var named = cause.stream().limit(NAMES).map(Matter::name).collect(Collectors.joining(", "));
        return cause.size() > NAMES ? named + " and " + (cause.size() - NAMES) + " more" : named;
    }

    private static String behind(Matter matter, String words) {
        return matter.name() + (words.startsWith(":") ? "" : " ") + words;
    }

    static String spoken(Duration time) {
        return SpokenTime.duration(time);
    }
}
