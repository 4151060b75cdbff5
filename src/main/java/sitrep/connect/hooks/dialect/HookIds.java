package sitrep.connect.hooks.dialect;

import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.foreign.ForeignValue;
import tools.jackson.databind.JsonNode;

/** Ids that agents give, made fit to be parts of ours: any that is not short and plain goes by its digest. */
public final class HookIds {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,59}");

    private HookIds() {}

    /** Absent for a text that is blank. */
    public static Optional<String> of(String text) {
        if (text.isBlank()) return Optional.empty();
        return Optional.of(PLAIN.matcher(text).matches() ? text : ForeignValue.digest(text));
    }

    static Optional<String> of(JsonNode node, String field) {
        return of(ForeignValue.text(node, field));
    }
}
