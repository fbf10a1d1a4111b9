using System.Text;

namespace Attest.Claims.Places;

/// <summary>The rules of transliteration.tsv.</summary>
internal static class Transliteration
{
    /// <summary>All rules in the order in which they apply.</summary>
    public static readonly TransliterationRule[] Rules =
        [.. Table.Rows("Claims/Places/transliteration.tsv").Select(row => new TransliterationRule(row[0], row[1], row[2] == "end"))];
}

/// <summary>One replacement.</summary>
/// <param name="From">Letters to replace.</param>
/// <param name="To">Letters to put there.</param>
/// <param name="AtEnd">Only at the end of the name.</param>
internal sealed record TransliterationRule(string From, string To, bool AtEnd)
{
    /// <summary>Rewrites the name in place.</summary>
    public void Apply(StringBuilder name)
    {
        if (!AtEnd)
        {
            name.Replace(From, To);
            return;
        }
        var start = name.Length - From.Length;
        if (start < 0)
        {
            return;
        }
        for (var i = 0; i < From.Length; i++)
        {
            if (name[start + i] != From[i])
            {
                return;
            }
        }
        name.Length = start;
        name.Append(To);
    }
}
