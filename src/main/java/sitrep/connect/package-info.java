/**
 * Foreign programs, observed: what all connectors share, and a room for each of them. Nothing stands here but rooms;
 * each connector is a pure translation and a thin way in, as ARCHITECTURE.md lays down.
 */
@NullMarked
package sitrep.connect;

import org.jspecify.annotations.NullMarked;
