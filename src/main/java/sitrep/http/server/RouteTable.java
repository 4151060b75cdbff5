package sitrep.http.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import sitrep.http.exchange.Percent;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.Route;

/**
 * The table of all that the server does. Paths are matched as they came over the wire, segment by segment, and decoded
 * only then: the id of a task may hold slashes, dots and whatever else can be printed.
 */
public final class RouteTable {

    /** What a path and a method come to. */
    sealed interface Match {
        /** @param variables what stands for the variable parts, decoded */
        record Found(Route route, List<String> variables) implements Match {}

        record WrongMethod(List<String> allowed) implements Match {}

        record Nothing() implements Match {}

        /** A variable part cannot be decoded. */
        record Undecodable(Problem problem) implements Match {}
    }

    private record Entry(Route route, List<String> parts) {}

    private final List<Entry> entries;

    public RouteTable(List<Route> routes) {
        this.entries =
                routes.stream().map(route -> new Entry(route, route.parts())).toList();
    }

    public List<Route> all() {
        return entries.stream().map(Entry::route).toList();
    }

    Match find(String method, String rawPath) {
        var segments = rawPath.startsWith("/") ? List.of(rawPath.substring(1).split("/", -1)) : List.<String>of();
        var sought = method.equals("HEAD") ? "GET" : method;
        var allowed = new TreeSet<String>();
        for (var entry : entries) {
            var variables = variables(entry.parts(), segments);
            if (variables.isEmpty()) continue;
            if (entry.route().method().equals(sought)) return found(entry.route(), variables.get());
            allowed.add(entry.route().method());
        }
        if (allowed.contains("GET")) allowed.add("HEAD");
        return allowed.isEmpty() ? new Match.Nothing() : new Match.WrongMethod(List.copyOf(allowed));
    }

    private static Optional<List<String>> variables(List<String> parts, List<String> segments) {
        var variables = new ArrayList<String>();
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            if (i >= segments.size()) return Optional.empty();
            if (part.endsWith("...}")) {
                variables.add(String.join("/", segments.subList(i, segments.size())));
                return Optional.of(variables);
            }
            var isVariable = part.startsWith("{");
            if (isVariable ? segments.get(i).isEmpty() : !part.equals(segments.get(i))) return Optional.empty();
            if (isVariable) variables.add(segments.get(i));
        }
        return parts.size() == segments.size() ? Optional.of(variables) : Optional.empty();
    }

    private static Match found(Route route, List<String> raw) {
        try {
            return new Match.Found(
                    route,
                    raw.stream().map(part -> Percent.decode("path", part)).toList());
        } catch (Refusal e) {
            return new Match.Undecodable(e.problem());
        }
    }
}
