using System.Collections.Frozen;
using Attest.Language;

namespace Attest.Claims.Places;

/// <summary>What a word beside a name tells about it; cues.tsv says what each group means.</summary>
[Flags]
internal enum PlaceCue
{
#pragma warning disable CS1591 // cues.tsv, first-names.tsv and common-words.tsv define each
    None = 0, In = 1, OnEvent = 2, OfArea = 4, Attack = 8, WordFrom = 16, WordTo = 32, Possessed = 64, Compass = 128, Title = 256, OrganisationHead = 512,
    SpeechVerb = 1024, Direction = 2048, Near = 4096, LowerConnector = 8192, Article = 16384, FirstName = 32768, CommonWord = 65536, Never = 131072, Gift = 262144, Land = 524288, InTown = 1048576, OfTown = 2097152,
    Representative = 4194304, PlaceKinds = 8388608, StateKinds = 16777216, Staged = 33554432,
#pragma warning restore CS1591
}

/// <summary>The words of cues.tsv, first-names.tsv and common-words.tsv.</summary>
internal static class PlaceCues
{
    private const int LongestWord = 32;
    private static readonly FrozenDictionary<string, PlaceCue> Words = Load();
    private static readonly FrozenDictionary<string, PlaceCue>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string> FirstNames = Table.Rows("Claims/Places/first-names.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FirstNameLookup = FirstNames.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What each token of a text tells.</summary>
    public static PlaceCue[] Of(ParsedText parsed)
    {
        var cues = new PlaceCue[parsed.Tokens.Length];
        for (var i = 0; i < cues.Length; i++)
        {
            cues[i] = Of(parsed.Text.AsSpan(parsed.Tokens[i].Start, parsed.Tokens[i].End - parsed.Tokens[i].Start));
        }
        return cues;
    }

    /// <summary>What a word tells by itself.</summary>
    public static PlaceCue Of(ReadOnlySpan<char> form)
    {
        if (form.Length > LongestWord)
        {
            return PlaceCue.None;
        }
        Span<char> lower = stackalloc char[form.Length];
        var length = form.ToLowerInvariant(lower);
        while (length > 1 && lower[length - 1] == '.')
        {
            length--;
        }
        _ = Lookup.TryGetValue(lower[..length], out var cue);
        return FirstNameLookup.Contains(form) ? cue | PlaceCue.FirstName : cue;
    }

    private static FrozenDictionary<string, PlaceCue> Load()
    {
        var words = new Dictionary<string, PlaceCue>(StringComparer.Ordinal);
        foreach (var row in Table.Rows("Claims/Places/cues.tsv"))
        {
            words[row[0]] = words.GetValueOrDefault(row[0]) | WireNames<PlaceCue>.Parse(row[1]);
        }
        foreach (var row in Table.Rows("Claims/Places/common-words.tsv"))
        {
            words[row[0]] = words.GetValueOrDefault(row[0]) | PlaceCue.CommonWord;
        }
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
