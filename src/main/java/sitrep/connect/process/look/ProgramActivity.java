package sitrep.connect.process.look;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sitrep.connect.commands.CommandRules;
import sitrep.connect.commands.Doing;
import sitrep.core.vocabulary.Phase;

/**
 * What a command and whatever it started are doing now. The outermost program that a rule knows decides for all below
 * it: what Maven starts is part of the build. Beside one that does something, one that only reads is its filter or its
 * pager and says nothing.
 */
public record ProgramActivity(CommandRules rules, ProcessTable table, Map<List<String>, Doing> judged) {
    /** Processes looked at each time; those of a larger tree that come last are left out. */
    private static final int WIDEST = 200;

    /** Command lines of which it is remembered what a rule made of them; past it all are judged anew. */
    private static final int REMEMBERED = 1_000;

    public ProgramActivity(CommandRules rules, ProcessTable table) {
        this(rules, table, new HashMap<>());
    }

    public Doing now(long pid) {
        return new Walk().at(pid);
    }

    private final class Walk {
        private int left = WIDEST;

        Doing at(long pid) {
            if (left-- <= 0) return new Doing.Quiet(false);
            var command = table.command(pid);
            if (command.isEmpty()) return new Doing.Quiet(true);
            var own = judge(command);
            return switch (own) {
                case Doing.Does _, Doing.Quiet _ -> own;
                case Doing.Meanwhile _, Doing.Unknown _ -> strongest(own, table.children(pid));
                case Doing.Script _ -> strongest(new Doing.Quiet(false), table.children(pid));
            };
        }

        private Doing strongest(Doing own, List<Long> children) {
            var strongest = own;
            for (var child : children) {
                var doing = at(child);
                if (strength(doing) > strength(strongest)) strongest = doing;
            }
            return strongest;
        }
    }

    /** Most commands are those of a quarter of a second ago. */
    private Doing judge(List<String> command) {
        if (judged.size() > REMEMBERED) judged.clear();
        return judged.computeIfAbsent(command, rules::judge);
    }

    private static int strength(Doing doing) {
        return switch (doing) {
            case Doing.Does(var phase) -> phase == Phase.READING_CONTEXT ? 3 : 4;
            case Doing.Meanwhile _ -> 2;
            case Doing.Unknown _ -> 1;
            case Doing.Quiet _, Doing.Script _ -> 0;
        };
    }
}
