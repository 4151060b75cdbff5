package sitrep.snapshot;

/**
 * What values look like: a line for each record, enum and sealed interface that can be reached, with all that decides
 * which bytes they come to.
 *
 * @param fingerprint other for every other text, as good as surely
 */
record Shape(String text, long fingerprint) {

    /** By FNV-1a: nobody makes up shapes to be mistaken for ours. */
    static Shape of(String text) {
        var hash = 0xcbf29ce484222325L;
        for (var i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        return new Shape(text, hash);
    }
}
