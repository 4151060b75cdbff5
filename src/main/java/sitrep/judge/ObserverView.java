package sitrep.judge;

import java.util.Optional;

/** What of a session its observer can see. */
enum ObserverView {
    /** Approvals hide inside the calls of tools, as in the transcripts of Claude Code and Codex. */
    HIDDEN("A"),
    /** Approvals are seen, so that nobody's wait is taken for work. */
    VISIBLE("B");

    /** How much longer than its measured run time a call may look to last. */
    private static final double SLACK = 0.5;

    private final String letter;

    ObserverView(String letter) {
        this.letter = letter;
    }

    String letter() {
        return letter;
    }

    /**
     * What of a silence is judged. With approvals visible it is what is known to be no wait for one: everything in
     * modes that cannot ask; of runtimes that tell of a call before they ask for it also waits for the model, and of
     * calls by Codex as many of their last seconds as were measured.
     */
    Optional<Silence> of(Session session, Silence silence) {
        if (silence.isWait()) return Optional.empty();
        if (this == HIDDEN || silence.cannotAsk()) return Optional.of(silence);
        if (!session.tellsFirst()) return Optional.empty();
        if (!silence.isTool()) return Optional.of(silence);
        return session.agent().equals("codex") ? measured(silence) : Optional.empty();
    }

    private static Optional<Silence> measured(Silence silence) {
        if (silence.took().isEmpty())
            return Optional.of(silence).filter(it -> !it.state().startsWith("sh_"));
        return Optional.of(
                silence.last(Math.min(silence.length(), silence.took().getAsDouble() + SLACK)));
    }
}
