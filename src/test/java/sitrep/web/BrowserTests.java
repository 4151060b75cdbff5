package sitrep.web;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All that start a browser, one after the other: one of them draws with all there is of a small machine. */
@Suite
@SelectPackages("sitrep.web")
@IncludeClassNamePatterns("sitrep\\.web\\..*Test")
class BrowserTests {}
