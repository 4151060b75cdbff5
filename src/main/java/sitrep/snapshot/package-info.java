/**
 * Snapshots: all that is known of a task as a few bytes, from which it is opened without its history. They can be made
 * again from the log at any time and are never the truth. Where they are kept, and when they are made, is not decided
 * here.
 */
@NullMarked
package sitrep.snapshot;

import org.jspecify.annotations.NullMarked;
