package sitrep.connect.notice;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sitrep.core.notice.NoticeDesk.Sheet;
import sitrep.core.text.ForeignText;
import sitrep.core.text.Invalid;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a file of settings would be after a change of one target; nothing here writes it. */
public final class TargetEdits {

    /** What came of it. */
    public sealed interface Edit {
        /** @param text all that the file is to hold */
        record Text(String text) implements Edit {}

        record NoTarget() implements Edit {}

        /** @param why for people, as a sentence */
        record Refused(String why) implements Edit {}
    }

    private static final int EXCERPT = 60;

    private static final Edit ODD = refused("it is written in a way in which no target can be changed from here");

    private final NoticeSettings settings;

    public TargetEdits(NoticeSettings settings) {
        this.settings = settings;
    }

    private interface Change {
        Edit of(TargetsText text);
    }

    /** @throws Invalid if one of the settings that are wanted will not do */
    public Edit put(String file, String name, String wanted) {
        var said = Json.read(wanted);
        return changed(file, text -> {
            var place = text.place(name);
            var before = place.map(text.items()::get);
            var target = TargetChange.of(name, said, before);
            if (place.isEmpty()) checkRoom(text);
            var written = place.map(it -> text.with(it, target)).orElseGet(() -> text.adding(target));
            written.ifPresent(it -> check(it, name, place.orElse(text.items().size())));
            return written.<Edit>map(Edit.Text::new).orElse(ODD);
        });
    }

    /** Of several of the same name none is left. */
    public Edit remove(String file, String name) {
        return changed(file, text -> {
            var place = text.place(name);
            if (place.isEmpty()) return new Edit.NoTarget();
            var from = text.items().stream()
                    .filter(each -> each.at("/escalate/to").asString("").strip().equals(name))
                    .map(each -> each.path("name").asString("").strip())
                    .filter(other -> !other.equals(name))
                    .findFirst();
            if (from.isPresent()) {
                var other = shown(from.get());
                return new Edit.Refused("'" + other + "' passes on to it: have that one pass on to another first.");
            }
            return text.without(place.get())
                    .<Edit>map(rest -> remove(rest, name) instanceof Edit.Text further ? further : new Edit.Text(rest))
                    .orElse(ODD);
        });
    }

    private static Edit refused(String why) {
        return new Edit.Refused("Nothing is changed in the file: " + why + ".");
    }

    private static Edit changed(String file, Change change) {
        try {
            var text = new TargetsText(file.isBlank() ? TargetsText.EMPTY : file);
            return text.trouble().map(TargetEdits::refused).orElseGet(() -> change.of(text));
        } catch (Json.Malformed e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private static void checkRoom(TargetsText text) {
        if (text.items().size() < NoticeSettings.TARGETS) return;
        throw new Invalid("name", "one more target", "at most " + NoticeSettings.TARGETS + " targets");
    }

    /** The whole is read as it would be: what is wrong with this target is said, and nothing is written. */
    private void check(String written, String name, int place) {
        var read = settings.reading(written);
        read.mistakes().within("targets[" + place + "]").ifPresent(mistake -> {
            throw mistake;
        });
        var names = read.setup().addressees().stream()
                .map(each -> each.name())
                .filter(other -> !other.equals(name))
                .toList();
        read.setup()
                .named(name)
                .flatMap(each -> each.rules().escalation())
                .filter(next -> !names.contains(next.to()))
                .ifPresent(next -> {
                    throw new Invalid("escalate.to", "'" + shown(next.to()) + "'", others(names));
                });
    }

    private static String others(List<String> names) {
        return names.isEmpty()
                ? "another target, and there is none"
                : names.stream().map(TargetEdits::shown).collect(Collectors.joining(" "));
    }

    private static String shown(String name) {
        return ForeignText.withEnds(ForeignText.line(name), EXCERPT);
    }

    /** What is set of a target, without what is secret and without the words of a command. */
    public static Optional<Sheet> sheet(String file, String name) {
        try {
            var text = new TargetsText(file);
            return text.trouble().isPresent()
                    ? Optional.empty()
                    : text.place(name).map(text.items()::get).map(TargetEdits::sheet);
        } catch (Json.Malformed _) {
            return Optional.empty();
        }
    }

    private static Sheet sheet(JsonNode target) {
        var shown = JsonNodeFactory.instance.objectNode();
        target.properties().stream()
                .filter(field -> TargetChange.isShown(field.getKey()))
                .forEach(field -> shown.set(field.getKey(), field.getValue()));
        return new Sheet(
                Json.text(shown),
                TargetChange.SECRETS.stream().filter(target::has).toList());
    }
}
