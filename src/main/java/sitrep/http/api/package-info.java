/** What each route of the API does: a class for each subject. Field names of the wire are in {@code json}. */
@NullMarked
package sitrep.http.api;

import org.jspecify.annotations.NullMarked;
