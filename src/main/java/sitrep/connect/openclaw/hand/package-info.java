/**
 * What Sitrep does at a gateway when an operator asks for it: another connection than the one that looks, another
 * device with scopes of its own, and the gateway's methods behind each verb. With nothing asked for, none of it is
 * there.
 */
@NullMarked
package sitrep.connect.openclaw.hand;

import org.jspecify.annotations.NullMarked;
