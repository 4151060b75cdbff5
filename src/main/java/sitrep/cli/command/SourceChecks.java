package sitrep.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.cli.screen.DoctorFinding;
import sitrep.cli.screen.Screen;
import sitrep.cli.screen.ServerJson;

/** What the doctor finds of a source: whether it can be heard, and whether anything can be done there. */
final class SourceChecks {
    private static final String ABOUT = "acting";

    private final Screen screen;

    SourceChecks(Screen screen) {
        this.screen = screen;
    }

    List<DoctorFinding> of(ServerJson source) {
        var findings = new ArrayList<DoctorFinding>();
        findings.add(heard(source));
        if (source.has("acting")) acting(source).ifPresent(findings::add);
        return findings;
    }

    private DoctorFinding heard(ServerJson source) {
        var remedy = source.text("remedy");
        var found = source.text("id") + ": " + state(source);
        return switch (source.raw("state")) {
            case "blind", "refused" ->
                DoctorFinding.trouble("source", found, remedy.isEmpty() ? "look whether it runs" : remedy);
            case "absent" -> DoctorFinding.noted("source", found, remedy);
            case "connecting" -> DoctorFinding.noted("source", found);
            default -> DoctorFinding.fine("source", found);
        };
    }

    private String state(ServerJson source) {
        var why = source.text("why");
        var rate = source.number("eventsPerMinute") + " events in the last minute";
        var last = source.time("lastEvent").map(time -> ", last heard " + screen.age(time) + " ago");
        return switch (source.raw("state")) {
            case "live" -> "in contact" + since(source) + ", " + rate + skipped(source);
            case "heard" -> rate + last.orElse("");
            case "connecting" -> "contact is being made";
            case "blind" -> "no contact" + since(source) + ": " + why;
            case "refused" -> "it does not let Sitrep in: " + why;
            case "absent" -> why;
            default -> source.spoken("state");
        };
    }

    private String since(ServerJson what) {
        return what.time("since").map(time -> " since " + screen.clock(time)).orElse("");
    }

    private static String skipped(ServerJson source) {
        var total = source.number("dropped");
        for (var count : source.node().path("skipped")) total += count.asLong(0);
        return total == 0 ? "" : ", " + total + " messages skipped";
    }

    /** Where it cannot even be heard, that is said, and nothing of what could be done. */
    private Optional<DoctorFinding> acting(ServerJson source) {
        if (!source.raw("state").equals("live")) return Optional.empty();
        var acting = source.in("acting");
        var level = acting.text("level");
        var about = source.text("id") + ": ";
        var name = source.text("name");
        if (level.equals("off")) return Optional.of(off(acting, about, name));
        return Optional.of(
                switch (acting.raw("state")) {
                    case "live" ->
                        DoctorFinding.fine(ABOUT, about + "operators act" + since(acting) + may(level, name));
                    case "connecting" ->
                        DoctorFinding.noted(ABOUT, about + "it is being asked to let operators act (" + level + ")");
                    default ->
                        DoctorFinding.trouble(
                                ABOUT,
                                about + "operators are to act there (" + level + "), and cannot: " + acting.text("why"),
                                acting.text("remedy"));
                });
    }

    private static String may(String level, String name) {
        return level.equals("admin")
                ? " (admin), as its administrators may"
                : " (" + level + "); what it keeps to administrators needs --openclaw-act-admin=" + name;
    }

    private static DoctorFinding off(ServerJson acting, String about, String name) {
        var looks = about + "Sitrep only looks, and can do nothing there";
        if (acting.node().path("locked").asBoolean(false)) {
            return DoctorFinding.noted(
                    ABOUT,
                    looks + ", as the server was started not to",
                    "start it without --look-only and --openclaw-act=none to let operators act");
        }
        return DoctorFinding.noted(
                ABOUT,
                looks,
                "the page lets operators act there at once, on Sources; at a start 'sitrep serve --openclaw-act=" + name
                        + "' does, unless it was taken back on the page");
    }
}
