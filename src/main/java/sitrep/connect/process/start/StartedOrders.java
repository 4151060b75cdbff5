package sitrep.connect.process.start;

import java.util.Optional;
import java.util.Set;
import sitrep.connect.process.command.CommandEnd;
import sitrep.connect.process.orders.Order;
import sitrep.connect.process.orders.OrderTaker;

/** Carries orders out at a command that we started. */
record StartedOrders(StartedCommand command) implements OrderTaker {

    @Override
    public Set<String> can() {
        return command.typed().isPresent() ? CommandEnd.CAN_AND_ANSWER : CommandEnd.CAN;
    }

    @Override
    public Optional<String> answers() {
        return command.typed().map(_ -> CommandEnd.INPUT);
    }

    @Override
    public Done take(Order order) {
        if (!command.process().isAlive()) return new Done(false, "it has ended");
        return switch (order.verb()) {
            case "stop" -> {
                command.signals().ordered("INT");
                yield CommandEnd.interrupt(command.pid());
            }
            case "cancel" -> {
                command.signals().ordered("TERM");
                yield CommandEnd.end(
                        command.pid(), command.pid(), () -> !command.process().isAlive());
            }
            case "answer" ->
                command.typed()
                        .map(typed -> typed.say(order.text().orElse("")))
                        .orElseGet(() -> new Done(false, "it was not started with --answerable"));
            default -> new Done(false, "this cannot be done to a command");
        };
    }
}
