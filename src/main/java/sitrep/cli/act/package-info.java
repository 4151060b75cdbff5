/** The commands that ask a task's source to do something: a class for those alone, and one for those with words. */
@NullMarked
package sitrep.cli.act;

import org.jspecify.annotations.NullMarked;
