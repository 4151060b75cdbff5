package sitrep.connect.process.start;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import sitrep.connect.process.command.CommandEnd;
import sitrep.connect.process.orders.Order;
import sitrep.connect.process.orders.OrderTaker;

/**
 * Carries orders out at a command that we started.
 *
 * @param again set when it is to be started again at its end; absent where it may not be
 */
record StartedOrders(StartedCommand command, Optional<AtomicBoolean> again) implements OrderTaker {

    @Override
    public Set<String> can() {
        var can = new HashSet<>(command.typed().isPresent() ? CommandEnd.CAN_AND_ANSWER : CommandEnd.CAN);
        if (again.isPresent()) can.add(CommandEnd.AGAIN);
        return Set.copyOf(can);
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
            case "cancel" -> end();
            case CommandEnd.AGAIN ->
                again.map(this::endAndStart).orElseGet(() -> new Done(false, "it was not started with --restartable"));
            case "answer" ->
                command.typed()
                        .map(typed -> typed.say(order.text().orElse("")))
                        .orElseGet(() -> new Done(false, "it was not started with --answerable"));
            default -> new Done(false, "this cannot be done to a command");
        };
    }

    private Done end() {
        command.signals().ordered("TERM");
        return CommandEnd.end(
                command.pid(), command.pid(), () -> !command.process().isAlive());
    }

    private Done endAndStart(AtomicBoolean again) {
        again.set(true);
        var done = end();
        if (!done.isDone()) again.set(false);
        return done.isDone() ? new Done(true, done.how() + ", and then it is started again") : done;
    }
}
