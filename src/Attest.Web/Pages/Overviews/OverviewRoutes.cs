using Attest.Archive;
using Attest.Incidents.Tallies;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Overviews;

/// <summary>The pages of what many reports and incidents come to together.</summary>
internal static class OverviewRoutes
{
    private const int MostSentences = 50, MostDays = 300, MostLines = 100, MostMade = 150, MostSeries = 12;

    /// <summary><c>GET /series</c>, <c>/series/{id}</c>, <c>/tallies</c>, <c>/tallies/{measure}</c> and <c>/coverage</c>.</summary>
    public static void MapOverviews(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/series", PageResults.ReadOnly, SeriesAsync).ForReading().AnswersMoments().MadeOnceAChange();
        routes.MapMethods("/series/{id}", PageResults.ReadOnly, OneSeriesAsync).ForReading().AnswersMoments().MadeOnceAChange();
        routes.MapMethods("/tallies", PageResults.ReadOnly, TalliesAsync).ForReading().AnswersMoments().MadeOnceAChange();
        routes.MapMethods("/tallies/{measure}", PageResults.ReadOnly, TallyAsync).ForReading().AnswersMoments().MadeOnceAChange();
        routes.MapMethods("/coverage", PageResults.ReadOnly, CoverageAsync).ForReading().MadeOnceAChange();
    }

    private static async Task<IResult> SeriesAsync(string? measure, string? claimant, string? before, AskedMoment then, Publication publication, CancellationToken cancel)
    {
        if (!TryMeasure(measure, out var asked))
        {
            return PageResults.Refuse(Refusal.NoQuery);
        }
        try
        {
            var page = then.IsNow ? await publication.SeriesAsync(asked, Given(claimant), Given(before), MostSeries, cancel)
                : await publication.SeriesAsync(asked, Given(claimant), then.PublishedBy, then.RecordedBy, Given(before), MostSeries, cancel);
            var next = page.Next is null ? null
                : then.At($"/series{QueryString.Create(new Dictionary<string, string?> { ["measure"] = Given(measure), ["claimant"] = Given(claimant), ["before"] = page.Next }.Where(pair => pair.Value is not null))}");
            return PageResults.Show<SeriesPage>(new { Series = page.Items, Next = next, Query = AddressQuery.Write(("measure", Given(measure)), ("claimant", Given(claimant))) });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.NoCursor);
        }
    }

    private static async Task<IResult> OneSeriesAsync(string id, AskedMoment then, Publication publication, CancellationToken cancel) =>
        await (then.IsNow ? publication.OneSeriesAsync(id, cancel) : publication.OneSeriesAsync(id, then.PublishedBy, then.RecordedBy, cancel)) is { } series ? PageResults.Show<OneSeriesPage>(new { Series = series }) : PageResults.Refuse(Refusal.NoSeries);

    private static async Task<IResult> TalliesAsync(AskedMoment then, Publication publication, CancellationToken cancel)
    {
        if (then.IsNow)
        {
            return PageResults.Show<TalliesPage>(new { Tallies = await publication.TalliesAsync(cancel) });
        }
        var tallies = await publication.TalliesAsync(then.PublishedBy, then.RecordedBy, MostMade, cancel);
        return PageResults.Show<TalliesPage>(new { Tallies = (IReadOnlyList<TallySummary>)[.. tallies.Select(one => one.Summary)], Uncounted = tallies.Sum(one => one.Uncounted) });
    }

    private static async Task<IResult> TallyAsync(
        string measure, string? side, string? place, string? from, string? to, string? claimant, AskedMoment then, Publication publication, CancellationToken cancel)
    {
        if (!TryMeasure(measure, out var asked) || asked is not { } known || !AddressDay.TryRead(from, out var first) || !AddressDay.TryRead(to, out var last))
        {
            return PageResults.Refuse(Refusal.NoQuery);
        }
        if (first > last)
        {
            return PageResults.Refuse(Refusal.ReversedDays);
        }
        var tally = await publication.TallyAsync(new TallyQuery(known, Given(side), Given(place), first, last, Given(claimant)), then.PublishedBy, then.RecordedBy, MostLines, MostMade, cancel);
        return PageResults.Show<TallyPage>(new { Tally = tally, then.PublishedBy, then.RecordedBy });
    }

    private static async Task<IResult> CoverageAsync(string? place, string? from, string? to, Publication publication, CancellationToken cancel)
    {
        if (!AddressDay.TryRead(from, out var first) || !AddressDay.TryRead(to, out var last))
        {
            return PageResults.Refuse(Refusal.NoQuery);
        }
        if (first > last)
        {
            return PageResults.Refuse(Refusal.ReversedDays);
        }
        if (Given(place) is { } named && !await publication.IsPlaceAsync(named, cancel))
        {
            return PageResults.Refuse(Refusal.NoPlace(named));
        }
        // A place over a period shows its silent days too; whatever is wider is shown from its newest day on.
        var (days, more) = place is not null && first is { } start && last is { } end && end.DayNumber - start.DayNumber < ReportArchive.MostSilentDays
            ? (await publication.CoverageAsync(place, first, last, cancel), false)
            : await publication.CoverageAsync(place, first, last, null, MostDays, cancel) is var page ? (page.Items, page.Next is not null) : default;
        var (count, sentences) = await publication.UnreadSentencesAsync(MostSentences, cancel);
        // A place that is asked for by its entry is shown by its name.
        return PageResults.Show<CoveragePage>(new { Query = AddressQuery.Write(("place", Given(place)), ("from", Given(from)), ("to", Given(to))), Place = place is null || days.Count == 0 ? place : days[0].Name, Days = days, HasMore = more, publication.IsPublic, Undated = await publication.UndatedReportsAsync(cancel), Unread = count, Sentences = sentences });
    }

    internal static bool TryMeasure(string? text, out Measure? measure)
    {
        measure = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }
        var isKnown = WireNames<Measure>.TryParse(text, out var known);
        measure = isKnown ? known : null;
        return isKnown;
    }

    // An empty field of a form asks for nothing.
    internal static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
