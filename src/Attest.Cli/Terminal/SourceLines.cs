using Attest.Sources;
using Attest.Web.Wording;

namespace Attest.Cli.Terminal;

/// <summary>A source with how it fares, as a few lines.</summary>
internal static class SourceLines
{
    /// <summary>Most failed entries that are named.</summary>
    public const int MostFailed = 5;

    /// <summary>Writes it.</summary>
    public static void Write(Screen screen, Source source, IReadOnlyList<FailedEntry> failed)
    {
        var name = source.Name is { } called && source.Address.Kind == SourceKind.Web ? $" “{called}”" : "";
        screen.Say($"{source.Id}  {SourceWords.Of(source.Form)}{name}  {source.Address.Text}");
        screen.Say($"              {SourceWords.State(source.Health)} {Numbers.Count(source.Health.Reports, "report")}.{(source.AllowPrivate ? " May connect to private addresses." : "")}");
        foreach (var entry in failed)
        {
            screen.Say($"              {Of(entry)}");
        }
    }

    /// <summary>An entry that failed.</summary>
    public static string Of(FailedEntry entry) => $"{entry.Entry}: {entry.Fault}{(entry.WillRetry ? " It will be tried again." : "")}";
}
