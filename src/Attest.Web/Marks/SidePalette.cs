namespace Attest.Web.Marks;

/// <summary>Gives each side its hue, its letter and its lane, the same on every page. A hue never stands alone: the letter or the name is beside it.</summary>
public sealed class SidePalette
{
    // Hues of the style sheet: 1 and 2 are each pack's first sides', 3 and 4 all others', 0 is none's.
    private const int PackHues = 2, FirstOtherHue = 3, OtherHues = 2;

    private readonly IReadOnlyList<IReadOnlyList<string>> _conflicts;

    /// <summary>Takes the parties of each conflict in the order of its pack; may be empty.</summary>
    public SidePalette(params IReadOnlyList<IReadOnlyList<string>> conflicts) => _conflicts = conflicts;

    /// <summary>How a side looks; null stands for no known side.</summary>
    public SideLook Of(string? side)
    {
        if (string.IsNullOrWhiteSpace(side))
        {
            return new SideLook(null, "–", "side-0", Lane.Middle);
        }
        foreach (var parties in _conflicts)
        {
            for (var i = 0; i < parties.Count && i < PackHues; i++)
            {
                if (parties[i] == side)
                {
                    return new SideLook(side, Letter(side), $"side-{i + 1}", i == 0 ? Lane.Upper : Lane.Lower);
                }
            }
        }
        // A hue that depends on the name alone stays the same from page to page and from run to run; string.GetHashCode would not.
        var sum = side.Aggregate(0, (total, letter) => unchecked((total * 31) + letter));
        return new SideLook(side, Letter(side), $"side-{FirstOtherHue + ((sum & int.MaxValue) % OtherHues)}", Lane.Middle);
    }

    // The initials of a name of several words; else one letter, and two where a party begins with the same one.
    private string Letter(string side)
    {
        var words = side.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length > 1)
        {
            return string.Concat(words.Where(word => char.IsUpper(word[0])).Select(word => word[0]).Take(3)) is { Length: > 0 } initials ? initials : Initial(side);
        }
        return _conflicts.Any(parties => parties.Any(other => other != side && !other.Contains(' ', StringComparison.Ordinal) && char.ToUpperInvariant(other[0]) == char.ToUpperInvariant(side[0]))) && side.Length > 1
            ? char.ToUpperInvariant(side[0]) + side[1..2]
            : Initial(side);
    }

    private static string Initial(string side) => side[..1].ToUpperInvariant();
}

/// <summary>How a side looks.</summary>
/// <param name="Name">The side; null for none.</param>
/// <param name="Letter">One to three letters that stand for it.</param>
/// <param name="Class">The style sheet's class with its hue.</param>
/// <param name="Lane">Where its marks stand in a strip.</param>
public sealed record SideLook(string? Name, string Letter, string Class, Lane Lane);

/// <summary>Where marks of a side stand in a strip: so that two sides are told apart by position, too.</summary>
public enum Lane
{
    /// <summary>The pack's first side.</summary>
    Upper,

    /// <summary>Others, and none.</summary>
    Middle,

    /// <summary>The pack's second side.</summary>
    Lower,
}
