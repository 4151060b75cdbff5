/**
 * How the log is written down: events in chunks, compressed, with their keys apart from what they say, and each bound
 * to all before it. Bytes only; where chunks are kept is not known here.
 */
@NullMarked
package sitrep.store.chunk;

import org.jspecify.annotations.NullMarked;
