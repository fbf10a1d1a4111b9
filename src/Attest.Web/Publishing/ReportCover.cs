using Attest.Claims.Places;

namespace Attest.Web.Publishing;

/// <summary>What of one report's words the public does not see.</summary>
/// <param name="Text">The report's text, to find where words stand in it.</param>
/// <param name="Names">Names of private persons in it, the longest first.</param>
/// <param name="Positions">Its sentences that tell where forces are.</param>
/// <param name="IsFresh">Whether those stay unseen altogether for now.</param>
/// <param name="RecordedAt">When it was recorded here.</param>
internal sealed record ReportCover(string Text, IReadOnlyList<string> Names, IReadOnlyList<PositionSentence> Positions, bool IsFresh, DateTimeOffset RecordedAt)
{
    /// <summary>What stands for words that tell too early where forces are.</summary>
    public const string NotYet = "[Not shown yet: it tells where forces are.]";

    /// <summary>What stands for the name of a private person within a sentence.</summary>
    public const string NoName = "[name withheld]";

    /// <summary>Who says something, where that is a private person.</summary>
    public const string Somebody = "A private person";

    /// <summary>Covers all words of a report that can't be looked at.</summary>
    public static ReportCover Everything { get; } = new("", [], [], true, DateTimeOffset.MaxValue) { IsWhole = true };

    /// <summary>Whether all words are covered.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Names of the places that it tells of as positions of forces.</summary>
    public IEnumerable<string> PlaceNames => Positions.SelectMany(position => position.Places).Select(place => place.Span.Of(Text)).Distinct(StringComparer.Ordinal);

    /// <summary>Words of the report as the public sees them, with where each position of theirs stands now; null where they tell too early where forces are.</summary>
    /// <param name="words">The words.</param>
    /// <param name="start">Where they stand in the text; null where that is not known.</param>
    public MaskedText? Mask(string words, int? start)
    {
        if (IsWhole)
        {
            return null;
        }
        start ??= words.Length > 0 && Text.IndexOf(words, StringComparison.Ordinal) is >= 0 and var found ? found : null;
        var covered = new List<(TextSpan, string)>();
        foreach (var position in Positions)
        {
            var isHere = (start is { } at && position.Span.Overlaps(new TextSpan(at, at + words.Length))) || position.Places.Any(place => Find(words, place.Span.Of(Text)).Any());
            if (!isHere)
            {
                continue;
            }
            if (IsFresh)
            {
                return null;
            }
            foreach (var (span, coarse) in position.Places)
            {
                covered.AddRange(Find(words, span.Of(Text)).Select(place => (place, coarse)));
            }
        }
        covered.AddRange(Names.SelectMany(name => Find(words, name)).Select(span => (span, NoName)));
        covered.AddRange(PersonalData.In(words).Select(span => (span, PersonalData.Withheld)));
        return new MaskedText(words, covered);
    }

    /// <summary>Words that stand alone, such as a headline.</summary>
    public string Mask(string words) => Mask(words, null)?.Text ?? NotYet;

    /// <summary>A name for who says or does something.</summary>
    public string Name(string name) => IsPrivate(name) ? Somebody : Mask(name);

    /// <summary>Whether a name is a private person's.</summary>
    public bool IsPrivate(string name) => IsWhole || Names.Any(known => known.Contains(' ', StringComparison.Ordinal) ? Find(name, known).Any() : name.Equals(known, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a word that was searched for is one that the public does not see here.</summary>
    public bool Hides(string word, bool isBeginning) => IsWhole
        || Names.Concat(PlaceNames).SelectMany(name => PlaceKey.Fold(name).Split(' ')).Any(part => isBeginning ? part.StartsWith(word, StringComparison.Ordinal) : part == word);

    /// <summary>Where a name stands in words, as whole words. A single word must have its capital.</summary>
    public static IEnumerable<TextSpan> Find(string words, string name)
    {
        var comparison = name.Contains(' ', StringComparison.Ordinal) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        foreach (var form in comparison == StringComparison.Ordinal && name.Length > 2 ? new[] { name, name.ToUpperInvariant() }.Distinct(StringComparer.Ordinal) : [name])
        {
            for (var at = 0; form.Length > 0 && (at = words.IndexOf(form, at, comparison)) >= 0; at += form.Length)
            {
                if ((at == 0 || !char.IsLetterOrDigit(words[at - 1])) && (at + form.Length == words.Length || !char.IsLetterOrDigit(words[at + form.Length])))
                {
                    yield return new TextSpan(at, at + form.Length);
                }
            }
        }
    }
}

/// <summary>A sentence that tells where forces are.</summary>
/// <param name="Span">Where it stands in the report's text.</param>
/// <param name="Places">Places in it that are finer than a region, with what stands for each.</param>
internal sealed record PositionSentence(TextSpan Span, IReadOnlyList<(TextSpan Span, string Words)> Places);
