using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Attest.Archive;
using Attest.Claims.Nations;
using Attest.Claims.Places;
using Attest.Incidents.Series;
using Attest.Incidents.Situation;
using Attest.Incidents.Tallies;

namespace Attest.Web.Publishing;

/// <summary>Records as the public may see them.</summary>
internal sealed partial class PublicMask(ReportArchive archive, ReportCovers covers, PublicationPolicy policy, TimeProvider clock)
{
    /// <summary>Speakers whose judgement is kept; each is a few bytes.</summary>
    private const int MostJudged = 50_000;

    private readonly ConcurrentDictionary<string, (long Claims, bool IsPrivate)> _judged = new(StringComparer.Ordinal);

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
            Actors = [.. incident.Actors.Select(actor => actor with { Name = Name(actor.Name, known, isPosition) })],
            Targets = [.. incident.Targets.Select(target => target with { Name = Name(target.Name, known, isPosition) })],
            Origins = [.. incident.Origins.Select(origin => origin with { Speaker = Name(origin.Speaker, known) })],
            Claims = [.. incident.Claims.Select(claim => Of(claim, known[claim.Report.Id]))],
        };
    }

    /// <summary>An incident by its id; null where there is none or it is not shown yet.</summary>
    public async Task<Incident?> OfAsync(string id, CancellationToken cancel) => await archive.IncidentAsync(id, cancel) is { } found ? await OfAsync(found, cancel) : null;

    /// <summary>What a list shows of some incidents; those not shown yet are left out.</summary>
    public async Task<IReadOnlyList<IncidentPin>> OfAsync(IEnumerable<IncidentPin> pins, CancellationToken cancel)
    {
        var shown = new List<IncidentPin>();
        foreach (var pin in pins)
        {
            if (await OfAsync(pin.Id, cancel) is { } incident)
            {
                shown.Add(pin with { Title = incident.Title, Place = incident.Place?.Name, Position = incident.Place?.Position, GeoPrecision = incident.Place?.GeoPrecision, RadiusKm = incident.Place?.RadiusKm });
            }
        }
        return shown;
    }

    /// <summary>A claim.</summary>
    public static Claim Of(Claim claim, ReportCover cover)
    {
        var quote = cover.Mask(claim.Report.Quote, claim.Report.QuoteStart);
        var report = claim.Report with { Title = claim.Report.Title is { } title ? cover.Mask(title) : null, Publisher = Publisher(claim.Report.Publisher, cover), Url = Url(claim.Report.Url, [cover]), Quote = quote?.Text ?? cover.Instead, QuoteStart = null };
        var words = claim.Words;
        if (quote is not null && claim.Report.QuoteStart is { } start && claim.Words is [var first, ..])
        {
            // The first words keep their place in the report, which their link leads to; the quote moves around them.
            var local = claim.Words.Select(span => quote.Map(new TextSpan(Math.Max(0, span.Start - start), Math.Clamp(span.End - start, 0, claim.Report.Quote.Length)))).ToList();
            var moved = first.Start - local[0].Start;
            (report, words) = (report with { QuoteStart = moved }, [.. local.Select(span => new TextSpan(span.Start + moved, span.End + moved))]);
        }
        return claim with
        {
            Report = report, Words = words, Speaker = claim.Speaker is { } speaker ? cover.Name(speaker) : null, Chain = [.. claim.Chain.Select(cover.Name)],
            // Where the unit of a figure stands only in words that are not shown, the number alone is left.
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

    /// <summary>A judgement: what was corrected, in words as the public may see them; null for what only those who keep the archive see, and for what tells of forces.</summary>
    public async Task<ListedJudgement?> OfAsync(ListedJudgement listed, CancellationToken cancel)
    {
        var judgement = listed.Judgement;
        // What was taken back is nobody's business any more: it may have been a name that should never have been written.
        if (judgement.UndoneBy is not null || judgement.Verdict is Verdict.Reported or Verdict.Dismissed or Verdict.Unsure or Verdict.Undone || judgement.Grade is { Kind: GradedKind.Speaker } || judgement.One.Concat(judgement.Other).Any(IsOfPosition) || IsOfPosition(judgement.Changes))
        {
            return null;
        }
        var known = new List<ReportCover>();
        foreach (var judged in judgement.One.Concat(judgement.Other))
        {
            if (judged.Anchor is not { } anchor)
            {
                return null;
            }
            known.Add(await covers.OfAsync(anchor.Report, cancel));
        }
        string Masked(string words) => known.Aggregate(words, (masked, cover) => cover.Mask(masked));
        string Found(string words) => known.Aggregate(words, (masked, cover) => cover.MaskFound(masked)?.Text ?? cover.Instead);
        // A name that somebody typed may be anybody's: it is shown where each of its words is the report's own, or names a state.
        bool IsOfText(string name) => Letters().Matches(name).All(word => NationTable.World.Find(word.Value) is not null
            || known.Exists(cover => ReportCover.Find(cover.Text, word.Value).Any() || ReportCover.Find(cover.Text, word.Value.ToLowerInvariant()).Any()));
        JudgedClaim Judged(JudgedClaim claim) => claim with
        {
            // What stands around the words is cut wherever it is long enough, in a name too.
            Words = Found(claim.Words), Says = Values(claim.Says), Anchor = claim.Anchor! with { Before = "", After = "" },
        };
        ClaimValues Values(ClaimValues values) => new(values.Select(value => value.Field is ClaimField.Speaker or ClaimField.Actor or ClaimField.Target or ClaimField.Of or ClaimField.Side or ClaimField.SpeakerSide && value.Value is { } text
            ? value with { Value = IsOfText(text) ? known.Aggregate(text, (masked, cover) => cover.Name(masked)) : ReportCover.Somebody } : value));
        var incident = listed.Incident is { } id && await OfAsync(id, cancel) is null ? null : listed.Incident;
        return listed with
        {
            Title = listed.Title is { } title ? Masked(title) : null,
            Incident = incident,
            // A reason is in its author's own words, which may name anybody.
            Judgement = judgement with { One = [.. judgement.One.Select(Judged)], Other = [.. judgement.Other.Select(Judged)], Changes = Values(judgement.Changes), Author = "", Reason = "" },
        };
    }

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex Letters();

    private static bool IsOfPosition(JudgedClaim claim) => IsOfPosition(claim.Says);

    private static bool IsOfPosition(ClaimValues values) =>
        values[ClaimField.Measure] is { } measure && PublicationPolicy.IsPosition(WireNames<Measure>.Parse(measure))
        || values[ClaimField.Type] is { } type && PublicationPolicy.IsPosition(WireNames<EventType>.Parse(type), values[ClaimField.Subtype]);

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
        return archived with { Reading = Excerpt.Of(archived.Reading, cover, policy), Versions = versions, Copies = copies };
    }

    /// <summary>A tally of the lines that are shown.</summary>
    /// <param name="tally">The tally.</param>
    /// <param name="isAskedFor">Whether the place that the public sees of a line is the one asked for; null where all are.</param>
    /// <param name="cancel">Ends the query.</param>
    public async Task<Tally> OfAsync(Tally tally, Func<IncidentPlace?, bool>? isAskedFor, CancellationToken cancel)
    {
        var lines = new List<TallyLine>();
        foreach (var line in tally.Lines)
        {
            // A number that is not shown yet tells how many stand where; the place asked for tells where.
            if (await OfAsync(line.Incident, cancel) is { } incident && (isAskedFor is null || incident.Place == line.Place || isAskedFor(incident.Place)))
            {
                lines.Add(line with { Title = incident.Title, Place = incident.Place, Claims = await OfAsync(line.Claims, cancel) });
            }
        }
        var undated = new List<UndatedIncident>();
        foreach (var one in tally.UndatedIncidents)
        {
            if (await archive.IncidentAsync(one.Id, cancel) is { } found && await OfAsync(found, cancel) is { } incident && (isAskedFor is null || incident.Place == found.Place || isAskedFor(incident.Place)))
            {
                undated.Add(one with { Title = incident.Title });
            }
        }
        var left = lines.Select(line => line.Incident).ToHashSet(StringComparer.Ordinal);
        var hidden = tally.Lines.Where(line => !left.Contains(line.Incident)).ToList();
        var isOfPositions = PublicationPolicy.IsPosition(tally.Query.Measure);
        // Not all that is added need be listed: what is hidden of the list is taken from the sums.
        return tally with
        {
            Low = tally.Low - hidden.Sum(line => line.Toll.Low ?? 0),
            High = hidden.Count < tally.Incidents ? tally.High - hidden.Sum(line => line.Toll.High ?? 0) : 0,
            Shown = hidden.Count < tally.Incidents ? tally.Shown - hidden.Sum(line => line.Toll.Shown ?? 0) : null,
            Incidents = tally.Incidents - hidden.Count,
            Lines = lines,
            Alarms = [.. tally.Alarms.Where(alarm => !hidden.Exists(line => line.Incident == alarm.First || line.Incident == alarm.Second))],
            LeftOut = isOfPositions ? new Dictionary<LeftOut, int>() : tally.LeftOut,
            UndatedIncidents = isOfPositions ? [] : undated,
            Undated = isOfPositions ? 0 : tally.Undated - (tally.UndatedIncidents.Count - undated.Count),
            Uncounted = isOfPositions ? 0 : tally.Uncounted,
        };
    }

    /// <summary>A series; null where a private person counts, or where nothing of it is shown yet.</summary>
    public async Task<CountSeries?> OfAsync(CountSeries series, CancellationToken cancel)
    {
        var points = new List<SeriesPoint>();
        foreach (var point in series.Points)
        {
            if (PublicationPolicy.IsPosition(series.Measure) && (await covers.OfAsync(point.Claims.Select(claim => claim.Report.Id), cancel)).Values.Any(cover => cover.IsFresh))
            {
                continue;
            }
            points.Add(point with { Claims = await OfAsync(point.Claims, cancel) });
        }
        var known = await covers.OfAsync(series.Points.SelectMany(point => point.Claims).Select(claim => claim.Report.Id), cancel);
        return points.Count == 0 || known.Values.Any(cover => cover.IsPrivate(series.Claimant)) ? null
            : series with { Points = points, Alarms = points.Count == series.Points.Count ? series.Alarms : [], Of = Words(series.Of, known), Place = series.Place is { } place && PublicationPolicy.IsPosition(series.Measure) ? CoarsePlaces.Of(place) : series.Place };
    }

    /// <summary>A day's report.</summary>
    public async Task<DaySituation> OfAsync(DaySituation situation, CancellationToken cancel)
    {
        var report = situation.Report;
        var sections = new List<SituationSection>();
        foreach (var section in report.Sections)
        {
            sections.Add(section with { Entries = await OfAsync(section.Entries, cancel) });
        }
        var disputes = new List<SituationDispute>();
        foreach (var dispute in report.Disputes)
        {
            if (await OfAsync(dispute.Incident, cancel) is { } incident)
            {
                disputes.Add(dispute with { Incident = incident, First = (await OfAsync([dispute.First], cancel))[0], Second = (await OfAsync([dispute.Second], cancel))[0] });
            }
        }
        return situation with { Report = report with { Sections = [.. sections.Where(section => section.Entries.Count > 0)], Tolls = await OfAsync(report.Tolls, cancel), Disputes = disputes } };
    }

    /// <summary>What a search found: what was found by a word that the public does not see is not found.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="isOfPlace">Whether it was asked for by a place: then no report that tells where forces are is given, wherever that is.</param>
    /// <param name="cancel">Ends the query.</param>
    public async Task<SearchResult> OfAsync(SearchResult found, bool isOfPlace, CancellationToken cancel)
    {
        var terms = found.Terms.SelectMany(term => PlaceKey.Fold(term.TrimEnd('*')).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (Word: word, IsBeginning: term.EndsWith('*')))).ToList();
        var incidents = (await OfAsync(found.Incidents, cancel)).Where(pin => PlaceKey.Fold($"{pin.Title} {pin.Place}").Split(' ') is var words && terms.TrueForAll(term => words.Any(word => term.IsBeginning ? word.StartsWith(term.Word, StringComparison.Ordinal) : word == term.Word)));
        var hits = new List<ReportHit>();
        foreach (var hit in found.Reports)
        {
            var cover = await covers.OfAsync(hit.Report.Id, cancel);
            if ((isOfPlace && cover.Positions.Count > 0) || terms.Exists(term => cover.Hides(term.Word, term.IsBeginning)))
            {
                continue;
            }
            var words = cover.MaskFound(hit.Words.Trim('…'));
            var shift = hit.Words.StartsWith('…') ? 1 : 0;
            hits.Add(words is null
                ? hit with { Report = await OfAsync(hit.Report, cancel), Words = cover.Instead, Matches = [] }
                : hit with { Report = await OfAsync(hit.Report, cancel), Words = words.Text, Matches = [.. hit.Matches.Select(match => (Word: match.Of(hit.Words), Now: words.Map(new TextSpan(match.Start - shift, match.End - shift)))).Where(match => match.Word == match.Now.Of(words.Text)).Select(match => match.Now)] });
        }
        return found with { Incidents = [.. incidents], Reports = hits };
    }

    /// <summary>Whether a speaker is a private person: in any of the reports that quote them.</summary>
    public async Task<bool> IsPrivateAsync(SpeakerSummary speaker, CancellationToken cancel)
    {
        const int AtOnce = 200, Most = 5000;
        if (_judged.TryGetValue(speaker.Key, out var judged) && judged.Claims == speaker.Claims)
        {
            return judged.IsPrivate;
        }
        var (isPrivate, looked, cursor) = (false, 0, (string?)null);
        do
        {
            var page = await archive.SpeakerClaimsAsync(speaker.Key, cursor, AtOnce, cancel);
            foreach (var said in page.Items)
            {
                var cover = await covers.OfAsync(said.Claim.Report.Id, cancel);
                isPrivate = isPrivate || cover.IsPrivate(speaker.Name) || (said.Claim.Speaker is { } name && cover.IsPrivate(name));
            }
            (looked, cursor) = (looked + page.Items.Count, page.Next);
        }
        while (!isPrivate && cursor is not null && looked < Most);
        if (_judged.Count >= MostJudged)
        {
            _judged.Clear();
        }
        _judged[speaker.Key] = (speaker.Claims, isPrivate);
        return isPrivate;
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

    private static string? Publisher(string? publisher, ReportCover cover) => publisher is null || cover.IsWhole ? publisher : cover.Name(publisher);

    private async Task<IReadOnlyList<SituationEntry>> OfAsync(IReadOnlyList<SituationEntry> entries, CancellationToken cancel)
    {
        var shown = new List<SituationEntry>();
        foreach (var entry in entries)
        {
            if (await OfAsync(entry.Incident, cancel) is not { } incident)
            {
                continue;
            }
            var voices = new List<SituationVoice>();
            foreach (var voice in entry.Voices)
            {
                var leading = (await OfAsync([voice.Leading], cancel))[0];
                voices.Add(voice with { Speaker = voice.Speaker is null ? null : leading.Speaker ?? ReportCover.Somebody, Leading = leading, Figures = await OfAsync(voice.Figures, cancel) });
            }
            shown.Add(new SituationEntry(incident, voices));
        }
        return shown;
    }

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
