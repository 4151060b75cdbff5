package sitrep.connect.process.output;

import java.util.List;
import sitrep.connect.commands.Glob;
import sitrep.connect.commands.RuleFile;

/** Lines that tools print and that tell nobody how the work stands, from {@code rules/noise.rules}. */
record NoiseList(List<Glob> lines) {

    static NoiseList shipped() {
        return new NoiseList(RuleFile.read("/rules/noise.rules")
                .map(line -> new Glob(line.text()))
                .toList());
    }

    boolean contains(String line) {
        return lines.stream().anyMatch(noise -> noise.matches(line));
    }
}
