using Attest.Archive;
using Attest.Claims.Places;

namespace Attest.Web.Publishing;

/// <summary>Records as the public may see them.</summary>
internal sealed partial class PublicMask(ReportArchive archive, ReportCovers covers, PublicationPolicy policy, TimeProvider clock)
{
    /// <summary>An incident; null where it is not shown yet.</summary>
    public async Task<Incident?> OfAsync(Incident incident, CancellationToken cancel)
    {
        var known = await covers.OfAsync(incident.Claims.Select(claim => claim.Report.Id), cancel);
        var isPosition = PublicationPolicy.IsPosition(incident);
        if (isPosition && clock.GetUtcNow() < ShownFrom(incident, known))
        {
            return null;
        }
        var place = incident.Place is { } at && isPosition ? CoarsePlaces.Of(at) : incident.Place;
        var title = incident.Place is { } named && place != named && incident.Title.StartsWith($"{named.Name}: ", StringComparison.Ordinal)
            ? Capital($"{(place is null ? "" : $"{place.Name}: ")}{incident.Title[(named.Name.Length + 2)..]}") : incident.Title;
        return incident with
        {
            Title = Words(title, known, isPosition),
            Place = place,
            // What was parted from it, or joined, may be what is not shown.
            Judged = [],
            Actors = [.. incident.Actors.Select(actor => actor with { Name = Name(actor.Name, known, isPosition), Side = Side(actor.Side, known.Values) })],
            Targets = [.. incident.Targets.Select(target => target with { Name = Name(target.Name, known, isPosition), Side = Side(target.Side, known.Values) })],
            Origins = [.. incident.Origins.Select(origin => origin with { Speaker = Name(origin.Speaker, known), Side = Side(origin.Side, known.Values) })],
            Claims = [.. incident.Claims.Select(claim => Of(claim, known[claim.Report.Id]))],
        };
    }

    /// <summary>An incident by its id; null where there is none or it is not shown yet.</summary>
    public async Task<Incident?> OfAsync(string id, CancellationToken cancel) => await archive.IncidentAsync(id, cancel) is { } found ? await OfAsync(found, cancel) : null;

    /// <summary>An incident that a filter asks for; null where it is not shown, and where only what is hidden of it answers: who asks for a village must not learn that this is where the forces in its region are, nor who asks for a name whose it is.</summary>
    public async Task<Incident?> OfAsync(Incident incident, IncidentFilter filter, CancellationToken cancel) => await OfAsync(incident, cancel) is { } shown
        && (shown.Place == incident.Place || (filter.Box is null && IsAskedFor(filter.Place, shown.Place)))
        && (filter.Publisher is not { } publisher || shown.Claims.Any(claim => IsSame(claim.Report.Publisher, publisher)))
        && (filter.Side is not { } side || shown.Actors.Concat(shown.Targets).Select(party => party.Side).Concat(shown.Claims.Select(claim => claim.Side)).Any(one => IsSame(one, side))) ? shown : null;

    /// <summary>What a list shows of an incident that a filter asks for; null where that is nothing.</summary>
    public async Task<IncidentPin?> OfAsync(IncidentPin pin, IncidentFilter filter, CancellationToken cancel) =>
        await archive.IncidentAsync(pin.Id, cancel) is { } found && await OfAsync(found, filter, cancel) is { } incident
            ? pin with { Title = incident.Title, Place = incident.Place?.Name, Position = incident.Place?.Position, GeoPrecision = incident.Place?.GeoPrecision, RadiusKm = incident.Place?.RadiusKm } : null;

    /// <summary>What a list shows of some incidents that a filter asks for.</summary>
    public async Task<IReadOnlyList<IncidentPin>> OfAsync(IEnumerable<IncidentPin> pins, IncidentFilter filter, CancellationToken cancel)
    {
        var shown = new List<IncidentPin>();
        foreach (var pin in pins)
        {
            if (await OfAsync(pin, filter, cancel) is { } one)
            {
                shown.Add(one);
            }
        }
        return shown;
    }

    /// <summary>A claim.</summary>
    public static Claim Of(Claim claim, ReportCover cover)
    {
        var quote = cover.Mask(claim.Report.Quote, claim.Report.QuoteStart);
        var report = claim.Report with { Title = claim.Report.Title is { } title ? cover.Mask(title) : null, Publisher = Publisher(claim.Report.Publisher, cover), Url = Url(claim.Report.Url, [cover]), Quote = quote?.Text ?? cover.Instead, QuoteStart = null };
        // The text is not shown, so that nothing can be counted in it: the words are those of the quote that are shown.
        var start = claim.Report.QuoteStart ?? 0;
        TextSpan[] words = quote is null ? [] : [.. claim.Words.Select(span => new TextSpan(Math.Max(span.Start - start, 0), Math.Min(span.End - start, claim.Report.Quote.Length)))
            .Where(span => span.End > span.Start).Select(quote.Map).Where(span => span.Length > 0)];
        return claim with
        {
            Report = report, Words = words, Speaker = claim.Speaker is { } speaker ? cover.Name(speaker) : null, Chain = [.. claim.Chain.Select(cover.Name)], Side = Side(claim.Side, [cover]),
        };
    }

    /// <summary>Some claims.</summary>
    public async Task<IReadOnlyList<Claim>> OfAsync(IEnumerable<Claim> claims, CancellationToken cancel)
    {
        var masked = new List<Claim>();
        foreach (var claim in claims)
        {
            masked.Add(Of(claim, await covers.OfAsync(claim.Report.Id, cancel)));
        }
        return masked;
    }

    /// <summary>What a list shows of a report.</summary>
    public async Task<ReportSummary> OfAsync(ReportSummary report, CancellationToken cancel)
    {
        var cover = await covers.OfAsync(report.Id, cancel);
        return report with { Title = cover.Mask(report.Title), Publisher = Publisher(report.Publisher, cover), Url = Url(report.Url, [cover]) };
    }

    /// <summary>A report with as much of its text as the public may read.</summary>
    public async Task<ArchivedReport> OfAsync(ArchivedReport archived, CancellationToken cancel)
    {
        var cover = await covers.OfAsync(archived.Reading.Report.Id, cancel);
        var versions = new List<ReportSummary>();
        foreach (var version in archived.Versions)
        {
            versions.Add(await OfAsync(version, cancel));
        }
        var copies = new List<ReportSummary>();
        foreach (var copy in archived.Copies)
        {
            copies.Add(await OfAsync(copy, cancel));
        }
        var excerpt = Excerpt.Of(archived, cover, policy);
        var incidents = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var id in excerpt.Incidents.Values.Distinct(StringComparer.Ordinal))
        {
            incidents[id] = await OfAsync(id, cancel) is not null;
        }
        return excerpt with { Versions = versions, Copies = copies, Incidents = excerpt.Incidents.Where(pair => incidents[pair.Value]).ToDictionary() };
    }

    /// <summary>Words of one report.</summary>
    public async Task<string> WordsAsync(Sha256 report, string words, CancellationToken cancel) => (await covers.OfAsync(report, cancel)).Mask(words);

    /// <summary>An address; null where it spells a name that is not shown.</summary>
    public static string? Url(string? url, IEnumerable<ReportCover> known)
    {
        if (url is null)
        {
            return null;
        }
        var folded = PlaceKey.Fold(url.Replace('-', ' ').Replace('_', ' ').Replace('/', ' ').Replace("%20", " ", StringComparison.Ordinal));
        return known.Any(cover => cover.IsWhole || cover.Names.Concat(cover.PlaceNames.Select(place => place.Name)).Any(name => ReportCover.Find(folded, PlaceKey.Fold(name)).Any())) ? null : url;
    }

    /// <summary>Whose something is; null where that is a name that is not shown: it may have been typed.</summary>
    public static string? Side(string? side, IEnumerable<ReportCover> known) => side is not null && known.Any(cover => cover.IsPrivate(side)) ? null : side;

    private static bool IsSame(string? shown, string asked) => shown is not null && PlaceKey.Fold(shown) == PlaceKey.Fold(asked);

    private static bool IsAskedFor(string? asked, IncidentPlace? shown) =>
        asked is null || asked.Equals(shown?.Name, StringComparison.OrdinalIgnoreCase) || asked.Equals(shown?.Country, StringComparison.OrdinalIgnoreCase);

    private static string? Publisher(string? publisher, ReportCover cover) => publisher is null || cover.IsWhole ? publisher : cover.Name(publisher);

    // From the newest report: who tells of it again may tell a new number, and a newer place.
    private DateTimeOffset ShownFrom(Incident incident, IReadOnlyDictionary<Sha256, ReportCover> known) =>
        incident.Claims.Max(claim => known[claim.Report.Id] is { IsWhole: true } ? DateTimeOffset.MaxValue : policy.ShownFrom(claim.Report.Published, known[claim.Report.Id].RecordedAt));

    private static string Words(string words, IReadOnlyDictionary<Sha256, ReportCover> known, bool isPosition = false) =>
        new MaskedText(words, known.Values.SelectMany(cover => cover.FindNames(words)).Select(span => (span, ReportCover.NoName))
            .Concat(isPosition ? known.Values.SelectMany(cover => cover.FindPlaces(words)) : [])
            .Concat(PersonalData.In(words).Select(span => (span, PersonalData.Withheld)))).Text;

    private static string Name(string name, IReadOnlyDictionary<Sha256, ReportCover> known, bool isPosition = false) =>
        known.Values.Any(cover => cover.IsPrivate(name)) ? ReportCover.Somebody : Words(name, known, isPosition);

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
