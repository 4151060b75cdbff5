package sitrep.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.server.Access;

/**
 * The page and what belongs to it: read once, compressed once, kept in memory. For developing they can come from a
 * folder instead, and are then read each time.
 */
final class Assets {
    /** What a file may be called: nothing that leads out of the folder, and always with an extension. */
    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9_.-]*/)*[A-Za-z0-9][A-Za-z0-9_-]*\\.[A-Za-z0-9.]+");

    private static final String WEB = "web/";

    /** Below this compression gains nothing. */
    private static final int WORTH_COMPRESSING = 600;

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "yaml", "application/yaml",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "txt", "text/plain; charset=utf-8");

    /** One file, with what is sent instead of it to those who understand gzip. */
    private static final class Asset {
        private final String type;
        private final byte[] plain;
        private final byte[] compressed;
        private final String tag;

        Asset(byte[] plain, String type) {
            var isText = !type.startsWith("image/") || type.endsWith("xml");
            this.type = type;
            this.plain = plain;
            this.compressed = isText && plain.length >= WORTH_COMPRESSING ? compress(plain) : new byte[0];
            this.tag = Assets.tag(plain);
        }

        boolean isCompressed() {
            return compressed.length > 0;
        }
    }

    private final Access access;
    private final Optional<Path> folder;
    private final Map<String, Optional<Asset>> kept = new ConcurrentHashMap<>();
    private final Bundle bundle = new Bundle(this::text);

    /** @param folder where the page comes from instead of the jar */
    Assets(Access access, Optional<Path> folder) {
        this.access = access;
        this.folder = folder;
    }

    /** The page, whichever task or list it is about; it finds that out by itself. */
    ApiAnswer page(ApiRequest ask) {
        return access.letIn(ask).orElseGet(() -> answer(ask, WEB + Bundle.PAGE));
    }

    /** What leads nowhere: people get the page, which says so, and programs a problem. */
    ApiAnswer nowhere(ApiRequest ask) {
        var path = ask.request().prologue().uriPath().rawPath();
        var isForPeople = List.of("GET", "HEAD").contains(ask.method())
                && ask.header("accept").orElse("").contains("text/html")
                && !path.startsWith("/api/");
        return isForPeople ? answer(ask, WEB + Bundle.PAGE, 404) : ApiAnswer.of(new Problem.NoPath());
    }

    ApiAnswer file(ApiRequest ask) {
        return answer(ask, WEB + ask.segments().getFirst());
    }

    ApiAnswer openApi(ApiRequest ask) {
        return answer(ask, "openapi.yaml");
    }

    private ApiAnswer answer(ApiRequest ask, String name) {
        return answer(ask, name, 200);
    }

    private ApiAnswer answer(ApiRequest ask, String name, int status) {
        var asset = find(name).orElseThrow(() -> new Refusal(new Problem.NoPath()));
        var compressed =
                asset.isCompressed() && ask.header("accept-encoding").orElse("").contains("gzip");
        var tag = '"' + asset.tag + (compressed ? "-gz\"" : "\"");
        var headers = new HashMap<>(Map.of("ETag", tag, "Cache-Control", "no-cache", "Vary", "Accept-Encoding"));
        if (status == 200
                && ask.header("if-none-match")
                        .filter(tags -> tags.contains(tag))
                        .isPresent()) {
            return new ApiAnswer.Whole(304, asset.type, new byte[0], headers);
        }
        if (compressed) headers.put("Content-Encoding", "gzip");
        return new ApiAnswer.Whole(status, asset.type, compressed ? asset.compressed : asset.plain, headers);
    }

    private Optional<Asset> find(String name) {
        if (!NAME.matcher(name).matches()) return Optional.empty();
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) return Optional.empty();
        if (folder.isPresent() && name.startsWith(WEB)) return made(name, type);
        var known = kept.get(name);
        if (known != null) return known;
        var asset = made(name, type);
        if (asset.isPresent()) kept.put(name, asset);
        return asset;
    }

    private Optional<Asset> made(String name, String type) {
        var part = name.startsWith(WEB) ? name.substring(WEB.length()) : "";
        return Bundle.has(part) && read(WEB + Bundle.PAGE).isPresent()
                ? Optional.of(new Asset(bundle.text(part).getBytes(StandardCharsets.UTF_8), type))
                : read(name).map(bytes -> new Asset(bytes, type));
    }

    private String text(String part) {
        var bytes = read(WEB + part).orElseThrow(() -> new IllegalStateException("the page lacks " + part));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Optional<byte[]> read(String name) {
        return folder.isPresent() && name.startsWith(WEB)
                ? read(folder.get().resolve(name.substring(WEB.length())))
                : readOwn(name);
    }

    private static Optional<byte[]> readOwn(String name) {
        try (var in = Assets.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compress(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String tag(byte[] plain) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(plain))
                    .substring(0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
