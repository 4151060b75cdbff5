import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings the classes of a jar up to the format of Java 8, if theirs is older than stack maps: {@code java Renew.java
 * JAR FOLDER}. The JVM keeps no older ones in its AOT cache, and takes long to verify them. picocli is such a library.
 * Nothing else in a class changes. Ends with an exception if one does not verify then.
 */
final class Renew {
    private static final int WITHOUT_STACK_MAPS = ClassFile.JAVA_5_VERSION;

    private final FileSystem jar;
    private final ClassFile format;

    private Renew(FileSystem jar) {
        this.jar = jar;
        var known = ClassHierarchyResolver.ofResourceParsing(this::resource)
                .orElse(ClassHierarchyResolver.defaultResolver())
                .cached();
        this.format = ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(known));
    }

    public static void main(String[] words) throws IOException {
        try (var jar = FileSystems.newFileSystem(Path.of(words[0]));
                var files = Files.walk(jar.getPath(words[1]))) {
            var renew = new Renew(jar);
            for (var file : files.filter(it -> it.toString().endsWith(".class")).toList()) renew.one(file);
        }
    }

    private void one(Path file) throws IOException {
        var old = format.parse(Files.readAllBytes(file));
        if (old.majorVersion() > WITHOUT_STACK_MAPS) return;
        var code = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
        var version = ClassTransform.endHandler(it -> it.withVersion(ClassFile.JAVA_8_VERSION, 0));
        var renewed = format.transformClass(old, code.andThen(version));
        var errors = format.verify(renewed);
        if (!errors.isEmpty()) throw new IllegalStateException(file + ": " + errors);
        Files.write(file, renewed);
    }

    private InputStream resource(ClassDesc type) {
        var name = type.descriptorString();
        var file = jar.getPath(name.substring(1, name.length() - 1) + ".class");
        try {
            return Files.exists(file) ? Files.newInputStream(file) : null;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
