package sitrep.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.text.Invalid;

/** Every text that an event can hold is filled with what must not be kept: a new field cannot be forgotten. */
class EventCleaningTest {
    /** What is taken out of ids and texts alike. It begins as a link does, for links are texts, too. */
    private static final String UNSEEN = "https://x.example.org/a\u200b\u202eb ghp_0123456789abcdefghijABCDEFGHIJ c";

    /** What ids and commands refuse. */
    private static final String ACTIVE = UNSEEN + "\u001b[31m\u009b1m\r\u0085\u2028d";

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final int VARIANTS = 12;

    @Test
    void nothing_unseen_and_no_secret_is_kept_in_any_text_of_any_event() {
        var tried = new HashSet<Class<?>>();
        var kinds = kinds(Fact.class).toList();
        for (var kind : kinds) {
            for (var variant = 0; variant < VARIANTS; variant++) {
                filled(kind, variant).ifPresent(fact -> {
                    tried.add(kind);
                    var kept = EventCleaning.of(event((Fact) fact)).toString();
                    assertFalse(kept.contains("ghp_"), kept);
                    assertFalse(kept.matches("(?s).*[\\p{Cf}\\u0080-\\u009f\\u001b\\r\\u2028].*"), kept);
                });
            }
        }
        assertEquals(new HashSet<>(kinds), tried);
    }

    @Test
    void an_id_is_the_same_whatever_is_not_seen_of_it() {
        assertEquals(new TaskId("build"), new TaskId("bu\u200bild"));
        assertEquals("[redacted: GitHub token]", new RunId("ghp_0123456789abcdefghijABCDEFGHIJ").text());
        assertThrows(Invalid.class, () -> new TaskId("\u200b"));
        assertThrows(Invalid.class, () -> new TaskId("a\u001bb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\u0085b", "a\u2028b", "a\u000bb"})
    void a_command_of_several_lines_is_refused_for_it_would_do_something_else_once_joined(String command) {
        var none = Optional.<String>empty();
        assertThrows(Invalid.class, () -> new Action("Run it", none, Optional.of(command), none));
        var id = new WorkerId("w");
        assertThrows(
                Invalid.class,
                () -> new WorkerSeen(id, Optional.empty(), none, none, Optional.empty(), Optional.of(command)));
    }

    private static Event event(Fact fact) {
        var task = fact instanceof Fact.OfSource ? Optional.<TaskId>empty() : Optional.of(new TaskId("t"));
        return new Event(new Event.Key("s", "1"), task, NOW, NOW, fact);
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        if (!type.isSealed()) return Stream.of(type);
        return Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCleaningTest::kinds);
    }

    /** One of this type with texts that are as bad as it takes; nothing where this variant is refused. */
    private static Optional<Object> filled(Class<?> type, int variant) {
        for (var text : List.of(ACTIVE, UNSEEN)) {
            try {
                return Optional.of(made(type, variant, text));
            } catch (Invalid _) {
                // Ids and commands refuse what is active; some words do not go together.
            }
        }
        return Optional.empty();
    }

    private static Object made(Type type, int variant, String text) {
        if (type instanceof ParameterizedType of) {
            var parts = of.getActualTypeArguments();
            if (of.getRawType() == Optional.class) return Optional.of(part(parts[0], variant, text));
            if (of.getRawType() == List.class) return List.of(part(parts[0], variant, text));
            if (of.getRawType() == Set.class) return Set.of(part(parts[0], variant, text));
            if (of.getRawType() == SortedSet.class) return new TreeSet<>(Set.of(text));
            return Map.of(text, text);
        }
        var plain = (Class<?>) type;
        if (plain == String.class) return text;
        if (plain == Instant.class) return NOW;
        if (plain == Duration.class) return Duration.ofMinutes(1);
        if (plain == OptionalInt.class) return OptionalInt.of(1);
        if (plain == int.class || plain == long.class || plain == double.class) return number(plain);
        if (plain == boolean.class) return false;
        if (plain.isEnum()) return plain.getEnumConstants()[variant % plain.getEnumConstants().length];
        if (!plain.isSealed()) return record(plain, variant, text);
        var kinds = kinds(plain).toList();
        return made(kinds.get(variant % kinds.size()), variant, text);
    }

    private static Object number(Class<?> type) {
        if (type == int.class) return 1;
        if (type == long.class) return 1L;
        return 1.0;
    }

    /** A part that refuses what is active is filled with what is only unseen. */
    private static Object part(Type type, int variant, String text) {
        try {
            return made(type, variant, text);
        } catch (Invalid _) {
            return made(type, variant, UNSEEN);
        }
    }

    private static Object record(Class<?> type, int variant, String text) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(components)
                .map(component -> part(component.getGenericType(), variant, text))
                .toArray();
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Invalid invalid) throw invalid;
            throw new AssertionError(type + ": " + Arrays.toString(values), e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.toString(), e);
        }
    }
}
