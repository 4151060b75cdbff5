package sitrep.core.text;

import java.io.Serial;

/** A value that the model refuses, said for people: which field, what was found, what is allowed. */
public final class Invalid extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String field;
    private final String found;
    private final String allowed;

    public Invalid(String field, String found, String allowed) {
        super(field + ": found " + found + "; allowed: " + allowed);
        this.field = field;
        this.found = found;
        this.allowed = allowed;
    }

    /** The field's name on the wire, dotted where it is nested, as in {@code block.reason}. */
    public String field() {
        return field;
    }

    /** What was there instead of a good value; never more than a short excerpt of it. */
    public String found() {
        return found;
    }

    /** What would have been accepted. */
    public String allowed() {
        return allowed;
    }
}
