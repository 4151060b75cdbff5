package sitrep.connect.process.orders;

import java.util.Optional;

/** How runs get at orders: at which server, by its address and the token for it. */
public interface OrderLines {

    /** For runs that take none. */
    OrderLines NONE = (_, _, _, _) -> () -> {};

    /**
     * Begins to ask for orders for one run.
     *
     * @param server the address of the server; empty for the usual one
     */
    Open open(String server, Optional<String> token, OrderLine.Of of, OrderTaker taker);

    /** One that asks, until it is closed. */
    interface Open extends AutoCloseable {
        @Override
        void close();
    }
}
