package sitrep.connect.tee;

/** Which of the two said something. */
public enum Side {
    CLIENT,
    AGENT;

    public Side other() {
        return this == CLIENT ? AGENT : CLIENT;
    }
}
