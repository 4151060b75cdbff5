package sitrep.openclaw;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** All that start gateways, one after the other: two side by side would take all there is of a small machine. */
@Suite
@SelectClasses({LiveTest.class, LiveTroubleTest.class, LiveActingTest.class})
class LiveTests {}
