package sitrep.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of modules; that it works is seen in the browser, where every test of the page runs it. */
class ModuleBundleTest {
    private final Map<String, String> files = new HashMap<>(Map.of("b/x.js", "export const x = 1;\n"));

    private String bundle(String first) {
        return both(first).first();
    }

    private ModuleBundle both(String first) {
        files.put("a.js", first);
        return ModuleBundle.of("a.js", files::get, "./all.js", "./later.js");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            import { x } from './b/x.js';       | const { x } = $get('b/x.js');
            import { x as y } from './b/x.js';  | const { x: y } = $get('b/x.js');
            import * as all from './b/x.js';    | const all = $get('b/x.js');
            import One from './b/x.js';         | const { default: One } = $get('b/x.js');
            import './b/../b/x.js';             | $get('b/x.js');
            """)
    void an_import_is_taken_from_what_the_other_answers(String written, String becomes) {
        assertTrue(bundle(written + "\n").contains("() => {\n" + becomes + "\n"), () -> bundle(written + "\n"));
    }

    @Test
    void an_import_of_many_lines_keeps_the_lines_below_it_where_they_are() {
        var bundle = bundle("import {\n  x,\n  x as y,\n} from './b/x.js';\nx();\n");
        assertTrue(bundle.contains("{\nconst { x, x: y } = $get('b/x.js');\n\n\n\nx();\n"), bundle);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            export const x = 1;              | const x = 1; | x
            export function x() {}           | function x() {} | x
            export async function x() {}     | async function x() {} | x
            export class X {}                | class X {} | X
            export default class X {}        | class X {} | default: X
            """)
    void an_export_is_answered(String written, String stays, String answered) {
        var bundle = bundle(written + "\n");
        assertTrue(bundle.contains("() => {\n" + stays + "\nreturn { " + answered + " };\n});\n"), bundle);
    }

    @Test
    void a_module_that_several_import_is_there_once_and_other_pages_come_when_they_are_shown() {
        files.put("now.js", "import { x } from './b/x.js';\nexport default class Now {}\n");
        files.put("then.js", "import { x } from './b/x.js';\nimport './b/y.js';\nexport default class Then {}\n");
        files.put("b/y.js", "export const y = 2;\n");
        var pages = "const PAGES = ['./now.js', './then.js'];\n";
        var bundle = both("import { x } from './b/x.js';\n" + pages + "import(PAGES[0]);\n");
        assertEquals(List.of("a.js", "now.js", "b/x.js"), modules(bundle.first()));
        assertEquals(List.of("then.js", "b/y.js"), modules(bundle.later()));
        assertTrue(bundle.first().contains("\n$import(PAGES[0]);\n"), bundle.first());
        assertTrue(bundle.first().endsWith("});\n$get('a.js');\n"), bundle.first());
        assertTrue(bundle.later().startsWith("import { $modules, $get } from './all.js';\n"), bundle.later());
    }

    private static List<String> modules(String script) {
        return Pattern.compile("modules\\.set\\('([^']+)'")
                .matcher(script)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export let count = 0;",
                "export { x };",
                "export * from './b/x.js';",
                "export default 1;",
                "import { x } from './b/x.js'; x();"
            })
    void what_it_does_not_know_it_refuses(String line) {
        var refusal = assertThrows(IllegalStateException.class, () -> bundle("// First\n" + line + "\n"));
        assertEquals("a.js cannot be bundled for its line: " + line, refusal.getMessage());
    }
}
