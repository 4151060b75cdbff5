package sitrep.whole;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Those that start two gateways each, one after the other: four would take all there is of a small machine. */
@Suite
@SelectPackages("sitrep.openclaw")
@IncludeClassNamePatterns("sitrep\\.openclaw\\.Live(Trouble)?Test")
class LiveTests {}
