/**
 * Where a store lives, and the folder that it usually lives in: its files, who may read them, and that only one at a
 * time works with them.
 */
@NullMarked
package sitrep.store.folder;

import org.jspecify.annotations.NullMarked;
