package sitrep.connect.process.look;

/** How a command that has a terminal of its own takes what is typed there. */
public enum TypingMode {
    /** Nothing is known of that: it has none, or nobody looks. */
    UNKNOWN,

    /** By lines, which are shown as they are typed. */
    SHOWN,

    /** By lines that are not shown, as secrets are asked for. */
    HIDDEN,

    /** Key by key, as editors, pagers and menus do. */
    BY_KEY
}
