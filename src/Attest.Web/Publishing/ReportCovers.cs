using System.Collections.Concurrent;
using Attest.Archive;
using Attest.Language;
using Attest.Packs;

namespace Attest.Web.Publishing;

/// <summary>The covers of reports, made when first asked for and kept.</summary>
internal sealed class ReportCovers(ReportArchive archive, PackCatalogue packs, PublicationPolicy policy, TimeProvider clock)
{
    /// <summary>Covers that are kept; a cover holds its report's text.</summary>
    private const int MostKept = 4000;

    private static readonly LanguageAnalyser Language = new();

    private readonly ConcurrentDictionary<Sha256, Kept> _covers = new();

    /// <summary>The cover of a report; one over everything where the report can't be looked at.</summary>
    public async Task<ReportCover> OfAsync(Sha256 report, CancellationToken cancel)
    {
        if (_covers.TryGetValue(report, out var kept))
        {
            return kept.At(clock.GetUtcNow());
        }
        var found = await archive.ReportAsync(report.Hex, cancel);
        if (found is null)
        {
            return ReportCover.Everything;
        }
        if (_covers.Count >= MostKept)
        {
            _covers.Clear();
        }
        kept = _covers[report] = Make(found);
        return kept.At(clock.GetUtcNow());
    }

    /// <summary>The covers of some reports.</summary>
    public async Task<IReadOnlyDictionary<Sha256, ReportCover>> OfAsync(IEnumerable<Sha256> reports, CancellationToken cancel)
    {
        var covers = new Dictionary<Sha256, ReportCover>();
        foreach (var report in reports.Distinct())
        {
            covers[report] = await OfAsync(report, cancel);
        }
        return covers;
    }

    private Kept Make(ArchivedReport archived)
    {
        var reading = archived.Reading;
        var report = reading.Report;
        var parsed = Language.Analyse(report);
        var names = PeopleFinder.PrivateNames(reading, parsed, packs.For(report, parsed));
        var triggers = reading.Events.Where(occurrence => PublicationPolicy.IsPosition(occurrence.Type, occurrence.Subtype)).SelectMany(occurrence => occurrence.Mentions).Select(mention => mention.Span.Start)
            .Concat(reading.Figures.Where(figure => PublicationPolicy.IsPosition(figure.Measure)).Select(figure => figure.Span.Start)).ToList();
        var sentences = LanguageAnalyser.Sentences(report);
        var telling = triggers.Select(trigger => sentences.IndexAt(trigger)).Where(index => index >= 0).ToHashSet();
        // A place that one sentence tells of as a position is covered in all, in the headline and in an address.
        var forms = reading.Places.Where(place => CoarsePlaces.IsFine(place.Kind) && telling.Contains(sentences.IndexAt(place.Span.Start)))
            .SelectMany(place => new[] { place.Span.Of(report.Text), place.Name }.OfType<string>().Select(form => (Form: form, Words: CoarsePlaces.Words(place.Region, place.Country))))
            .DistinctBy(place => place.Form).OrderByDescending(place => place.Form.Length).ToList();
        var positions = new List<PositionSentence>();
        for (var i = 0; i < sentences.Count; i++)
        {
            var (words, start) = (sentences[i].Of(report.Text), sentences[i].Start);
            var places = forms.SelectMany(place => ReportCover.Find(words, place.Form).Select(span => (new TextSpan(span.Start + start, span.End + start), place.Words))).ToList();
            if (places.Count > 0 || telling.Contains(i))
            {
                positions.Add(new PositionSentence(sentences[i], places));
            }
        }
        var publishedAt = report.Published is { } published ? published.Instant ?? published.Earliest : archived.RecordedAt;
        return new Kept(new ReportCover(report.Text, names, positions, IsFresh: true, archived.RecordedAt), publishedAt + policy.PositionDelay);
    }

    private sealed record Kept(ReportCover Cover, DateTimeOffset ShownFrom)
    {
        public ReportCover At(DateTimeOffset now) => now < ShownFrom ? Cover : Cover with { IsFresh = false };
    }
}
