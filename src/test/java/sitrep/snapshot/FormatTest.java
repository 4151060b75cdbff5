package sitrep.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be written, what cannot, and what is not read. */
class FormatTest {
    enum Colour {
        RED,
        GREEN
    }

    record Text(String text) {}

    record Texts(List<String> texts) {}

    record Numbers(int small, long large, boolean is) {}

    record Times(Instant one, Instant other, Duration between) {}

    record Pair<T>(T one, Optional<T> other) {}

    record Pairs(Pair<String> texts, Pair<Optional<Colour>> colours) {}

    sealed interface Choice {
        record Nothing() implements Choice {}

        sealed interface Something extends Choice {}

        record Number(int number) implements Something {}
    }

    record Choices(List<Choice> choices) {}

    @ParameterizedTest
    @MethodSource("values")
    void whatIsReadIsWhatWasWritten(Record value) {
        var format = format(value.getClass());
        assertEquals(Optional.of(value), format.read(format.write(value)));
    }

    private static Stream<Record> values() {
        return Stream.of(
                new Text(""),
                new Text("x".repeat(100_000)),
                new Text("Grüße \ud83d\ude00"),
                new Text("cut in half: \ud83d"),
                new Text("\ude00"),
                new Texts(List.of("abcdefgh?", "abcdefgh\ud83d", "abcdefgh\ud83d\ude00", "abcdefgh\ud83d\ude01")),
                new Texts(List.of("abcdefgh", "abcdefgh", "abcdefghi", "abcdefg", "", "")),
                new Texts(List.of("x".repeat(300) + "a", "x".repeat(300) + "b", "x".repeat(300))),
                new Numbers(Integer.MIN_VALUE, Long.MIN_VALUE, true),
                new Numbers(Integer.MAX_VALUE, Long.MAX_VALUE, false),
                new Numbers(0, 0, false),
                new Times(Instant.MIN, Instant.MAX, Duration.ofSeconds(Long.MIN_VALUE)),
                new Times(Instant.MAX, Instant.MIN, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
                new Times(Instant.EPOCH, Instant.ofEpochSecond(-1, 120_000_000), Duration.ofNanos(-1)),
                new Times(Instant.ofEpochSecond(7, 1_000), Instant.ofEpochSecond(7, 999_999_000), Duration.ZERO),
                new Pairs(
                        new Pair<>("a", Optional.of("b")),
                        new Pair<>(Optional.of(Colour.GREEN), Optional.of(Optional.empty()))),
                new Pairs(new Pair<>("a", Optional.empty()), new Pair<>(Optional.empty(), Optional.empty())),
                new Choices(List.of(new Choice.Nothing(), new Choice.Number(0), new Choice.Number(7))),
                new Choices(List.of()));
    }

    @Test
    void whatIsRepeatedIsWrittenOnceAndIsOneObjectAgain() {
        var format = format(Twins.class);
        var read = (Twins) format.read(format.write(new Twins(new Text("same"), new Text("same"))))
                .orElseThrow();
        assertSame(read.one(), read.other());
    }

    record Twins(Text one, Text other) {}

    record Blanks(Optional<String> one, List<String> two, Map<Text, Text> three, Duration four, Numbers five) {}

    @Test
    void whatIsBlankTakesABitAndIsSharedByAll() {
        var blank = new Blanks(Optional.empty(), List.of(), Map.of(), Duration.ZERO, new Numbers(0, 0, false));
        var format = format(Blanks.class);
        var bytes = format.write(blank);
        assertEquals(format(Text.class).write(new Text("")).length - 1, bytes.length);
        assertSame(format.read(bytes).orElseThrow(), format.read(bytes).orElseThrow());
    }

    record Dated(Map<String, Optional<Date>> dates) {}

    record Deep(Optional<Dated> dated) {}

    record Raw(@SuppressWarnings("rawtypes") List list) {}

    record Wild(List<? extends Text> texts) {}

    record Open(Object any) {}

    record Endless(Optional<Endless> next) {}

    record Hidden(Secret secret) {}

    private record Secret(String text) {}

    record Loose(Several several) {}

    sealed interface Several {}

    static final class One implements Several {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Deep    | Deep.dated: Dated.dates: java.util.Date cannot be written
                    Raw     | Raw.list: java.util.List cannot be written
                    Wild    | Wild.texts: ? extends sitrep.snapshot.FormatTest$Text cannot be written
                    Open    | Open.any: java.lang.Object cannot be written
                    Endless | Endless.next: sitrep.snapshot.FormatTest$Endless contains itself, and cannot be written
                    Hidden  | Hidden.secret: sitrep.snapshot.FormatTest$Secret is not public, and cannot be written
                    Loose   | Loose.several: sitrep.snapshot.FormatTest$One is no record, and cannot be written
                    """)
    void whatCannotBeWrittenIsRefusedByTheNameOfItsField(String type, String words) throws Exception {
        var root = Class.forName(FormatTest.class.getName() + "$" + type).asSubclass(Record.class);
        assertEquals(
                words,
                assertThrows(IllegalArgumentException.class, () -> format(root)).getMessage());
    }

    record Before(String one, String other, Optional<Colour> colour) {}

    record Renamed(String one, String another, Optional<Colour> colour) {}

    record Moved(String other, String one, Optional<Colour> colour) {}

    record Retyped(String one, String other, Optional<Text> colour) {}

    record More(String one, String other, Optional<Colour> colour, Optional<Colour> more) {}

    @ParameterizedTest
    @ValueSource(classes = {Renamed.class, Moved.class, Retyped.class, More.class})
    void whatHasAnotherShapeIsNotRead(Class<? extends Record> other) {
        var bytes = format(Before.class).write(new Before("a", "b", Optional.of(Colour.GREEN)));
        assertTrue(format(Before.class).read(bytes).isPresent());
        assertEquals(Optional.empty(), format(other).read(bytes));
        var renamed = format(other).shape().text().replace(other.getSimpleName() + ":", "Before:");
        assertNotEquals(
                format(Before.class).shape().fingerprint(), Shape.of(renamed).fingerprint());
    }

    @Test
    void theShapeTellsAllThatCanBeReached() {
        var outer = FormatTest.class.getName();
        var lines = """
                FormatTest$Choice: FormatTest$Choice$Nothing | FormatTest$Choice$Number
                FormatTest$Choice$Nothing: nothing
                FormatTest$Choice$Number: number int
                FormatTest$Choices: choices java.util.List<FormatTest$Choice>""";
        assertEquals(
                lines.replace("FormatTest", outer),
                format(Choices.class).shape().text().replace("Nothing: \n", "Nothing: nothing\n"));
        assertTrue(format(Before.class).shape().text().startsWith(outer + "$Colour: RED, GREEN\n"));
        assertTrue(format(Text.class).shape().text().contains(outer + "$Text, repeated: text java.lang.String"));
    }

    @Test
    void whatMeansSomethingElseIsNotRead() {
        var bytes = Format.of(Text.class, Set.of(), 1).write(new Text("a"));
        assertTrue(Format.of(Text.class, Set.of(), 1).read(bytes).isPresent());
        assertEquals(Optional.empty(), Format.of(Text.class, Set.of(), 2).read(bytes));
    }

    /** Though the checksum says that nothing happened to it: it is what it is, or nothing, and never a failure. */
    @Test
    void whatIsMadeUpNeverFails() {
        var random = new Random(42);
        var values = values().toList();
        for (var tries = 0; tries < 20_000; tries++) {
            var value = values.get(2 + random.nextInt(values.size() - 2));
            var format = FORMATS.computeIfAbsent(value.getClass().getName(), _ -> format(value.getClass()));
            var bytes = format.write(value);
            var head = 10;
            for (var times = 0; times <= random.nextInt(3); times++) {
                bytes[head + random.nextInt(bytes.length - head - Integer.BYTES)] = (byte) random.nextInt(256);
            }
            format.read(withChecksum(bytes));
        }
    }

    private static final Map<String, Format> FORMATS = new TreeMap<>();

    private static byte[] withChecksum(byte[] bytes) {
        var body = bytes.length - Integer.BYTES;
        ByteBuffer.wrap(bytes).putInt(body, Output.checksum(bytes, body));
        return bytes;
    }

    private static Format format(Class<? extends Record> type) {
        return Format.of(type, Set.of(), 1);
    }
}
