package sitrep.engine.known;

import java.util.Optional;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.text.Limits;

/**
 * About how many bytes a task takes as lists show it, going by its texts, before it is put into words: so much cheaper
 * that it can be asked at each change. Of several texts of which one is shown the longest counts; texts count by their
 * characters, of which some take three bytes. So it is rather too much than too little, and never less than a third.
 */
public final class ToldSize {
    /** All but its texts. */
    private static final int REST = 450;

    /** One part of its ribbon. */
    private static final int PART = 60;

    private ToldSize() {}

    public static int of(Task task) {
        return REST + intent(task.intent()) + update(task) + ribbon(task) + block(task) + sources(task);
    }

    private static int intent(Task.Intent intent) {
        var size = length(intent.name().map(Said::value)) + length(intent.goal().map(Said::value));
        for (var label : intent.labels().entrySet()) {
            size += label.getKey().length() + label.getValue().value().length();
        }
        for (var link : intent.links().values()) size += link.value().href().length();
        return size;
    }

    /** With their quotes. */
    private static int sources(Task task) {
        var size = 0;
        for (var source : task.sources()) size += source.length() + 3;
        return size;
    }

    /** Which of its lines is shown is not known yet: as long as the longest. */
    private static int update(Task task) {
        var longest = 0;
        for (var said : task.updates())
            longest = Math.max(longest, said.value().text().length());
        return longest;
    }

    private static int ribbon(Task task) {
        var marks = 0;
        for (var run : task.runs().values()) marks += run.marks().kept().size();
        return PART * Math.min(marks, Limits.RIBBON);
    }

    /** What it waits for, with the step that clears it. */
    private static int block(Task task) {
        var longest = 0;
        for (var run : task.runs().values()) longest = Math.max(longest, block(run));
        return longest;
    }

    private static int block(Run run) {
        var longest = 0;
        for (var block : run.blocks().values()) {
            longest = Math.max(longest, block.length());
        }
        return longest;
    }

    private static int length(Optional<String> text) {
        return text.map(String::length).orElse(0);
    }
}
