package sitrep.connect.process.output;

import java.util.Set;

/**
 * The line that a terminal would show: colours and titles leave no trace, a carriage return begins to overwrite,
 * a backspace goes back. Only one line is kept; a cursor that goes to another line begins a new one here. While a
 * program has the whole screen, as editors do, there are no lines.
 */
final class TerminalLine {
    /** Characters kept of one line; the rest of a longer one is not looked at. */
    static final int LONGEST = 4_096;

    private static final Set<String> ALTERNATE = Set.of("?47", "?1047", "?1049");
    private static final char ESCAPE = 0x1b;
    private static final char BELL = 0x07;
    private static final char CONTROL_SEQUENCE = 0x9b;
    private static final char COMMAND = 0x9d;
    private static final char UNREADABLE = '\ufffd';

    /** Takes what was on the line at the time it was left. */
    interface Reader {
        /** @param redrawn whether the line is one that is drawn over and over, as progress bars are */
        void read(String line, boolean redrawn);

        /** A program took the whole screen, of which no line is looked at until it gives it back. */
        default void takesScreen() {}

        /** An operating system command (ECMA-48, OSC), without what begins and ends it. */
        default void commands(String text) {}
    }

    private enum State {
        TEXT,
        ESCAPED,
        SEQUENCE,
        STRING,
        STRING_ESCAPED,
        CHARACTER_SET
    }

    private final Reader reader;
    private final Screenful screen;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder parameters = new StringBuilder();
    private final StringBuilder command = new StringBuilder();
    private State state = State.TEXT;
    private boolean isCommand;
    private int cursor;
    private boolean returned;
    private boolean redrawn;
    private boolean isByKey;
    private boolean addressed;
    private boolean alternate;

    /** @param screen what all lines are drawn on, beside */
    TerminalLine(Reader reader, Screenful screen) {
        this.reader = reader;
        this.screen = screen;
    }

    /** What is on the line now, finished or not. */
    String visible() {
        return line.toString();
    }

    /** Whether the line was drawn to its end and the cursor went back, to draw it again or to end it. */
    boolean isDrawn() {
        return returned;
    }

    /** Forgets the line: bytes of it were missed. */
    void lose() {
        state = State.TEXT;
        clear();
    }

    void accept(char c) {
        switch (state) {
            case TEXT -> text(c);
            case ESCAPED -> escaped(c);
            case SEQUENCE -> sequence(c);
            case STRING -> string(c);
            case STRING_ESCAPED -> {
                state = c == '\\' ? State.TEXT : State.STRING;
                if (c == '\\') endString();
            }
            case CHARACTER_SET -> state = State.TEXT;
        }
    }

    private void text(char c) {
        switch (c) {
            case '\n', '\f', 0x0b -> end();
            case '\r' -> {
                if (!hasScreen()) screen.goBack();
                goBack();
            }
            case '\b' -> {
                if (!hasScreen()) screen.stepBack();
                cursor = Math.max(0, cursor - 1);
            }
            case '\t' -> {
                if (!hasScreen()) screen.tab();
                put(' ');
            }
            case ESCAPE -> state = State.ESCAPED;
            case CONTROL_SEQUENCE -> begin();
            case COMMAND -> beginString(true);
            case BELL -> {}
            default -> show(Character.isISOControl(c) ? UNREADABLE : c);
        }
    }

    private void show(char c) {
        if (!hasScreen()) screen.put(c);
        put(c);
    }

    private void goBack() {
        cursor = 0;
        returned = true;
    }

    private void begin() {
        parameters.setLength(0);
        state = State.SEQUENCE;
    }

    private void escaped(char c) {
        switch (c) {
            case '[' -> begin();
            case ']' -> beginString(true);
            case 'P', 'X', '^', '_' -> beginString(false);
            case '(', ')', '*', '+', '#', '%' -> state = State.CHARACTER_SET;
            case ESCAPE -> {}
            default -> state = State.TEXT;
        }
    }

    private void beginString(boolean commands) {
        state = State.STRING;
        command.setLength(0);
        isCommand = commands;
    }

    private void string(char c) {
        switch (c) {
            case BELL, 0x9c -> {
                state = State.TEXT;
                endString();
            }
            case ESCAPE -> state = State.STRING_ESCAPED;
            case '\n' -> {
                state = State.TEXT;
                end();
            }
            default -> {
                if (command.length() < LONGEST) command.append(c);
            }
        }
    }

    private void endString() {
        if (isCommand) reader.commands(command.toString());
    }

    private void sequence(char c) {
        if (c == ESCAPE) {
            state = State.ESCAPED;
        } else if (c >= 0x40 && c <= 0x7e) {
            state = State.TEXT;
            control(c);
        } else if (parameters.length() < 32) {
            parameters.append(c);
        }
    }

    private void control(char c) {
        switch (c) {
            case 'K', 'J' -> erase(parameter(0));
            case 'G' -> moveTo(parameter(1) - 1);
            case 'C' -> moveTo(cursor + parameter(1));
            case 'D' -> moveTo(cursor - parameter(1));
            case 'H', 'f', 'd' -> {
                leave();
                if (isByKey) takeScreen();
            }
            case 'A', 'B', 'E', 'F' -> leave();
            case 'h', 'l' -> alternate(c == 'h');
            default -> {}
        }
        if (!hasScreen()) screen.control(c, parameters.toString());
    }

    /** The other screen of a terminal, from which it comes back to what was there before (xterm's modes). */
    private void alternate(boolean begins) {
        if (!ALTERNATE.contains(parameters.toString())) return;
        leave();
        if (begins) takeScreen();
        alternate = begins;
        addressed = false;
    }

    private void takeScreen() {
        if (!hasScreen()) reader.takesScreen();
        addressed = true;
    }

    private boolean hasScreen() {
        return alternate || addressed;
    }

    /** Who reads single keys and goes to places of the screen has all of it, even if it is not the other one. */
    void byKey(boolean is) {
        isByKey = is;
        if (!is) addressed = false;
    }

    private int parameter(int otherwise) {
        try {
            return Math.min(LONGEST, Integer.parseInt(parameters.toString()));
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }

    private void moveTo(int column) {
        if (column == 0) goBack();
        cursor = Math.clamp(column, 0, LONGEST);
    }

    private void erase(int part) {
        drawAgain();
        switch (part) {
            case 0 -> line.setLength(Math.min(cursor, line.length()));
            case 1 -> {
                for (var i = 0; i < Math.min(cursor, line.length()); i++) line.setCharAt(i, ' ');
            }
            default -> line.setLength(0);
        }
    }

    private void put(char c) {
        if (hasScreen()) return;
        drawAgain();
        if (cursor >= LONGEST) return;
        while (line.length() < cursor) line.append(' ');
        if (cursor < line.length()) {
            line.setCharAt(cursor, c);
        } else {
            line.append(c);
        }
        cursor++;
    }

    /** Before the first change after the cursor went back, what was there is a picture worth a look. */
    private void drawAgain() {
        if (!returned) return;
        returned = false;
        if (line.isEmpty()) return;
        redrawn = true;
        reader.read(line.toString(), true);
    }

    private void end() {
        if (!hasScreen()) screen.newLine(line.toString());
        reader.read(line.toString(), redrawn);
        clear();
    }

    private void leave() {
        if (!line.isEmpty()) reader.read(line.toString(), true);
        clear();
        redrawn = true;
    }

    private void clear() {
        line.setLength(0);
        cursor = 0;
        returned = false;
        redrawn = false;
    }
}
