package sitrep.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.store.TaskIndex.Mark;

/** What every index makes of a word that no task has. */
public abstract class WordsContract {
    private static final Mark MARK = new Mark(7, 1);

    @TempDir
    Path folder;

    private Store store;

    public abstract Store open(Path folder);

    @BeforeEach
    void open() {
        store = open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aTaskIsFoundByItsNewTextOnly() {
        store.put(List.of(Samples.row("a", 0, 1, "deploy")), MARK);
        store.put(List.of(Samples.row("a", 0, 2, "deploy")), MARK);
        assertEquals(List.of("a"), ids("deploy"));
        store.put(List.of(Samples.row("a", 0, 2, "test")), MARK);
        assertEquals(List.of(), ids("deploy"));
        assertEquals(List.of("a"), ids("test"));
    }

    private List<String> ids(String word) {
        return store.page(TaskQuery.top(10).saying(word)).stream()
                .map(listed -> listed.place().task().text())
                .toList();
    }

    /** A letter too few, too many or another one, or two that are swapped. */
    @ParameterizedTest
    @ValueSource(strings = {"depoy", "deplooy", "deplxy", "dpeloy", "edploy", "deployx"})
    void whatItWasMeantToBeIsFound(String typed) {
        store.put(
                List.of(
                        Samples.row("a", 0, 1, "deployment of it"),
                        Samples.row("b", 0, 2, "deploy again"),
                        Samples.row("c", 0, 3, "implore somebody")),
                MARK);
        var near = NearWords.of(typed);
        assertEquals(Set.of("deploy", "deployment"), store.near(near));
        assertEquals(List.of("deploy", "deployment"), near.likeliest(store.near(near)));
    }

    @Test
    void aSlipFarInsideALongWordIsMadeUpFor() {
        store.put(List.of(Samples.row("a", 0, 1, "authentication"), Samples.row("b", 0, 2, "authorized")), MARK);
        assertEquals(Set.of("authentication"), store.near(NearWords.of("authenticatoin")));
        assertEquals(Set.of(), store.near(NearWords.of("authenticatoni")));
    }

    @Test
    void nothingIsNearWhereThereIsNothing() {
        assertEquals(Set.of(), store.near(NearWords.of("deploy")));
    }
}
