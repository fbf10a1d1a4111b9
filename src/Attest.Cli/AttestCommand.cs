using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using Attest.Cli.Commands;
using Attest.Cli.Terminal;

namespace Attest.Cli;

/// <summary>The whole command line: every command, and what all of them take.</summary>
internal static class AttestCommand
{
    private const string Description = """
        Attest reads what is reported about an armed conflict and keeps, for every figure and every event, who said it, in which words, and who said otherwise.

        Exit codes: 0 done; 1 done, but some inputs were refused or faults were found, each named; 2 could not run.
        """;

    /// <summary>The program's version.</summary>
    public static string Version { get; } =
        typeof(AttestCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Puts the commands together.</summary>
    public static RootCommand Create(Screen screen)
    {
        var root = new RootCommand(Description)
        {
            CommonArguments.Data,
            CommonArguments.Debug,
            ReadCommand.Create(screen),
            ParseCommand.Create(screen),
            AddCommand.Create(screen),
            ServeCommand.Create(screen),
            SourceCommand.Create(screen),
            UserCommand.Create(screen),
            IncidentsCommand.Create(screen),
            SearchCommand.Create(screen),
            SeriesCommand.Create(screen),
            TallyCommand.Create(screen),
            CoverageCommand.Create(screen),
            SitrepCommand.Create(screen),
            ExportCommand.Create(screen),
            SnapshotCommand.Create(screen),
            MergeCommand.Create(screen),
            SplitCommand.Create(screen),
            ResolveCommand.Create(screen),
            CorrectCommand.Create(screen),
            AcceptCommand.Create(screen),
            RejectCommand.Create(screen),
            ClaimCommand.Create(screen),
            GradeCommand.Create(screen),
            JudgementsCommand.Create(screen),
            UndoCommand.Create(screen),
            RegisterCommand.Create(screen),
            VerifyCommand.Create(screen),
            RebuildCommand.Create(screen),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    /// <summary>How to see what the command that was meant can do.</summary>
    public static string Usage(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "attest --help" : $"attest {parsed.CommandResult.Command.Name} --help";

    /// <summary>Whether the place of a fault is to be shown.</summary>
    public static bool WantsStack(ParseResult parsed) =>
        parsed.GetValue(CommonArguments.Debug) || Environment.GetEnvironmentVariable("ATTEST_DEBUG") == "1";

    // System.CommandLine has no place for examples.
    private sealed class HelpWithExamples(HelpAction plain) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = plain.Invoke(parseResult);
            var examples = parseResult.CommandResult.Command switch
            {
                CommandWithExamples command => command.Examples,
                var root => [.. root.Subcommands.OfType<CommandWithExamples>().Select(command => command.Examples[0])],
            };
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }
            return code;
        }
    }
}
