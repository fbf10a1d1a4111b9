using System.Collections.Frozen;

namespace Attest.Incidents.Linking;

/// <summary>Words that name a war as a whole and no occurrence in it.</summary>
internal static class BackgroundWords
{
    private static readonly FrozenSet<string> Words = Table.Rows("Incidents/Linking/background-words.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a trigger names a war as a whole.</summary>
    public static bool IsWar(string trigger) => Words.Contains(trigger) || trigger.LastIndexOf(' ') is >= 0 and var space && Words.Contains(trigger[(space + 1)..]);
}
