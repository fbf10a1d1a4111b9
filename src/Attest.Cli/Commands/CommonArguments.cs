using System.CommandLine;
using System.CommandLine.Parsing;

namespace Attest.Cli.Commands;

/// <summary>Arguments that several commands take.</summary>
internal static class CommonArguments
{
    /// <summary>The archive's folder; every command takes it.</summary>
    public static readonly Option<string> Data = new("--data")
    {
        Description = "The folder of the archive.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "attest-data",
        Recursive = true,
    };

    /// <summary>Whether a fault of the program's own is shown with its place.</summary>
    public static readonly Option<bool> Debug = new("--debug")
    {
        Description = "Where Attest itself fails, show the place in its code (also: ATTEST_DEBUG=1).",
        Recursive = true,
    };

    /// <summary>Files, folders or <c>-</c>.</summary>
    public static Argument<string[]> Paths(bool required) => new("PATH")
    {
        Description = "Files (.txt, .md, .html, .jsonl), folders with all below them, or - for standard input.",
        Arity = required ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore,
    };

    /// <summary>The date of publication of all inputs.</summary>
    public static Option<PublicationTime?> Published() => new("--published")
    {
        Description = "When the reports were published, as YYYY-MM-DD or with a time; outweighs what they say themselves.",
        HelpName = "DATE",
        CustomParser = ReadPublished,
    };

    /// <summary>What is known of the war that the inputs are about.</summary>
    public static Option<string[]> Packs() => new("--pack")
    {
        Description = "What is known of a war, by name or folder (docs/packs.md); may be given several times. Without it each report gets the pack that fits the names in it.",
        HelpName = "PACK",
    };

    private static PublicationTime? ReadPublished(ArgumentResult result)
    {
        var given = result.Tokens[0].Value;
        if (PublicationTime.TryParse(given, out var time))
        {
            return time;
        }
        result.AddError($"Reading --published: found “{given}”, expected a date such as 2023-09-13 or 2023-09-13T10:00:00Z.");
        return null;
    }
}
