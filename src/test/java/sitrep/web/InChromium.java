package sitrep.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a {@link Visit}: a server and a browser profile of its own, where nothing goes wrong unnoticed. */
public final class InChromium implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace OURS = Namespace.create(InChromium.class);

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        var chromium =
                context.getRoot().getStore(OURS).computeIfAbsent(Chromium.class, _ -> new Chromium(), Chromium.class);
        var data = Files.createTempDirectory("sitrep-web-");
        context.getStore(OURS).put(Path.class, data);
        context.getStore(OURS).put(Visit.class, new Visit(chromium.browser(), new Served(data)));
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        var visit = context.getStore(OURS).remove(Visit.class, Visit.class);
        var data = context.getStore(OURS).remove(Path.class, Path.class);
        if (visit == null || data == null) return;
        try (var files = Files.walk(data)) {
            visit.close();
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Visit.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS).get(Visit.class, Visit.class);
    }
}
