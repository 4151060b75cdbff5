package sitrep.connect.hooks.dialect;

import java.util.List;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.text.Limits;
import tools.jackson.databind.JsonNode;

/** What the tables of all agents say alike. */
final class HookWords {
    private HookWords() {}

    static List<Signal> one(Signal signal) {
        return List.of(signal);
    }

    /** Whether a field of a hook has this text. */
    static boolean is(JsonNode hook, String field, String value) {
        return ForeignValue.text(hook, field).equals(value);
    }

    /** What somebody asked, as long as is kept of it. */
    static String prompt(String text) {
        return ForeignValue.cut(text, Limits.SUMMARY).orElse("");
    }
}
