/**
 * The way of a connector's events to the server, by way of the disk while that is away. What is observed never waits
 * for it; what events mean is not known here.
 */
@NullMarked
package sitrep.connect.outbox;

import org.jspecify.annotations.NullMarked;
