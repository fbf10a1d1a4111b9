using System.CommandLine;
using System.CommandLine.Invocation;
using Attest.Archive;
using Attest.Cli;
using Attest.Cli.Terminal;
using Attest.Packs;

var screen = Screen.OfProcess();
var command = AttestCommand.Create(screen);
var parsed = command.Parse(args);
if (parsed.Action is ParseErrorAction mistake)
{
    // Without a word there is nothing to correct: the list of commands says more.
    mistake.ShowHelp = args.Length == 0;
    parsed.Invoke(new InvocationConfiguration { Output = Console.Error });
    screen.Fail($"See: {AttestCommand.Usage(parsed)}");
    return ExitCode.CouldNotRun;
}
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (ArchiveException problem)
{
    screen.Fail(problem.Message);
    return ExitCode.CouldNotRun;
}
catch (PackException problem)
{
    screen.Fail(problem.Message);
    return ExitCode.CouldNotRun;
}
catch (CouldNotRunException problem)
{
    screen.Fail(problem.Message);
    return ExitCode.CouldNotRun;
}
catch (OperationCanceledException)
{
    screen.Fail("Stopped before the end. What was acknowledged is kept; the same command again does the rest.");
    return ExitCode.DoneWithFailures;
}
catch (IOException problem) when (Screen.IsClosedPipe(problem))
{
    // Whoever read the output, such as `head`, has seen enough.
    return ExitCode.Done;
}
catch (Exception problem)
{
    screen.Fail($"attest {AttestCommand.Version} met something it does not know how to handle: {problem.GetType().Name}: {problem.Message}");
    screen.Fail(AttestCommand.WantsStack(parsed) ? problem.ToString() : "This is a fault of Attest's own: please report this line and the command. --debug shows where it happened.");
    return ExitCode.CouldNotRun;
}
