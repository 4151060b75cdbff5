package sitrep.tidy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rooms of the house: which package may use which, and which libraries each may touch. */
public final class House {
    private static final Pattern OURS = Pattern.compile("sitrep(\\..*)?");
    private static final Pattern FREE = Pattern.compile("java\\.(?!sql|net\\.http).*|java|org\\.jspecify.*");

    /** One row of the plan. `core.*` is `core` and each package below it; `*` stands for everything. */
    private record Room(String name, List<String> mayUse, List<String> libraries) {
        boolean is(String room) {
            return covers(name, room);
        }

        boolean mayUse(String room) {
            return is(room) && !name.endsWith(".*") || mayUse.stream().anyMatch(other -> covers(other, room));
        }

        boolean mayTouch(String library) {
            return libraries.stream().anyMatch(prefix -> covers(prefix + ".*", library + ".") || prefix.equals("*"));
        }

        private static boolean covers(String pattern, String room) {
            return pattern.equals("*")
                    || pattern.equals(room)
                    || pattern.endsWith(".*") && (room + ".").startsWith(pattern.substring(0, pattern.length() - 1));
        }
    }

    private final List<Room> rooms;

    private House(List<Room> rooms) {
        this.rooms = rooms;
    }

    /** Reads the plan: a heading, then one room a line, its columns separated by bars. */
    public static House of(String plan) {
        var rooms = new ArrayList<Room>();
        plan.lines().skip(1).map(line -> room(line, rooms)).forEach(rooms::add);
        return new House(List.copyOf(rooms));
    }

    /** Every mention of a package that its room does not allow. */
    public Stream<Breach> breaches(JavaSource source) {
        var name = source.room().isEmpty() ? "sitrep" : source.room();
        return find(name)
                .map(room -> source.mentions().flatMap(mention -> check(source, room, mention)))
                .orElseGet(() -> Stream.of(new Breach(
                        source.path(),
                        1,
                        "package " + name + " is not on the plan",
                        "add it to LayersTest, with its reasons")))
                .distinct();
    }

    private Optional<Room> find(String name) {
        return rooms.stream().filter(room -> room.is(name)).findFirst();
    }

    private static Stream<Breach> check(JavaSource source, Room room, JavaSource.Mention mention) {
        var used = mention.inPackage();
        if (used.equals(source.tree().getPackageName().toString())
                || FREE.matcher(used).matches()) return Stream.of();
        var ours = OURS.matcher(used).matches();
        if (ours ? room.mayUse(used.replaceFirst("^sitrep\\.", "")) : room.mayTouch(used)) return Stream.of();
        return Stream.of(new Breach(
                source.path(),
                mention.line(),
                room.name() + " uses " + used,
                "it may use " + allowed(ours ? room.mayUse() : room.libraries()) + "; move the code to where it may"));
    }

    private static String allowed(List<String> names) {
        return names.isEmpty() ? "nothing of the kind" : String.join(", ", names);
    }

    private static Room room(String line, List<Room> before) {
        var columns = line.split("\\|", -1);
        var name = columns[0].strip();
        var mayUse = words(columns[1]).stream()
                .flatMap(word -> word.equals("below") ? below(name, before) : Stream.of(word))
                .toList();
        return new Room(name, mayUse, words(columns[2]));
    }

    /** The rooms of the same folder that were read before. */
    private static Stream<String> below(String name, List<Room> before) {
        return before.stream().map(Room::name).filter(other -> folder(other).equals(folder(name)));
    }

    private static String folder(String room) {
        return room.contains(".") ? room.substring(0, room.lastIndexOf('.')) : "";
    }

    private static List<String> words(String column) {
        return Arrays.stream(column.split(" ")).filter(word -> !word.isBlank()).toList();
    }
}
