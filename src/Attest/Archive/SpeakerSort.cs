using System.Collections.Frozen;
using Attest.Claims.Nations;
using Attest.Incidents.Origins;

namespace Attest.Archive;

/// <summary>What sort of voice a speaker is.</summary>
public enum SpeakerSort
{
    /// <summary>A person or a body of a name.</summary>
    Named,

    /// <summary>A state as a whole: “Russia”, “Kyiv”.</summary>
    State,

    /// <summary>“Officials”, “residents” and others that only words stand for.</summary>
    Unnamed,
}

/// <summary>Tells the sorts apart by the name and the root (<see cref="SpeakerSummary.Key"/>).</summary>
internal static class SpeakerSorts
{
    // A body has its word for a name: "Pentagon", "Senate". What stands for several, for anybody or for a paper has none.
    private static readonly FrozenSet<string> Words =
        [.. Table.Rows("Claims/Attributions/speaker-words.tsv").Where(row => row[0] is "title" or "role" or "group" or "document" or "happening").SelectMany(row => row[1].Split('|')),
            "this", "that", "these", "those", "both", "some", "many", "most", "others", "all", "he", "she", "they", "it"];

    public static SpeakerSort Of(string name, string key)
    {
        var nation = NationTable.World.Find(name)?.Word;
        return nation is NationWord.Name or NationWord.Capital ? SpeakerSort.State
            : nation is NationWord.People || key.Contains(": ", StringComparison.Ordinal) || OriginFinder.IsUnnamed(key) ? SpeakerSort.Unnamed
            : name.Skip(1).Any(char.IsUpper) || (name.Length > 0 && char.IsUpper(name[0]) && !name.Contains(' ', StringComparison.Ordinal) && !Words.Contains(name.ToLowerInvariant())) ? SpeakerSort.Named
            : SpeakerSort.Unnamed;
    }
}
