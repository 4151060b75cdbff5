/**
 * What a program that we start shares with us: pipes that are its own, and the signals that are meant for it. What it
 * says through them is not known here.
 */
@NullMarked
package sitrep.connect.child;

import org.jspecify.annotations.NullMarked;
