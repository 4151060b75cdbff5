package sitrep.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A Java source as the JDK's own compiler reads it, before names mean anything. */
public record JavaSource(Source source, CompilationUnitTree tree, SourcePositions positions) {
    private static final Pattern QUALIFIED = Pattern.compile("([a-z]\\w*\\.)+[A-Z]\\w*");

    /** A type named with its package, by an import or in the midst of the code. */
    public record Mention(String type, int line) {
        public String inPackage() {
            return type.replaceFirst("\\.[A-Z].*|\\.\\*$", "");
        }
    }

    /** The compiler answers in the order it was asked. */
    public static List<JavaSource> parse(List<Source> sources) {
        var files = sources.stream().map(InMemory::new).toList();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
        var positions = Trees.instance(task).getSourcePositions();
        try {
            var parsed = new ArrayList<JavaSource>();
            for (var tree : task.parse()) {
                parsed.add(new JavaSource(sources.get(parsed.size()), tree, positions));
            }
            return parsed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String path() {
        return source.path();
    }

    public boolean isTest() {
        return path().startsWith("src/test/");
    }

    boolean isBench() {
        return path().startsWith("bench/");
    }

    public boolean isProduct() {
        return path().startsWith("src/main/");
    }

    /** The package below `sitrep`; empty for the root. */
    public String room() {
        var name = tree.getPackageName() == null ? "" : tree.getPackageName().toString();
        return name.replaceFirst("^sitrep\\.?", "");
    }

    public int line(Tree part) {
        return (int) tree.getLineMap().getLineNumber(positions.getStartPosition(tree, part));
    }

    int lastLine(Tree part) {
        return (int) tree.getLineMap().getLineNumber(positions.getEndPosition(tree, part));
    }

    public Breach breach(Tree part, String found, String remedy) {
        return new Breach(path(), line(part), found, remedy);
    }

    /** The part of the tree of each kind asked for, in reading order. */
    public <T extends Tree> Stream<T> parts(Class<T> kind) {
        var found = new ArrayList<T>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void scan(Tree part, Void nothing) {
                if (kind.isInstance(part)) found.add(kind.cast(part));
                return super.scan(part, nothing);
            }
        }.scan(tree, null);
        return found.stream();
    }

    Stream<ClassTree> topTypes() {
        return tree.getTypeDecls().stream().filter(ClassTree.class::isInstance).map(ClassTree.class::cast);
    }

    public Stream<Mention> mentions() {
        var imported = tree.getImports().stream().map(name -> new Mention(nameOf(name), line(name)));
        var written = parts(MemberSelectTree.class)
                .filter(name -> QUALIFIED.matcher(name.toString()).matches())
                .map(name -> new Mention(name.toString(), line(name)));
        return Stream.concat(imported, written).distinct();
    }

    private static String nameOf(ImportTree imported) {
        return imported.getQualifiedIdentifier().toString();
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final Source source;

        InMemory(Source source) {
            super(URI.create("memory:///" + source.path()), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return source.text();
        }
    }
}
