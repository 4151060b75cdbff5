package sitrep.connect.process.output;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * What a stream of bytes says, read as a person at a terminal would read it. Chunks may end anywhere, also within a
 * character or a control sequence; what is not text is passed over.
 */
public final class OutputLines {
    /** Meaningful lines kept for the summary of a failure. */
    static final int TAIL = 5;

    private static final OutputNews INTERACTIVE =
            new OutputNews(Optional.of("interactive, on the whole screen"), Optional.empty());

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer unfinished = ByteBuffer.allocate(8);
    private final CharBuffer chars = CharBuffer.allocate(1_024);
    private final TerminalLine line;
    private final Screenful screen;
    private final ArrayDeque<String> tail = new ArrayDeque<>();
    private OutputNews news = OutputNews.NONE;
    private String resting = "";
    private String last = "";
    private RepeatedLines repeats = RepeatedLines.NONE;
    private Optional<AgentReport> report = Optional.empty();
    private boolean skipping;

    /** @param screen what it draws on, alone or with another stream */
    public OutputLines(Screenful screen) {
        this.screen = screen;
        this.line = new TerminalLine(new Reader(), screen);
    }

    private final class Reader implements TerminalLine.Reader {
        @Override
        public void read(String shown, boolean redrawn) {
            end(shown, redrawn);
        }

        @Override
        public void takesScreen() {
            news = news.then(INTERACTIVE);
        }

        @Override
        public void commands(String text) {
            AgentReport.of(text).ifPresent(it -> report = Optional.of(it));
        }
    }

    /** Takes more bytes in. */
    public void feed(byte[] bytes, int length) {
        var input = ByteBuffer.wrap(bytes, 0, length);
        while (unfinished.position() > 0 && input.hasRemaining()) {
            unfinished.put(input.get());
            unfinished.flip();
            decode(unfinished);
            unfinished.compact();
        }
        decode(input);
        unfinished.put(input);
    }

    /** Whether it reads single keys from now on: then what it draws all over the screen is no line. */
    public void byKey(boolean is) {
        line.byKey(is);
    }

    /** Bytes were missed here: the rest of the line they belonged to means nothing. */
    public void miss() {
        unfinished.clear();
        line.lose();
        screen.miss();
        skipping = true;
    }

    /** What was said since the last time, with a line that is still unfinished but rests. */
    public OutputNews take() {
        var visible = line.visible();
        if (visible.equals(resting) || line.isDrawn()) read(visible, line.isDrawn());
        resting = visible;
        return handOver();
    }

    /** What was said since the last time, with a line that will never be finished. */
    public OutputNews finish() {
        read(line.visible(), line.isDrawn());
        line.lose();
        return handOver();
    }

    /** The last meaningful lines, oldest first. */
    public List<String> tail() {
        return List.copyOf(tail);
    }

    private OutputNews handOver() {
        var said = news;
        news = OutputNews.NONE;
        return said;
    }

    private void decode(ByteBuffer input) {
        while (true) {
            chars.clear();
            var result = decoder.decode(input, chars, false);
            chars.flip();
            while (chars.hasRemaining()) accept(chars.get());
            if (result.isUnderflow()) return;
        }
    }

    private void accept(char c) {
        if (!skipping) {
            line.accept(c);
        } else if (c == '\n' || c == '\r') {
            skipping = false;
        }
    }

    /** Whether its lines still say anything new. */
    public RepeatedLines repeats() {
        return repeats;
    }

    /** The newest report of an agent on what it does. */
    public Optional<AgentReport> report() {
        return report;
    }

    /** The line that was begun and not ended, as a prompt is. */
    public String unfinished() {
        return line.visible().strip();
    }

    private void end(String shown, boolean redrawn) {
        var said = read(shown, redrawn);
        if (!redrawn) said.text().ifPresent(text -> repeats = repeats.then(text));
    }

    private OutputNews read(String shown, boolean redrawn) {
        if (shown.isBlank()) return OutputNews.NONE;
        var said = LineWording.of(shown, redrawn);
        said.text().filter(text -> !text.equals(last)).ifPresent(text -> remember(text, redrawn));
        news = news.then(said);
        return said;
    }

    private void remember(String text, boolean redrawn) {
        last = text;
        if (redrawn) return;
        tail.addLast(text);
        if (tail.size() > TAIL) tail.removeFirst();
    }
}
