package sitrep.connect.acp.meaning;

/** Which of the two said something. */
public enum Side {
    CLIENT,
    AGENT;

    Side other() {
        return this == CLIENT ? AGENT : CLIENT;
    }
}
