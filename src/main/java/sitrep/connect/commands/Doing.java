package sitrep.connect.commands;

import java.util.List;
import sitrep.core.vocabulary.Phase;

/** What a command line says about the phase of the run that executes it. */
public sealed interface Doing {

    /** It is in this phase. */
    record Does(Phase phase) implements Doing {}

    /**
     * It is an agent: it is in this phase while nothing that it started says more.
     *
     * @param agent the program, as the rules call it
     */
    record Meanwhile(Phase phase, String agent) implements Doing {}

    /**
     * Nothing: the phase stays what it was.
     *
     * @param instant whether it takes no time to speak of
     */
    record Quiet(boolean instant) implements Doing {}

    /** It executes these commands, one after the other or together. */
    record Script(List<List<String>> commands) implements Doing {}

    /** No rule knows it. */
    record Unknown() implements Doing {}
}
