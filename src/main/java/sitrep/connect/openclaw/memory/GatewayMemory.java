package sitrep.connect.openclaw.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What is remembered of one gateway. Past its limits what has been over for longest goes first, then what was not heard
 * of for longest; of what is forgotten and heard of again, a new task is made.
 */
public final class GatewayMemory {
    /** Most tasks, sessions and runs remembered; when there are more, a tenth of them goes. */
    static final int ERRANDS = 2_000;

    static final int SESSIONS = 5_000;
    static final int TURNS = 10_000;

    /** Most of each of the smaller things: jobs, records of approvals and questions, rows without a parent. */
    static final int OTHERS = 1_000;

    /** A heartbeat's turn of which nothing is said yet. */
    public record Hush(String session, Instant since, boolean internal) {}

    /** A session that a job of the schedule has just told something, and woken. */
    public record Wake(ObservedTask errand, Instant since) {}

    /** A run whose requester is not known yet, with the frames that came of it. */
    public record Stranger(String requester, Instant heard, List<JsonNode> frames) {}

    /** A row of the gateway's ledger whose requester is not known yet. */
    public record Orphan(JsonNode row, Instant heard) {}

    public final Map<String, Session> sessions = new HashMap<>();
    public final Map<String, Turn> turns = new LinkedHashMap<>();
    public final Map<String, ObservedTask> errands = new LinkedHashMap<>();
    public final Map<String, ScheduledJob> jobs = new LinkedHashMap<>();
    public final Map<String, Hush> hushed = new LinkedHashMap<>();
    public final Map<String, Wake> wakes = new LinkedHashMap<>();
    public final Map<String, Orphan> orphans = new LinkedHashMap<>();

    /** Runs of children whose requester is not known, of which nothing is told yet: since when they are heard of. */
    public final Map<String, Stranger> strangers = new LinkedHashMap<>();

    /** The runs of children by the tool's answer that made them: which turn asked for them. */
    public final Map<String, Turn> spawned = new LinkedHashMap<>();

    /** What people are asked, by its id: where it is shown. */
    public final Map<String, Prompt> prompts = new LinkedHashMap<>();

    /** What the tools were called with that ask people, by the call: it is shown when it was not refused at once. */
    public final Map<String, JsonNode> asked = new LinkedHashMap<>();

    /** What the chat said of the end of runs that nobody knows: the message that asked for one may come behind it. */
    public final Map<String, JsonNode> chatted = new LinkedHashMap<>();

    /** Commands for the gateway itself, by the run that they would begin: they are tasks if that does begin. */
    public final Map<String, Command> commands = new LinkedHashMap<>();

    /** A message that looks like a command for the gateway. */
    public record Command(String session, JsonNode message) {}

    /** Runs of which something changed that whoever acts on them needs to know, and no event of theirs tells. */
    private final Set<Turn> changed = new LinkedHashSet<>();

    private final Set<Turn> live = new LinkedHashSet<>();

    public Optional<Instant> listeningSince = Optional.empty();
    public String boot = "";

    /** A question or an approval that is pending. */
    public record Prompt(String id, String session, Turn turn, String block, Optional<Instant> expires) {}

    public Session session(String key, Instant at) {
        var session = sessions.computeIfAbsent(key, it -> new Session(it, at));
        session.touched = at;
        if (sessions.size() > SESSIONS) {
            shrink(sessions, SESSIONS, it -> it.turn.filter(Turn::isLive).isPresent(), it -> it.touched);
        }
        return session;
    }

    public Optional<Turn> turn(String run) {
        return Optional.ofNullable(turns.get(run));
    }

    public void add(String run, Turn turn) {
        turns.put(run, turn);
        live.add(turn);
        if (turns.size() > TURNS) forget();
    }

    /** A run that is forgotten is not looked at any more either. */
    private void forget() {
        shrink(turns, TURNS, Turn::isLive, it -> it.heard);
        live.retainAll(Set.copyOf(turns.values()));
    }

    public void add(ObservedTask errand) {
        errands.put(errand.id.text(), errand);
        if (errands.size() > ERRANDS) shrink(errands, ERRANDS, it -> !it.isSettled(), it -> it.touched);
    }

    public static <T> void keep(Map<String, T> map, String key, T value) {
        map.put(key, value);
        if (map.size() > OTHERS) map.remove(map.keySet().iterator().next());
    }

    /** Notes that something changed of which no event of this run tells. */
    public void change(Turn turn) {
        if (changed.size() >= OTHERS) changed.clear();
        changed.add(turn);
    }

    /** What was noted so since it was last taken. */
    public Set<Turn> takeChanged() {
        var taken = new LinkedHashSet<>(changed);
        changed.clear();
        return taken;
    }

    /** The runs that go on: few of many, and looked at with each tick. */
    public List<Turn> live() {
        live.removeIf(turn -> !turn.isLive());
        return List.copyOf(live);
    }

    /** The work that goes on in a session, or went on there last. */
    public Optional<ObservedTask> errandOf(String session) {
        return Optional.ofNullable(sessions.get(session)).flatMap(it -> it.errand);
    }

    private static <T> void shrink(Map<String, T> map, int most, Predicate<T> needed, Function<T, Instant> touched) {
        var order = new ArrayList<>(map.entrySet());
        order.sort(Comparator.<Map.Entry<String, T>, Boolean>comparing(entry -> needed.test(entry.getValue()))
                .thenComparing(entry -> touched.apply(entry.getValue())));
        order.stream().limit(most / 10).map(Map.Entry::getKey).toList().forEach(map::remove);
    }
}
