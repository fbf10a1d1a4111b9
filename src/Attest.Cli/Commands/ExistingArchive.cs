using System.CommandLine;
using Attest.Archive;

namespace Attest.Cli.Commands;

/// <summary>Opens an archive for commands that look at one and never make one.</summary>
internal static class ExistingArchive
{
    /// <summary>The archive of the command line.</summary>
    /// <exception cref="CouldNotRunException">There is no such folder.</exception>
    public static Task<ReportArchive> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        var folder = parsed.GetRequiredValue(CommonArguments.Data);
        return Directory.Exists(folder)
            ? ReportArchive.OpenAsync(folder, TimeProvider.System, cancel)
            : throw new CouldNotRunException(
                $"Opening the archive {folder}: found no such folder, expected one made by “attest add”. Add reports first (attest add PATH), or name another folder with --data.");
    }
}
