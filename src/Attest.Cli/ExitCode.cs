namespace Attest.Cli;

/// <summary>What the program tells its caller; the README and <c>--help</c> give the same three.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for is done.</summary>
    public const int Done = 0;

    /// <summary>Done, but some inputs were refused or something was found wrong; each was named.</summary>
    public const int DoneWithFailures = 1;

    /// <summary>Could not run, or could not go on.</summary>
    public const int CouldNotRun = 2;
}
