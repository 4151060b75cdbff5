package sitrep.http.server;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many files and connections the process may have open. */
public final class OpenDescriptors {
    private static final String SYSTEM = "java.lang:type=OperatingSystem";

    /** For files and connectors: what the process opens besides the connections it accepts. */
    private static final long OURS = 64;

    private OpenDescriptors() {}

    /** How many connections there may be at once, so that the process never runs out: at least a few. */
    public static int spare() {
        try {
            var free = number("MaxFileDescriptorCount") - number("OpenFileDescriptorCount");
            return Math.clamp(free - Math.min(OURS, free / 2), 8, Integer.MAX_VALUE);
        } catch (JMException _) {
            // Only where files have numbers can it be asked how many there may be.
            return Integer.MAX_VALUE;
        }
    }

    private static long number(String name) throws JMException {
        var value = ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(SYSTEM), name);
        return value instanceof Long number ? number : Long.MAX_VALUE / 2;
    }
}
