/**
 * How messages reach their targets: webhooks, chats, a command; and what of that can be set in a file. What is told,
 * and when, is decided elsewhere. Foreign text reaches no target but as text.
 */
@NullMarked
package sitrep.connect.notice;

import org.jspecify.annotations.NullMarked;
