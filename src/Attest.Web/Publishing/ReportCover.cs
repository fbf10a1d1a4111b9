using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Attest.Claims.Nations;
using Attest.Claims.Places;

namespace Attest.Web.Publishing;

/// <summary>What of one report's words the public does not see.</summary>
/// <param name="Text">The report's text, to find where words stand in it.</param>
/// <param name="People">Whom it names.</param>
/// <param name="Positions">Its sentences that tell where forces are.</param>
/// <param name="IsFresh">Whether those stay unseen altogether for now.</param>
/// <param name="RecordedAt">When it was recorded here.</param>
internal sealed partial record ReportCover(string Text, NamedPeople People, IReadOnlyList<PositionSentence> Positions, bool IsFresh, DateTimeOffset RecordedAt)
{
    /// <summary>What stands for words that tell too early where forces are.</summary>
    public const string NotYet = "[Not shown yet: it tells where forces are.]";

    /// <summary>What stands for the name of a private person within a sentence.</summary>
    public const string NoName = "[name withheld]";

    /// <summary>Who says something, where that is a private person.</summary>
    public const string Somebody = "A private person";

    /// <summary>What stands for words that nothing is known of: of a report that is gone, or in a language that is not read.</summary>
    public const string Unseen = "[Not shown: it could not be looked through for what must not be shown.]";

    /// <summary>Covers all words of a report that can't be looked at.</summary>
    public static ReportCover Everything { get; } = Whole(DateTimeOffset.MaxValue);

    /// <summary>Whether all words are covered.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Names of private persons in it, the longest first.</summary>
    public IReadOnlyList<string> Names => People.Private;

    /// <summary>Names of the places that it tells of as positions of forces, as it writes them and as they are called, with what stands for each; the longest first.</summary>
    public IReadOnlyList<(string Name, string Words)> PlaceNames { get; init; } = [];

    /// <summary>The entries of those places.</summary>
    public IReadOnlySet<string> CoveredPlaces { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The stretches of the text that an excerpt of it shows, in order.</summary>
    public IReadOnlyList<TextSpan> Excerpt { get; init; } = [];

    /// <summary>Folded words of mail addresses, numbers and houses in it.</summary>
    public IReadOnlySet<string> WithheldWords { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Covers all words of a report.</summary>
    public static ReportCover Whole(DateTimeOffset recordedAt) => new("", new NamedPeople([], []), [], true, recordedAt) { IsWhole = true };

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
        var covered = FindPlaces(words).ToList();
        if (IsFresh && (covered.Count > 0 || (start is { } at && Positions.Any(position => position.Span.Overlaps(new TextSpan(at, at + words.Length))))))
        {
            return null;
        }
        covered.AddRange(FindNames(words).Select(span => (span, NoName)));
        covered.AddRange(PersonalData.In(words).Select(span => (span, PersonalData.Withheld)));
        return new MaskedText(words, covered);
    }

    /// <summary>Words around what was searched for: no more of them than the excerpt shows, so that nobody reads a whole text piece by piece.</summary>
    public MaskedText? MaskFound(string words)
    {
        const string LeftOut = "[…]";
        var start = words.Length > 0 ? Text.IndexOf(words, StringComparison.Ordinal) : -1;
        if (Mask(words, start < 0 ? null : start) is not { } masked)
        {
            return null;
        }
        var gaps = new List<(TextSpan, string)>();
        var from = 0;
        foreach (var stretch in start < 0 ? [] : Excerpt.Where(stretch => stretch.Overlaps(new TextSpan(start, start + words.Length))))
        {
            gaps.Add((new TextSpan(from, Math.Max(from, stretch.Start - start)), LeftOut));
            from = Math.Min(words.Length, stretch.End - start);
        }
        gaps.Add((new TextSpan(from, words.Length), LeftOut));
        return gaps.Exists(gap => gap.Item1.Length > 0) ? new MaskedText(words, [.. gaps, .. FindPlaces(words), .. FindNames(words).Select(span => (span, NoName)), .. PersonalData.In(words).Select(span => (span, PersonalData.Withheld))]) : masked;
    }

    /// <summary>Words that stand alone, such as a headline.</summary>
    public string Mask(string words) => Mask(words, null)?.Text ?? Instead;

    /// <summary>What stands for words that are not shown at all.</summary>
    public string Instead => IsWhole ? Unseen : NotYet;

    /// <summary>Where names of private persons stand in words: not within the full name of a public person who shares one.</summary>
    public IEnumerable<TextSpan> FindNames(string words)
    {
        var shown = People.Public.SelectMany(name => Find(words, name)).ToList();
        return Names.SelectMany(name => Find(words, name)).Where(span => !shown.Exists(name => name.Contains(span) && name.Length > span.Length));
    }

    /// <summary>Where names of covered places stand in words, with what stands for each.</summary>
    public IEnumerable<(TextSpan Span, string Words)> FindPlaces(string words) => PlaceNames.SelectMany(place => Find(words, place.Name).Select(span => (span, place.Words)));

    /// <summary>A name for who says or does something.</summary>
    public string Name(string name) => IsPrivate(name) ? Somebody : Mask(name);

    /// <summary>Whether a name is a private person's.</summary>
    public bool IsPrivate(string name) => IsWhole || Names.Any(known => known.Contains(' ', StringComparison.Ordinal) ? Find(name, known).Any() : name.Equals(known, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a name that is asked for, however it is spelt, is a private person's.</summary>
    public bool HidesName(string asked) => IsWhole || (PlaceKey.Fold(asked) is var folded && Names.Any(name => Find(folded, PlaceKey.Fold(name)).Any()));

    /// <summary>Whether all of a claim is hidden: a number of forces, or words, that tell too early where they are.</summary>
    public bool HidesWhole(Claim claim) => IsFresh && ((claim.Measure is { } measure && PublicationPolicy.IsPosition(measure)) || Mask(claim.Report.Quote, claim.Report.QuoteStart) is null);

    /// <summary>Whether words at a place of the text tell too early where forces are.</summary>
    public bool HidesEarly(TextSpan span) => IsFresh && Positions.Any(position => position.Span.Overlaps(span));

    /// <summary>Whether a word that was searched for is one that the public does not see here.</summary>
    public bool Hides(string word, bool isBeginning) => IsWhole
        || Names.Concat(PlaceNames.Select(place => place.Name)).SelectMany(name => PlaceKey.Fold(name).Split(' ')).Concat(WithheldWords).Any(part => isBeginning ? part.StartsWith(word, StringComparison.Ordinal) : part == word);

    /// <summary>Whether each word of a name is a report's own, or names a state: a name that somebody typed may be anybody's.</summary>
    public static bool IsOfText(string name, IReadOnlyList<ReportCover> known) => Letters().Matches(name).All(word => NationTable.World.Find(word.Value) is not null
        || known.Any(cover => Find(cover.Text, word.Value).Any() || Find(cover.Text, word.Value.ToLowerInvariant()).Any()));

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex Letters();

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
