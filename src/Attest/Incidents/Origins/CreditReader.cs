using System.Collections.Frozen;
using Attest.Claims.Places;

namespace Attest.Incidents.Origins;

/// <summary>Finds what a report's text says it was taken from: <c>KYIV (AP) —</c>, <c>Source: PAP</c>, <c>Forwarded from …</c>. An item of its own credit has it, else the report's.</summary>
internal sealed class CreditReader
{
    /// <summary>Letters in which a dateline must begin.</summary>
    private const int LongestDateline = 80;

    /// <summary>Lines at the end of a text that may be its credit.</summary>
    private const int ClosingLines = 2;

    private const int LongestCredit = 60;

    private static readonly FrozenDictionary<string, string> Agencies = Table.Rows("Incidents/Origins/agencies.tsv")
        .SelectMany(row => Table.Alternatives(row[1]).Select(spelling => (Spelling: spelling, Name: row[0]))).ToFrozenDictionary(pair => pair.Spelling, pair => pair.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> ByFolded = Agencies
        .Where(pair => pair.Key.Length > 2).GroupBy(pair => PlaceKey.Fold(pair.Key), StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.OrderBy(pair => pair.Key, StringComparer.Ordinal).First().Value, StringComparer.Ordinal);

    private static readonly string[] Openings = [.. Table.Rows("Incidents/Origins/credit-words.tsv").Where(row => row[0] == "credit").Select(row => row[1])];
    private static readonly string[] Forwards = [.. Table.Rows("Incidents/Origins/credit-words.tsv").Where(row => row[0] == "forward").Select(row => row[1])];

    private readonly List<(TextSpan Span, Credit? Credit)> _items = [];

    /// <summary>Reads the credits of a report.</summary>
    public CreditReader(Report report)
    {
        Credit? closing = null;
        foreach (var item in report.Items)
        {
            if (item.Kind != ItemKind.Boilerplate)
            {
                var text = item.Span.Of(report.Text);
                var credit = OfOpening(text) ?? OfClosing(text);
                _items.Add((item.Span, credit));
                closing = item.Kind == ItemKind.Article ? credit ?? closing : closing;
            }
        }
        // An article that furniture cuts in pieces has one dateline.
        for (var i = 0; i < _items.Count; i++)
        {
            _items[i] = _items[i] with { Credit = _items[i].Credit ?? closing };
        }
        PublisherAgency = report.Publisher is { } publisher && AgencyOf(publisher) is { } name ? OfAgency(name) : null;
    }

    /// <summary>The publisher, where it is an agency itself: what others copy from it rests on it.</summary>
    public Credit? PublisherAgency { get; }

    /// <summary>What the words at a position are taken from; null where nothing is said.</summary>
    public Credit? At(int position)
    {
        foreach (var (span, credit) in _items)
        {
            if (span.Contains(position))
            {
                return credit;
            }
        }
        return null;
    }

    /// <summary>The agency with this name, in one spelling; null where it is none that is known.</summary>
    public static string? AgencyOf(string name) => Agencies.TryGetValue(name, out var exact) ? exact : ByFolded.GetValueOrDefault(PlaceKey.Fold(name));

    private static Credit OfAgency(string name) => new(PlaceKey.Fold(name), name, OriginKind.Agency);

    private static Credit? OfOpening(string text)
    {
        var start = text.AsSpan().TrimStart();
        foreach (var opening in Forwards)
        {
            if (start.StartsWith(opening, StringComparison.OrdinalIgnoreCase))
            {
                var rest = start[opening.Length..];
                var line = rest[..(rest.IndexOf('\n') is >= 0 and var end ? end : rest.Length)].Trim(" :\t\r").ToString();
                return line.Length is > 0 and <= LongestCredit ? new Credit(PlaceKey.Fold(line), line, OriginKind.Post) : null;
            }
        }
        return OfDateline(start) ?? OfLine(start[..(start.IndexOf('\n') is >= 0 and var first ? first : start.Length)]);
    }

    // KYIV, April 5 (Reuters) - …; /TASS/.
    private static Credit? OfDateline(ReadOnlySpan<char> start)
    {
        var head = start[..Math.Min(start.Length, LongestDateline)];
        foreach (var (open, close) in (ReadOnlySpan<(char, char)>)[('(', ')'), ('/', '/')])
        {
            var from = head.IndexOf(open);
            var length = from < 0 ? -1 : head[(from + 1)..].IndexOf(close);
            if (length > 0 && !head[..from].ContainsAny('\n', '.') && AgencyOf(head.Slice(from + 1, length).Trim().ToString()) is { } name
                && start[(from + length + 2)..].TrimStart() is [('-' or '–' or '—' or '.' or ':' or '\n'), ..])
            {
                return OfAgency(name);
            }
        }
        return null;
    }

    private static Credit? OfClosing(string text)
    {
        var rest = text.AsSpan().TrimEnd();
        for (var line = 0; line < ClosingLines && !rest.IsEmpty; line++)
        {
            var start = rest.LastIndexOf('\n') + 1;
            if (start > 0 && OfLine(rest[start..]) is { } credit)
            {
                return credit;
            }
            rest = rest[..start].TrimEnd();
        }
        return null;
    }

    // A line that holds nothing but the credit: "Source: PAP", "By The Associated Press", "(Reuters)".
    private static Credit? OfLine(ReadOnlySpan<char> line)
    {
        line = line.Trim().Trim("()[]/©").Trim();
        if (line.Length is 0 or > LongestCredit)
        {
            return null;
        }
        foreach (var opening in Openings)
        {
            if (line.StartsWith(opening, StringComparison.OrdinalIgnoreCase))
            {
                line = line[opening.Length..].TrimStart(" :").Trim();
                break;
            }
        }
        return AgencyOf(line.TrimEnd('.').ToString()) is { } name ? OfAgency(name) : null;
    }
}
