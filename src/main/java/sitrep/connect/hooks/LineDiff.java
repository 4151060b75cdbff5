package sitrep.connect.hooks;

import java.util.ArrayList;
import java.util.List;

/** How two texts differ, line by line: what goes with a minus, what comes with a plus, and a little around both. */
public final class LineDiff {
    private static final int AROUND = 2;

    /** Texts longer than this together are shown as one that goes and one that comes. */
    private static final int LONGEST = 4_000;

    private LineDiff() {}

    public static List<String> of(String before, String after) {
        var one = before.lines().toList();
        var other = after.lines().toList();
        return one.size() + other.size() > LONGEST ? List.of("(too long to be shown)") : shortened(all(one, other));
    }

    private static List<String> all(List<String> one, List<String> other) {
        var common = new int[one.size() + 1][other.size() + 1];
        for (var i = one.size() - 1; i >= 0; i--) {
            for (var j = other.size() - 1; j >= 0; j--) {
                common[i][j] = one.get(i).equals(other.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        var lines = new ArrayList<String>();
        var i = 0;
        var j = 0;
        while (i < one.size() || j < other.size()) {
            if (i < one.size() && j < other.size() && one.get(i).equals(other.get(j))) {
                lines.add("  " + one.get(i++));
                j++;
            } else if (j < other.size() && (i == one.size() || common[i][j + 1] > common[i + 1][j])) {
                lines.add("+ " + other.get(j++));
            } else {
                lines.add("- " + one.get(i++));
            }
        }
        return lines;
    }

    private static List<String> shortened(List<String> all) {
        var shown = new ArrayList<String>();
        var isLeftOut = false;
        for (var i = 0; i < all.size(); i++) {
            var near = all.subList(Math.max(0, i - AROUND), Math.min(all.size(), i + AROUND + 1));
            if (near.stream().anyMatch(line -> !line.startsWith("  "))) {
                if (isLeftOut) shown.add("  …");
                isLeftOut = false;
                shown.add(all.get(i));
            } else {
                isLeftOut = true;
            }
        }
        return shown;
    }
}
