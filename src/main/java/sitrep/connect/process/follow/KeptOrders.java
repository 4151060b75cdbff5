package sitrep.connect.process.follow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import sitrep.connect.process.command.CommandEnd;
import sitrep.connect.process.command.KeeperTrack;
import sitrep.connect.process.orders.Order;
import sitrep.connect.process.orders.OrderTaker;

/** Carries orders out at a command that its keeper started: signals go to the keeper, which passes them on. */
final class KeptOrders implements OrderTaker {
    private final KeeperTrack track;

    KeptOrders(KeeperTrack track) {
        this.track = track;
    }

    @Override
    public Set<String> can() {
        return CommandEnd.CAN;
    }

    @Override
    public Done take(Order order) {
        var now = now();
        if (now.ended() != 0 || now.command() == 0) return new Done(false, "it has ended");
        return switch (order.verb()) {
            case "stop" -> CommandEnd.interrupt(now.keeper());
            case "cancel" -> CommandEnd.end(now.keeper(), now.command(), () -> now().ended() != 0);
            default -> new Done(false, "this cannot be done to a command");
        };
    }

    private KeeperTrack.Now now() {
        try {
            return track.now();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
