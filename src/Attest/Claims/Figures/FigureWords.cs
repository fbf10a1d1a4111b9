using System.Collections.Frozen;

namespace Attest.Claims.Figures;

/// <summary>The groups of words of <c>figure-words.tsv</c>, in lower case; verbs by their lemma.</summary>
internal static class FigureWords
{
    private static readonly ILookup<string, string> Groups = Table.Rows("Claims/Figures/figure-words.tsv").ToLookup(row => row[0], row => row[1], StringComparer.Ordinal);

#pragma warning disable CS1591 // figure-words.tsv says what each group holds
    public static readonly FrozenSet<string> Enemy = Of("enemy");
    public static readonly FrozenSet<string> Striking = Of("striking");
    public static readonly FrozenSet<string> Defeating = Of("defeating");
    public static readonly FrozenSet<string> Receiving = Of("receiving");
    public static readonly FrozenSet<string> Saying = Of("saying");
    public static readonly FrozenSet<string> Amounting = Of("amounting");
    public static readonly FrozenSet<string> Tally = Of("tally");
    public static readonly FrozenSet<string> Made = Of("made");
    public static readonly FrozenSet<string> Pronoun = Of("pronoun");
    public static readonly FrozenSet<string> Own = Of("own");
    public static readonly FrozenSet<string> BoundTo = Of("bound-to");
    public static readonly FrozenSet<string> Aimed = Of("aimed");
    public static readonly FrozenSet<string> Poll = Of("poll");
    public static readonly FrozenSet<string> Numbered = Of("numbered");
    public static readonly FrozenSet<string> Ranked = Of("ranked");
    public static readonly FrozenSet<string> PartOf = Of("part-of");
    public static readonly FrozenSet<string> Including = Of("including");
    public static readonly FrozenSet<string> Counted = Of("counted");
    public static readonly FrozenSet<string> Harmed = Of("harmed");
    public static readonly FrozenSet<string> Economy = Of("economy");
    public static readonly FrozenSet<string> Resident = Of("resident");
    public static readonly FrozenSet<string> Container = Of("container");
    public static readonly FrozenSet<string> PaidFor = Of("paid-for");
#pragma warning restore CS1591

    private static FrozenSet<string> Of(string group) => Groups[group].ToFrozenSet(StringComparer.Ordinal);
}
