/**
 * What is printed: texts for people, laid out for a terminal, from what a server answered. Nothing is asked of a
 * server here.
 */
@NullMarked
package sitrep.cli.screen;

import org.jspecify.annotations.NullMarked;
