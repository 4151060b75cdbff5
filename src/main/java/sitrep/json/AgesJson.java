package sitrep.json;

import java.time.Duration;
import java.util.Optional;
import sitrep.core.outlook.RunAges;
import tools.jackson.core.JsonGenerator;

/** The ages of a run, in seconds, each beside what is usual where that is known. */
final class AgesJson {
    private AgesJson() {}

    static void write(RunAges ages, JsonGenerator out) {
        out.writeObjectPropertyStart("ages");
        age("queued", ages.queued(), out);
        age("phase", ages.phase(), out);
        age("total", Optional.of(ages.total()), out);
        age("silent", ages.silent(), out);
        ages.alive().ifPresent(time -> {
            out.writeObjectPropertyStart("alive");
            out.writeNumberProperty("seconds", time.toSeconds());
            out.writeEndObject();
        });
        out.writeStringProperty("text", ages.spoken());
        out.writeEndObject();
    }

    private static void age(String name, Optional<RunAges.Age> age, JsonGenerator out) {
        age.ifPresent(it -> {
            out.writeObjectPropertyStart(name);
            out.writeNumberProperty("seconds", it.time().toSeconds());
            it.usual().ifPresent(usual -> {
                out.writeNumberProperty("p50", seconds(usual.half()));
                out.writeNumberProperty("p90", seconds(usual.most()));
                out.writeNumberProperty("n", usual.n());
                if (usual.shipped() > 0) out.writeNumberProperty("shipped", usual.shipped());
                FactWriter.text(out, "rank", usual.rank(it.time()));
            });
            out.writeEndObject();
        });
    }

    private static double seconds(Duration time) {
        return Math.round(time.toMillis() / 100.0) / 10.0;
    }
}
