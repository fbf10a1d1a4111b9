namespace Attest.Web.Pages.Reports.Changes;

/// <summary>What sets a version of a document apart from another: paragraphs that came, went and changed.</summary>
/// <param name="Changes">In the text's order.</param>
/// <param name="Same">Number of paragraphs that both have.</param>
public sealed record VersionChanges(IReadOnlyList<ParagraphChange> Changes, int Same)
{
    // Paragraphs of which fewer words are the same are two paragraphs.
    private const double LeastAlike = 0.4;

    // A longer paragraph is shown whole, before and after.
    private const int MostWords = 1500;

    /// <summary>Compares two versions; page furniture does not count.</summary>
    /// <param name="before">The earlier version.</param>
    /// <param name="after">The later one.</param>
    public static VersionChanges Between(Report before, Report after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Between(Paragraphs(before), Paragraphs(after));
    }

    /// <summary>Compares two texts paragraph by paragraph.</summary>
    internal static VersionChanges Between(List<string> old, List<string> now)
    {
        var common = Sequences.Common(old, now);
        var changes = new List<ParagraphChange>();
        var (atOld, atNow) = (0, 0);
        foreach (var (one, other) in common.Append((old.Count, now.Count)))
        {
            var context = atNow > 0 ? now[atNow - 1] : null;
            foreach (var change in Changed(old.GetRange(atOld, one - atOld), now.GetRange(atNow, other - atNow), context))
            {
                // Paragraphs that came or went together are one change.
                if (change.Kind != ParagraphChangeKind.Changed && changes is [.., var last] && last.Kind == change.Kind && ReferenceEquals(last.After, change.After))
                {
                    changes[^1] = last with { Words = [.. last.Words, .. change.Words] };
                }
                else
                {
                    changes.Add(change);
                }
            }
            (atOld, atNow) = (one + 1, other + 1);
        }
        return new VersionChanges(changes, common.Count);
    }

    // In a stretch that differs, each paragraph that went is held against those that came: the one most like it is what became of it.
    private static IEnumerable<ParagraphChange> Changed(List<string> went, List<string> came, string? context)
    {
        var from = 0;
        foreach (var old in went)
        {
            var words = Words(old);
            var best = Enumerable.Range(from, came.Count - from).Select(index => (Index: index, Likeness: Likeness(words, Words(came[index])))).Where(one => one.Likeness >= LeastAlike)
                .OrderByDescending(one => one.Likeness).ThenBy(one => one.Index).Select(one => (int?)one.Index).FirstOrDefault();
            if (best is not { } match)
            {
                yield return new ParagraphChange(ParagraphChangeKind.Removed, [new ChangedWords(old, ChangedWordsKind.Removed)], context);
                continue;
            }
            for (; from < match; from++)
            {
                yield return Added(came[from], context);
            }
            yield return new ParagraphChange(ParagraphChangeKind.Changed, Merge(words, Words(came[from++])), context);
        }
        for (; from < came.Count; from++)
        {
            yield return Added(came[from], context);
        }
    }

    private static ParagraphChange Added(string text, string? context) => new(ParagraphChangeKind.Added, [new ChangedWords(text, ChangedWordsKind.Added)], context);

    private static List<ChangedWords> Merge(List<string> before, List<string> after)
    {
        if (before.Count > MostWords || after.Count > MostWords)
        {
            return [new ChangedWords(string.Join(' ', before), ChangedWordsKind.Removed), new ChangedWords(string.Join(' ', after), ChangedWordsKind.Added)];
        }
        var pieces = new List<ChangedWords>();
        var (atOld, atNow) = (0, 0);
        foreach (var (one, other) in Sequences.Common(before, after).Append((before.Count, after.Count)))
        {
            Put(pieces, before.GetRange(atOld, one - atOld), ChangedWordsKind.Removed);
            Put(pieces, after.GetRange(atNow, other - atNow), ChangedWordsKind.Added);
            if (one < before.Count)
            {
                Put(pieces, [before[one]], ChangedWordsKind.Same);
            }
            (atOld, atNow) = (one + 1, other + 1);
        }
        return pieces;
    }

    private static void Put(List<ChangedWords> pieces, List<string> words, ChangedWordsKind kind)
    {
        if (words.Count == 0)
        {
            return;
        }
        var text = string.Join(' ', words);
        if (pieces is [.., var last] && last.Kind == kind)
        {
            pieces[^1] = last with { Text = $"{last.Text} {text}" };
        }
        else
        {
            pieces.Add(new ChangedWords(text, kind));
        }
    }

    private static List<string> Paragraphs(Report report) =>
        [.. report.Items.Where(item => item.Kind != ItemKind.Boilerplate).SelectMany(item => item.Span.Of(report.Text).Split('\n', '\r')).Select(line => string.Join(' ', Words(line))).Where(line => line.Length > 0)];

    private static List<string> Words(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    // Part of the words that both have, however ordered.
    private static double Likeness(List<string> one, List<string> other)
    {
        var rest = other.GroupBy(word => word, StringComparer.Ordinal).ToDictionary(word => word.Key, word => word.Count(), StringComparer.Ordinal);
        var same = one.Count(word => rest.TryGetValue(word, out var left) && (rest[word] = left - 1) >= 0);
        return 2.0 * same / Math.Max(1, one.Count + other.Count);
    }
}

/// <summary>A paragraph that came, went or changed.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Words">Its words with what became of them; of one that came or went, a piece for each paragraph that did so with it.</param>
/// <param name="After">The paragraph before it that both versions have; null where there is none.</param>
public sealed record ParagraphChange(ParagraphChangeKind Kind, IReadOnlyList<ChangedWords> Words, string? After);

/// <summary>What became of a paragraph.</summary>
public enum ParagraphChangeKind
{
    /// <summary>Only the later version has it.</summary>
    Added,

    /// <summary>Only the earlier version has it.</summary>
    Removed,

    /// <summary>Both have it, in other words.</summary>
    Changed,
}

/// <summary>Words of a paragraph.</summary>
/// <param name="Text">The words.</param>
/// <param name="Kind">What became of them.</param>
public sealed record ChangedWords(string Text, ChangedWordsKind Kind);

/// <summary>What became of words.</summary>
public enum ChangedWordsKind
{
    /// <summary>Both versions have them.</summary>
    Same,

    /// <summary>Only the later version has them.</summary>
    Added,

    /// <summary>Only the earlier version has them.</summary>
    Removed,
}
