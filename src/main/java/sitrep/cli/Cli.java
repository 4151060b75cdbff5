package sitrep.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import sitrep.cli.act.ActCommand;
import sitrep.cli.act.ApproveCommand;
import sitrep.cli.act.SayCommand;
import sitrep.cli.agents.AcpCommand;
import sitrep.cli.agents.AppServerCommand;
import sitrep.cli.agents.HookCommand;
import sitrep.cli.agents.InstallCommand;
import sitrep.cli.agents.McpCommand;
import sitrep.cli.client.ApiClient;
import sitrep.cli.client.CommandLineSurroundings;
import sitrep.cli.client.CommandTalk;
import sitrep.cli.client.ExitCode;
import sitrep.cli.command.DemoCommand;
import sitrep.cli.command.DoctorCommand;
import sitrep.cli.command.EventsCommand;
import sitrep.cli.command.FollowCommand;
import sitrep.cli.command.HelpOnCommand;
import sitrep.cli.command.JudgeCommand;
import sitrep.cli.command.ListCommand;
import sitrep.cli.command.ReplayCommand;
import sitrep.cli.command.ReportCommand;
import sitrep.cli.command.RootCommand;
import sitrep.cli.command.RunCommand;
import sitrep.cli.command.SelftestCommand;
import sitrep.cli.command.ServeCommand;
import sitrep.cli.command.ServerCommands;
import sitrep.cli.command.ShowCommand;
import sitrep.cli.command.TailCommand;
import sitrep.cli.command.VersionCommand;
import sitrep.cli.command.WaitCommand;
import sitrep.cli.command.WhyCommand;
import sitrep.cli.notice.NotifyCommand;
import sitrep.cli.notice.SinceCommand;
import sitrep.cli.screen.InertText;
import sitrep.cli.triage.LabelCommand;
import sitrep.cli.triage.NoteCommand;
import sitrep.cli.triage.RemarkCommand;
import sitrep.cli.triage.RenameCommand;
import sitrep.cli.triage.SnoozeCommand;
import sitrep.cli.upkeep.BackupCommand;
import sitrep.cli.upkeep.ExportCommand;
import sitrep.cli.upkeep.ImportCommand;
import sitrep.cli.upkeep.RecoverCommand;
import sitrep.cli.upkeep.RepairCommand;
import sitrep.cli.upkeep.RestoredFile;
import sitrep.cli.upkeep.VerifyCommand;
import tools.jackson.databind.node.JsonNodeFactory;

/** The table of commands. */
public final class Cli {

    private final CommandLineSurroundings surroundings;
    private final RootCommand root;
    private final SequencedMap<String, Supplier<CommandLine>> commands;

    private Cli(CommandLineSurroundings surroundings, ServerCommands server) {
        this.surroundings = surroundings;
        this.root = new RootCommand(surroundings);
        this.commands = commands(root, server);
    }

    /** Runs the command that the words come to, and answers what the process is to end with. */
    public static int run(String[] words, CommandLineSurroundings surroundings, ServerCommands server) {
        return new Cli(surroundings, server).run(RestoredFile.meant(List.of(words)));
    }

    private static SequencedMap<String, Supplier<CommandLine>> commands(RootCommand root, ServerCommands server) {
        var commands = new LinkedHashMap<String, Supplier<CommandLine>>();
        commands.put("serve", () -> new CommandLine(new ServeCommand(root, server)));
        commands.put("demo", () -> new CommandLine(new DemoCommand(root, server)));
        commands.put("run", () -> new CommandLine(new RunCommand(root)).setStopAtPositional(true));
        commands.put("acp", () -> new CommandLine(new AcpCommand(root)).setStopAtPositional(true));
        commands.put("app-server", () -> new CommandLine(new AppServerCommand(root)).setStopAtPositional(true));
        commands.put("report", () -> new CommandLine(new ReportCommand(root)));
        commands.put("ls", () -> new CommandLine(new ListCommand(root)));
        commands.put("show", () -> new CommandLine(new ShowCommand(root)));
        commands.put("tail", () -> new CommandLine(new TailCommand(root)));
        commands.put("why", () -> new CommandLine(new WhyCommand(root)));
        commands.put("events", () -> new CommandLine(new EventsCommand(root)));
        commands.put("wait", () -> new CommandLine(new WaitCommand(root)));
        commands.put(
                "ack",
                () -> note(root, "acknowledged", "Says that somebody looks after a task. It stays in its place."));
        commands.put("snooze", () -> new CommandLine(new SnoozeCommand(root)));
        commands.put(
                "dismiss", () -> note(root, "dismissed", "Takes a task off the board until something new happens."));
        commands.put(
                "restore", () -> note(root, "restored", "Takes back what was acknowledged, snoozed or dismissed."));
        commands.put("rename", () -> new CommandLine(new RenameCommand(root)));
        commands.put("label", () -> new CommandLine(new LabelCommand(root)));
        commands.put("note", () -> new CommandLine(new RemarkCommand(root)));
        commands.put("undo", () -> note(root, "undone", "Takes back whatever an operator noted last on a task."));
        commands.put("since", () -> new CommandLine(new SinceCommand(root)));
        commands.put("notify", () -> new CommandLine(new NotifyCommand(root)));
        commands.put("approve", () -> new CommandLine(new ApproveCommand(root)));
        commands.put("deny", () -> act(root, "deny", "Does not let what a task waits to be allowed happen."));
        commands.put("answer", () -> say(root, "answer", "Answers what a task asks."));
        commands.put("steer", () -> say(root, "steer", "Says something to a task at work."));
        commands.put("stop", () -> act(root, "stop", "Asks a task to stop what it does."));
        commands.put("cancel", () -> act(root, "cancel", "Ends what a task runs, whether it wants or not."));
        commands.put("retry", () -> act(root, "retry", "Has what a task ran run again."));
        commands.put("resend", () -> act(root, "resend", "Has a result sent again to whoever asked for it."));
        commands.put("install", () -> connects(root, true, "Has an agent tell of its work, by hooks in its settings."));
        commands.put("uninstall", () -> connects(root, false, "Takes those hooks out of an agent's settings."));
        commands.put("hook", () -> new CommandLine(new HookCommand(root, System.in)));
        commands.put("mcp", () -> new CommandLine(new McpCommand(root, System.in)));
        commands.put("judge", () -> new CommandLine(new JudgeCommand(root)));
        commands.put("replay", () -> new CommandLine(new ReplayCommand(root)));
        commands.put("doctor", () -> new CommandLine(new DoctorCommand(root)));
        commands.put("backup", () -> new CommandLine(new BackupCommand(root, server.upkeep())));
        commands.put("recover", () -> new CommandLine(new RecoverCommand(root, server.upkeep())));
        commands.put("export", () -> new CommandLine(new ExportCommand(root, server.upkeep())));
        commands.put("import", () -> new CommandLine(new ImportCommand(root, server.upkeep())));
        commands.put("verify", () -> new CommandLine(new VerifyCommand(root, server.upkeep())));
        commands.put("repair", () -> new CommandLine(new RepairCommand(root, server.upkeep())));
        commands.put("version", () -> new CommandLine(new VersionCommand(root)));
        commands.put("follow", () -> new CommandLine(new FollowCommand(root.surroundings())));
        commands.put("selftest", () -> new CommandLine(new SelftestCommand(server)).setStopAtPositional(true));
        commands.put("rehearse", () -> new CommandLine(new RehearseCommand(root.surroundings(), server)));
        return commands;
    }

    private static CommandLine connects(RootCommand root, boolean installs, String description) {
        var line = new CommandLine(new InstallCommand(root, installs));
        var name = installs ? "install" : "uninstall";
        line.getCommandSpec().name(name).usageMessage().description(description);
        line.getCommandSpec()
                .usageMessage()
                .footerHeading("%nExamples:%n")
                .footer("  sitrep " + name + " claude-code", "  sitrep " + name + " claude-code --project --yes");
        return line;
    }

    private static CommandLine note(RootCommand root, String note, String description) {
        var line = new CommandLine(new NoteCommand(root, note));
        line.getCommandSpec().usageMessage().description(description);
        return line;
    }

    private static CommandLine act(RootCommand root, String verb, String description) {
        var line = new CommandLine(new ActCommand(root, verb));
        line.getCommandSpec().usageMessage().description(description);
        return line;
    }

    private static CommandLine say(RootCommand root, String verb, String description) {
        var line = new CommandLine(new SayCommand(root, verb));
        line.getCommandSpec().usageMessage().description(description);
        return line;
    }

    private int run(List<String> words) {
        var line = new CommandLine(root);
        for (var name : wanted(words)) {
            var command = commands.get(name);
            if (command != null) line.addSubcommand(name, command.get());
        }
        line.addSubcommand("help", new CommandLine(new HelpOnCommand(root, line)));
        line.getCommandSpec().version(VersionCommand.text());
        line.setExpandAtFiles(false)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((mistake, _) -> misspelled(mistake, words.contains("--json")));
        if (words.contains("--json")) line.setExecutionStrategy(this::documented);
        return line.execute(words.toArray(new String[0]));
    }

    /** What explains a command is a document, too, for whoever wants nothing else. */
    private int documented(CommandLine.ParseResult typed) {
        var asked = typed;
        while (asked.hasSubcommand() && !asked.isUsageHelpRequested()) asked = asked.subcommand();
        var command = asked.commandSpec().commandLine();
        var document = JsonNodeFactory.instance.objectNode();
        if (asked.isUsageHelpRequested()) document.put("help", command.getUsageMessage());
        else if (asked.isVersionHelpRequested()) document.put("version", VersionCommand.text());
        else return new CommandLine.RunLast().execute(typed);
        new CommandTalk(surroundings, new ApiClient("", Optional.empty()), true).document(document);
        return ExitCode.OK;
    }

    /** Only the command that is meant is made, for making them all takes longer than most of them run. */
    private Collection<String> wanted(List<String> words) {
        if (words.isEmpty()) return List.of();
        return commands.containsKey(words.getFirst()) ? List.of(words.getFirst()) : commands.keySet();
    }

    private int misspelled(ParameterException mistake, boolean json) {
        var command = mistake.getCommandLine().getCommandSpec().qualifiedName();
        var text = new StringBuilder(InertText.line(String.valueOf(mistake.getMessage())));
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            var meant = unmatched.getSuggestions();
            if (!meant.isEmpty())
                text.append(". Did you mean '").append(meant.getFirst()).append("'?");
        }
        if (!text.toString().matches(".*[.?!]")) text.append('.');
        text.append(" See '").append(command).append(" --help'.");
        return new CommandTalk(surroundings, new ApiClient("", Optional.empty()), json)
                .wrong(ExitCode.USAGE, "Not understood", text.toString());
    }
}
