using System.Globalization;
using Attest.Incidents.Origins;

namespace Attest.Incidents;

/// <summary>A reading → its bare statements: what somebody is said to say without a figure or an event in it. Pure.</summary>
/// <remarks>
/// Nothing is linked, counted or disputed by them, so the views keep a row only of those that somebody judged. Each has an id all the same, which leads back to its report: so many digits of the report's,
/// and a digest of the words and of which attribution of such words it is.
/// </remarks>
internal static class StatementReader
{
    /// <summary>Digits of a statement's id that are its report's.</summary>
    public const int ReportDigits = 16;

    private const int OwnDigits = 16;

    /// <summary>The bare statements of a reading and those that somebody judged, by their attributions, in the reading's order.</summary>
    public static IEnumerable<(Attribution Attribution, string Id)> Of(Reading reading)
    {
        var read = reading.AsRead ?? reading;
        var carrying = Carrying(read).Concat(Carrying(reading)).ToHashSet();
        var judged = Judged(reading);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var attribution in reading.Attributions)
        {
            var isRead = attribution.Id.Number <= read.Attributions.Count;
            var words = isRead ? attribution.Content[0].Of(reading.Report.Text) : "";
            var number = isRead ? seen[words] = seen.GetValueOrDefault(words) + 1 : 0;
            // What a correction of a figure or event added carries that, and what it took it from stays its.
            if (judged.TryGetValue(attribution.Id, out var own) || (isRead && !carrying.Contains(attribution.Id)))
            {
                yield return (attribution, own?.ClaimId ?? IdOf(reading.Report.Id, words, number));
            }
        }
    }

    /// <summary>The bare statements that somebody judged, as claims.</summary>
    public static IEnumerable<LinkedClaim> JudgedOf(Reading reading, SentenceQuotes quotes) =>
        Judged(reading) is { Count: > 0 } judged ? Of(reading).Where(one => judged.ContainsKey(one.Attribution.Id)).Select(one => Claim(reading, quotes, one.Attribution, one.Id)) : [];

    /// <summary>One bare statement as a claim, with what people decided of it; null where the reading has none of that name.</summary>
    public static LinkedClaim? Find(Reading reading, string id)
    {
        var found = Of(reading).FirstOrDefault(one => one.Id == id);
        if (found.Attribution is null)
        {
            return null;
        }
        var claim = Claim(reading, new SentenceQuotes(reading.Report), found.Attribution, id);
        return Judged(reading).TryGetValue(found.Attribution.Id, out var judged) ? claim with { Claim = claim.Claim.With(judged) } : claim;
    }

    /// <summary>Whether an id may be that of a statement.</summary>
    public static bool IsId(string id) => id.Length == ReportDigits + OwnDigits && id.All(char.IsAsciiHexDigitLower);

    private static string IdOf(Sha256 report, string words, int number) =>
        report.Hex[..ReportDigits] + Sha256.Of(string.Create(CultureInfo.InvariantCulture, $"{report}\n{WireNames<ClaimKind>.Of(ClaimKind.Statement)}\n{words}\n{number}")).Hex[..OwnDigits];

    private static Dictionary<LocalId, JudgedMember> Judged(Reading reading) =>
        reading.Judged.Where(judged => judged is { Kind: ClaimKind.Statement, Member: not null }).ToDictionary(judged => judged.Member!.Value);

    private static IEnumerable<LocalId> Carrying(Reading reading) => reading.Figures.Select(figure => figure.Attribution)
        .Concat(reading.Events.SelectMany(occurrence => occurrence.Mentions.Select(mention => mention.Attribution).Append(occurrence.Attribution)))
        .Concat(reading.Casualties.Select(casualty => casualty.Attribution)).OfType<LocalId>();

    private static LinkedClaim Claim(Reading reading, SentenceQuotes quotes, Attribution said, string id)
    {
        var report = reading.Report;
        var quote = quotes.Around(said.Content[0]);
        var speaker = reading.SpeakerOf(said.Speaker);
        var claim = new Claim(
            id, new ClaimReport(report.Id, report.Url, report.Title, report.Publisher, report.Published, quote.Of(report.Text), quote.Start), ClaimKind.Statement, null, null, null, false, null,
            EventStatus.Happened, said.Modality, speaker?.Name, [.. said.Chain.Select(relay => reading.SpeakerOf(relay)?.Name).OfType<string>()], null, false, said.Content);
        return new LinkedClaim(claim, said.Id, null, null, speaker?.Side, OriginFinder.KeyOf(speaker, report.Publisher), Conflict: reading.Conflict);
    }
}
