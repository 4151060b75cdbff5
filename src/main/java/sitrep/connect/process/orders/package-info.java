/** The way from a server back to whoever runs something: it asks for orders, and says what became of them. */
@NullMarked
package sitrep.connect.process.orders;

import org.jspecify.annotations.NullMarked;
