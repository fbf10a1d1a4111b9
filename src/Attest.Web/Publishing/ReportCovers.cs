using System.Collections.Concurrent;
using System.Collections.Frozen;
using Attest.Archive;
using Attest.Claims;
using Attest.Claims.Places;
using Attest.Intake.Languages;
using Attest.Language;
using Attest.Packs;

namespace Attest.Web.Publishing;

/// <summary>The covers of reports, made when first asked for and kept while they are asked for.</summary>
internal sealed class ReportCovers(ReportArchive archive, PackCatalogue packs, PublicationPolicy policy, TimeProvider clock, int mostOfGeneration = ReportCovers.MostOfGeneration)
{
    /// <summary>Covers of a generation. Two are kept: what nobody asks for while one fills is forgotten with it. A cover holds its report's text.</summary>
    public const int MostOfGeneration = 4000;

    /// <summary>Reports that are looked through at once, however many visitors ask.</summary>
    private const int AtOnce = 2;

    private static readonly LanguageAnalyser Language = new();

    /// <summary>Texts of editors whose covers are kept.</summary>
    private const int MostOwnWords = 1000;

    private readonly ConcurrentDictionary<Sha256, Kept> _ownWords = [];
    private long _followed;
    private readonly Lock _gate = new();
    private static readonly SemaphoreSlim Free = new(AtOnce);
    private Dictionary<Sha256, Task<Kept?>> _now = [];
    private Dictionary<Sha256, Task<Kept?>> _before = [];

    /// <summary>The cover of a report; one over everything where the report can't be looked at.</summary>
    public async Task<ReportCover> OfAsync(Sha256 report, CancellationToken cancel)
    {
        await FollowAsync(cancel);
        return await KeptAsync(report, cancel);
    }

    /// <summary>The covers of some reports.</summary>
    public async Task<IReadOnlyDictionary<Sha256, ReportCover>> OfAsync(IEnumerable<Sha256> reports, CancellationToken cancel)
    {
        var covers = new Dictionary<Sha256, ReportCover>();
        await FollowAsync(cancel);
        foreach (var report in reports.Distinct())
        {
            covers[report] = await KeptAsync(report, cancel);
        }
        return covers;
    }

    private async Task<ReportCover> KeptAsync(Sha256 report, CancellationToken cancel)
    {
        var making = Making(report);
        try
        {
            if (await making.WaitAsync(cancel) is { } kept)
            {
                return kept.At(clock.GetUtcNow());
            }
        }
        catch when (making.IsFaulted)
        {
            Forget(report);
            throw;
        }
        Forget(report);
        return ReportCover.Everything;
    }

    /// <summary>The cover of words that somebody wrote here: they are read like a report that was published when they were written, so that it hides whom they name as a private person and where they tell that forces are.</summary>
    /// <param name="words">The words, paragraphs parted by an empty line; not empty.</param>
    /// <param name="writtenAt">When they were written.</param>
    /// <param name="shown">Names that are shown where they are those of speakers.</param>
    public ReportCover OfOwnWords(string words, DateTimeOffset writtenAt, IReadOnlyCollection<string> shown)
    {
        var digest = Sha256.Of(FormattableString.Invariant($"{writtenAt.UtcTicks} {words}"));
        if (!_ownWords.TryGetValue(digest, out var kept))
        {
            if (_ownWords.Count >= MostOwnWords)
            {
                _ownWords.Clear();
            }
            _ownWords[digest] = kept = ReadOwn(words, digest, writtenAt);
        }
        var cover = kept.At(clock.GetUtcNow());
        return cover with { People = cover.People with { Private = [.. cover.People.Private.Where(name => !shown.Any(speaker => ReportCover.Find(speaker, name).Any()))] } };
    }

    private Kept ReadOwn(string words, Sha256 digest, DateTimeOffset writtenAt)
    {
        var report = new Report(
            digest, digest, "own words", null, null, null, new PublicationTime(DateOnly.FromDateTime(writtenAt.UtcDateTime), writtenAt), PublishedFrom.Option, null, LanguageDetector.Detect(words, Report.ReadLanguage),
            new Original(digest, "text/plain", words.Length), words, [new Item(new LocalId('i', 1), new TextSpan(0, words.Length), null, ItemKind.Article, null)]);
        if (!report.IsRead)
        {
            return new Kept(ReportCover.Whole(writtenAt), writtenAt);
        }
        var parsed = Language.Analyse(report);
        var reading = new ClaimReader().Read(report, parsed, packs.For(report, parsed), []);
        return Make(new ArchivedReport(reading, writtenAt, [], [], new Dictionary<LocalId, string>()));
    }

    // What people correct in a reading may name somebody new, or tell where forces are: its cover is made anew.
    // Asked each time, for the page that is being made was read before: what it shows is never newer than its covers.
    private async Task FollowAsync(CancellationToken cancel)
    {
        var (reports, position) = await archive.RestatedSinceAsync(Interlocked.Read(ref _followed), cancel);
        foreach (var restated in reports)
        {
            Forget(restated);
        }
        // Only now may others pass by.
        Interlocked.Exchange(ref _followed, position);
    }

    // One making for all who ask: a visitor who goes away does not end it for the others.
    private Task<Kept?> Making(Sha256 report)
    {
        lock (_gate)
        {
            if (_now.TryGetValue(report, out var making))
            {
                return making;
            }
            if (!_before.TryGetValue(report, out making))
            {
                making = Task.Run(() => MakeAsync(report));
            }
            if (_now.Count >= mostOfGeneration)
            {
                (_before, _now) = (_now, []);
            }
            return _now[report] = making;
        }
    }

    private void Forget(Sha256 report)
    {
        lock (_gate)
        {
            _now.Remove(report);
            _before.Remove(report);
        }
    }

    private async Task<Kept?> MakeAsync(Sha256 report)
    {
        await Free.WaitAsync();
        try
        {
            return await archive.ReportAsync(report.Hex, CancellationToken.None) is { } found ? Make(found) : null;
        }
        finally
        {
            Free.Release();
        }
    }

    private Kept Make(ArchivedReport archived)
    {
        var reading = archived.Reading;
        var report = reading.Report;
        var shownFrom = policy.ShownFrom(report.Published, archived.RecordedAt);
        if (!report.IsRead)
        {
            // No names are known in a language that is not read.
            return new Kept(ReportCover.Whole(archived.RecordedAt), shownFrom);
        }
        var parsed = Language.Analyse(report);
        var people = PeopleFinder.Find(reading, [parsed, .. Besides(report).Select(Language.Analyse)], packs.For(report, parsed));
        var triggers = reading.Events.Where(occurrence => PublicationPolicy.IsPosition(occurrence.Type, occurrence.Subtype)).SelectMany(occurrence => occurrence.Mentions).Select(mention => mention.Span.Start)
            .Concat(reading.Figures.Where(figure => PublicationPolicy.IsPosition(figure.Measure)).Select(figure => figure.Span.Start)).ToList();
        var sentences = LanguageAnalyser.Sentences(report);
        var telling = triggers.Select(trigger => sentences.IndexAt(trigger)).Where(index => index >= 0).ToHashSet();
        // A place that one sentence tells of as a position is covered in all, in the headline and in an address, however it is written.
        var told = reading.Places.Where(place => CoarsePlaces.IsFine(place.Kind) && telling.Contains(sentences.IndexAt(place.Span.Start))).ToList();
        var entries = told.Select(place => place.Gazetteer).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        var forms = told.Concat(reading.Places.Where(place => place.Gazetteer is { } entry && entries.Contains(entry)))
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
        var cover = new ReportCover(report.Text, people, positions, IsFresh: true, archived.RecordedAt)
        {
            PlaceNames = forms,
            CoveredPlaces = entries,
            WithheldWords = PersonalData.In(report.Text).SelectMany(span => PlaceKey.Fold(span.Of(report.Text)).Split(' ')).ToFrozenSet(StringComparer.Ordinal),
        };
        return new Kept(cover with { Excerpt = Excerpt.Kept(reading, cover with { IsFresh = false }, policy) }, shownFrom);
    }

    // What of a report is shown or searched through and stands in no sentence that is read: a headline from its metadata, captions.
    private static IEnumerable<string> Besides(Report report)
    {
        var parts = report.Items.Where(item => item.Kind == ItemKind.Boilerplate).Select(item => item.Span.Of(report.Text));
        return new[] { report.Title }.OfType<string>().Where(words => !report.Text.Contains(words, StringComparison.Ordinal)).Concat(parts).Where(words => !string.IsNullOrWhiteSpace(words));
    }

    private sealed record Kept(ReportCover Cover, DateTimeOffset ShownFrom)
    {
        public ReportCover At(DateTimeOffset now) => now < ShownFrom ? Cover : Cover with { IsFresh = false };
    }
}
