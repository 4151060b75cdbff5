/** The commands, a class each. What one prints is in {@code cli.screen}; what it asks is in {@code cli.client}. */
@NullMarked
package sitrep.cli.command;

import org.jspecify.annotations.NullMarked;
