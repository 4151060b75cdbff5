/**
 * What an operator is told of a task in a line: its sitrep, each field with its reason, what it wants of them and what
 * they can do next. Derived anew each time, never kept as truth.
 */
@NullMarked
package sitrep.core.sitrep;

import org.jspecify.annotations.NullMarked;
