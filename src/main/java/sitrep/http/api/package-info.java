/**
 * What each route of the API does: a class for each subject. How events, tasks and reasons look as JSON is in {@code
 * json}.
 */
@NullMarked
package sitrep.http.api;

import org.jspecify.annotations.NullMarked;
