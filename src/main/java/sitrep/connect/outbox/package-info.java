/**
 * How a connector hands events to the server, over the disk while that is away. What is observed never waits for it;
 * what events mean is not known here.
 */
@NullMarked
package sitrep.connect.outbox;

import org.jspecify.annotations.NullMarked;
