/**
 * The table of commands. A command is a class in {@code cli.command}; what it talks with and what it prints with are
 * rooms below.
 */
@NullMarked
package sitrep.cli;

import org.jspecify.annotations.NullMarked;
