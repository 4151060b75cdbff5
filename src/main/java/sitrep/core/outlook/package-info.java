/** How long a task and its runs go on, beside what is usual for those like them. Nothing of it changes a phase. */
@NullMarked
package sitrep.core.outlook;

import org.jspecify.annotations.NullMarked;
