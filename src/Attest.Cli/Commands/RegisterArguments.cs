using System.CommandLine;
using Attest.Archive;
using Attest.Register;
using Attest.Register.Packs;

namespace Attest.Cli.Commands;

/// <summary>How every command that opens the register of damage is told of its key and its rules.</summary>
internal static class RegisterArguments
{
    private const string KeyVariable = "ATTEST_REGISTER_KEY", PackVariable = "ATTEST_REGISTER_PACK";

    /// <summary>The file of the master key.</summary>
    public static readonly Option<string?> Key = new("--register-key")
    {
        Description = $"The register’s key file, better on another disk; one that is not there is made for a new register. Without it, it lies in the register’s folder (also: {KeyVariable}).",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>The rules.</summary>
    public static readonly Option<string?> Pack = new("--register-pack")
    {
        Description = $"The register’s rules, by name or folder (docs/register.md); without it {RegisterPackReader.Default} (also: {PackVariable}).",
        HelpName = "PACK",
        Recursive = true,
    };

    /// <summary>How to open the register.</summary>
    public static RegisterOptions Of(ParseResult parsed) => new() { KeyFile = Given(parsed, Key, KeyVariable), Pack = RegisterPackReader.Named(Given(parsed, Pack, PackVariable) ?? RegisterPackReader.Default) };

    /// <summary>How to open the register, beside its archive.</summary>
    public static RegisterOptions Of(ParseResult parsed, ReportArchive archive) => Of(parsed) with { Archive = archive };

    private static string? Given(ParseResult parsed, Option<string?> option, string variable) =>
        parsed.GetValue(option) is { Length: > 0 } said ? said : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? set : null;
}
