package sitrep.whole;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All that start gateways, one after the other: two side by side would take all there is of a small machine. */
@Suite
@SelectPackages("sitrep.openclaw")
@IncludeClassNamePatterns("sitrep\\.openclaw\\.Live.*Test")
class LiveTests {}
