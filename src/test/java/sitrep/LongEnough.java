package sitrep;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long a test waits for what must come. A machine with much else to do takes many times as long as others, and only
 * a test that fails waits to the end, so it is far longer than anything takes. It is also how long Awaitility waits
 * where nothing else is said.
 */
public final class LongEnough implements LauncherSessionListener {
    public static final Duration DURATION = Duration.ofMinutes(3);
    public static final long SECONDS = DURATION.toSeconds();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(DURATION);
    }
}
