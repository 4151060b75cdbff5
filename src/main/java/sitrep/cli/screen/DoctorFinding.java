package sitrep.cli.screen;

import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * What a check found.
 *
 * @param about what was looked at, in one word
 * @param remedy what to do, where something can be done
 */
public record DoctorFinding(State state, String about, String found, Optional<String> remedy) {

    /** How serious it is. */
    public enum State {
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

        public String mark() {
            return mark;
        }

        public Ink ink() {
            return ink;
        }

        String word() {
            return word;
        }
    }

    public static DoctorFinding fine(String about, String found) {
        return new DoctorFinding(State.FINE, about, found, Optional.empty());
    }

    public static DoctorFinding noted(String about, String found) {
        return new DoctorFinding(State.NOTED, about, found, Optional.empty());
    }

    public static DoctorFinding noted(String about, String found, String remedy) {
        return new DoctorFinding(State.NOTED, about, found, Optional.of(remedy));
    }

    public static DoctorFinding trouble(String about, String found, String remedy) {
        return new DoctorFinding(State.TROUBLE, about, found, Optional.of(remedy));
    }

    public boolean isTrouble() {
        return state == State.TROUBLE;
    }

    public void addTo(ArrayNode array) {
        var node = array.addObject();
        node.put("check", about);
        node.put("state", state.word());
        node.put("found", found);
        remedy.ifPresent(text -> node.put("remedy", text));
    }
}
