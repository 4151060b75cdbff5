package sitrep.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A dependency is adopted, not added: what the build names and what the decision record names is the same. */
public final class Dependencies {
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<*]+)</artifactId>");
    private static final Pattern IN_FIRST_COLUMN = Pattern.compile("(?:^\\| |\\G, )`([^`]+)`");
    private static final String OURSELVES = "sitrep";

    private Dependencies() {}

    public static Stream<Breach> unexplained(Source pom, Source record) {
        return without(
                pom,
                named(pom, ARTIFACT),
                named(record, IN_FIRST_COLUMN),
                "add a row to " + record.path() + ", or do without it");
    }

    public static Stream<Breach> forgotten(Source pom, Source record) {
        return without(
                record,
                named(record, IN_FIRST_COLUMN),
                named(pom, ARTIFACT),
                "the build does not use it: delete the row");
    }

    /** A name and the line it stands on. */
    private record Named(String artifact, int line) {}

    private static List<Named> named(Source source, Pattern pattern) {
        var found = new ArrayList<Named>();
        var line = 0;
        for (var text : source.lines()) {
            line++;
            var matcher = pattern.matcher(text);
            while (matcher.find()) found.add(new Named(matcher.group(1), line));
        }
        return found;
    }

    private static Stream<Breach> without(Source source, List<Named> here, List<Named> there, String remedy) {
        var known = there.stream().map(Named::artifact).toList();
        return here.stream()
                .filter(one -> !one.artifact().equals(OURSELVES) && !known.contains(one.artifact()))
                .map(one -> new Breach(source.path(), one.line(), one.artifact(), remedy));
    }
}
