package sitrep.connect.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.core.text.Invalid;

/** What is wrong with settings, in the order in which it was found. */
final class SettingsMistakes {
    private record Mistake(String path, String found, String allowed, String text) {}

    private final List<Mistake> all = new ArrayList<>();

    /** A value that will not do. */
    void add(int line, String path, String found, String allowed) {
        var where = path.isEmpty() ? "the file" : path;
        all.add(new Mistake(
                path, found, allowed, "line " + line + ": " + where + ": found " + found + "; allowed: " + allowed));
    }

    /** Something that is wrong with several values together. */
    void say(String text) {
        all.add(new Mistake("", "", "", text));
    }

    int size() {
        return all.size();
    }

    /** For people, each with its line. */
    List<String> texts() {
        return all.stream().map(Mistake::text).toList();
    }

    /** The first with a value of this object, named as whoever sent the object knows it. */
    Optional<Invalid> within(String object) {
        return all.stream()
                .filter(each -> each.path().startsWith(object + "."))
                .findFirst()
                .map(each -> new Invalid(each.path().substring(object.length() + 1), each.found(), each.allowed()));
    }
}
