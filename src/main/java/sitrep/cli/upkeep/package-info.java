/** The commands about a data folder and the log in it, a class each. They ask no server. */
@NullMarked
package sitrep.cli.upkeep;

import org.jspecify.annotations.NullMarked;
