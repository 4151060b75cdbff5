package sitrep.cli;

import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * What a check found.
 *
 * @param about what was looked at, in one word
 * @param remedy what to do, where something can be done
 */
record Finding(State state, String about, String found, Optional<String> remedy) {

    /** How serious it is. */
    enum State {
        FINE("✓", Ink.WORKING, "fine"),
        NOTED("·", Ink.FAINT, "noted"),
        TROUBLE("✗", Ink.STUCK, "trouble");

        private final String mark;
        private final Ink ink;
        private final String word;

        State(String mark, Ink ink, String word) {
            this.mark = mark;
            this.ink = ink;
            this.word = word;
        }

        String mark() {
            return mark;
        }

        Ink ink() {
            return ink;
        }

        String word() {
            return word;
        }
    }

    static Finding fine(String about, String found) {
        return new Finding(State.FINE, about, found, Optional.empty());
    }

    static Finding noted(String about, String found) {
        return new Finding(State.NOTED, about, found, Optional.empty());
    }

    static Finding noted(String about, String found, String remedy) {
        return new Finding(State.NOTED, about, found, Optional.of(remedy));
    }

    static Finding trouble(String about, String found, String remedy) {
        return new Finding(State.TROUBLE, about, found, Optional.of(remedy));
    }

    boolean isTrouble() {
        return state == State.TROUBLE;
    }

    void addTo(ArrayNode array) {
        var node = array.addObject();
        node.put("check", about);
        node.put("state", state.word());
        node.put("found", found);
        remedy.ifPresent(text -> node.put("remedy", text));
    }
}
