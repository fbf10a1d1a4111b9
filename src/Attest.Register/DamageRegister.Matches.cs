using System.Globalization;
using Attest.Archive;
using Attest.Incidents.Coverage;
using Attest.Register.DamageClaims;
using Attest.Register.Filing;
using Attest.Register.Matching;
using Attest.Register.Storage;
using Attest.Register.Strings;

namespace Attest.Register;

/// <content>What was reported, held against a damage claim. The archive is read and never written to.</content>
public sealed partial class DamageRegister
{
    /// <summary>How many incidents are given with their sentences.</summary>
    private const int MostQuoted = 5;

    private const int QuotesEach = 4;
    private const int MostCoverageDays = 62;

    private readonly ReportArchive? _archive;
    private readonly IncidentIndexKeeper? _incidents;

    /// <summary>The incidents that a damage claim can be held against, the best first, with reasons for and against each, and how well that place and those days were covered. That there is none never counts against a claimant.</summary>
    /// <param name="actor">Its examiner or the board, or its claimant.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">There is none that they may read.</exception>
    public Task<MatchResult> MatchesAsync(Actor actor, string id, CancellationToken cancel) => MatchesAsync(actor, id, "en", Timeout.InfiniteTimeSpan, cancel);

    /// <summary>The same with its sentences in a language, for somebody who does not wait long.</summary>
    /// <param name="actor">Its examiner or the board, or its claimant.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="language">Language of the reasons.</param>
    /// <param name="patience">How long to wait where the incidents are not ready yet to be searched; then <see cref="MatchResult.IsReady"/> is false, and asking again later tells more.</param>
    /// <param name="cancel">Ends the query, and never the making ready.</param>
    /// <exception cref="RegisterException">There is none that they may read.</exception>
    public async Task<MatchResult> MatchesAsync(Actor actor, string id, string language, TimeSpan patience, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var submitted = await LookAsync("Reading a damage claim in the register of", actor, id, (sql, row) => Submitted(new MatterStore(sql, _keys), row), cancel);
        return await MatchesForAsync(actor, submitted.Statement, submitted.Place, language, patience, cancel);
    }

    /// <summary>Waits until the incidents that the archive holds now are ready to be searched.</summary>
    /// <param name="cancel">Ends the waiting, and never the making ready.</param>
    /// <exception cref="ArchiveException">The archive can't be read.</exception>
    public Task PrepareMatchingAsync(CancellationToken cancel) => _incidents?.ReadyAsync(cancel) ?? Task.CompletedTask;

    // Reports name people who are nobody's business: who may not read them learns nothing of them by a damage claim.
    private async Task<MatchResult> MatchesForAsync(Actor actor, Statement statement, ResolvedPlace? place, string language, TimeSpan patience, CancellationToken cancel) =>
        actor.ReadsReports ? await MatchesOfAsync(statement, place, language, patience, cancel) : new MatchResult([], [], RegisterWords.Of("coverage.not-read", language));

    private async Task<MatchResult> MatchesOfAsync(Statement statement, ResolvedPlace? place, string language, TimeSpan patience, CancellationToken cancel)
    {
        if (_archive is null || _incidents is null)
        {
            return new MatchResult([], [], RegisterWords.Of("coverage.none", language));
        }
        var fits = await _incidents.SearchAsync(index => new Matcher(Pack).Find(statement, place, index, language), patience, cancel);
        var matches = new List<Match>();
        foreach (var fit in fits ?? [])
        {
            var incident = matches.Count < MostQuoted ? await _archive.IncidentAsync(fit.Incident.Id, cancel) : null;
            matches.Add(new Match(
                fit.Incident.Id, fit.Incident.Title, fit.Score, fit.For, fit.Against, incident is null ? [] : QuotesOf(incident), fit.Incident.Place, fit.Incident.Date, fit.DistanceKm, fit.Incident.Reports, fit.Incident.Status)
            {
                IsTied = fit.IsTied,
            });
        }
        var (coverage, sentence) = await CoverageAsync(_archive, statement, place, language, cancel);
        var tied = matches.Count(match => match.IsTied);
        return new MatchResult(matches, coverage, sentence)
        {
            IsReady = fits is not null,
            TieSentence = tied > 0 ? RegisterWords.Of("match.tied", language, tied.ToString(CultureInfo.InvariantCulture)) : null,
            PlaceSentence = StatementCheck.OfPlace(Places.Read(statement.Where), language),
        };
    }

    private static List<MatchQuote> QuotesOf(Incident incident) =>
        [.. incident.Claims.Where(claim => !claim.IsRejected).DistinctBy(claim => (claim.Report.Id, claim.Report.Quote)).OrderByDescending(claim => claim.Kind == ClaimKind.Event).Take(QuotesEach)
            .Select(claim => new MatchQuote(claim.Report.Quote, claim.Words[0].Start, claim.Report.Id, claim.Report.Publisher, claim.Report.Published, claim.Speaker))];

    private async Task<(IReadOnlyList<DayCoverage> Days, string Sentence)> CoverageAsync(ReportArchive archive, Statement statement, ResolvedPlace? place, string language, CancellationToken cancel)
    {
        if (place is null || statement.When is not { } when || when.Last < when.First)
        {
            return ([], RegisterWords.Of("coverage.none", language));
        }
        var last = when.Days > MostCoverageDays ? when.First.AddDays(MostCoverageDays - 1) : when.Last;
        var rows = await CoveredAsync(archive, statement, place, when.First, last, cancel);
        var days = last.DayNumber - when.First.DayNumber + 1;
        var heard = rows.Where(row => !row.IsSilent).Select(row => row.Day).Distinct().Count();
        string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
        var looked = when.Days > MostCoverageDays ? $" {RegisterWords.Of("coverage.cut", language, Number(days), Number(when.Days))}" : "";
        return (rows, (heard == 0
            ? RegisterWords.Of("coverage.silent", language, place.Area(), Number(days))
            : RegisterWords.Of("coverage.some", language, place.Area(), Number(heard), Number(days), Number(rows.Sum(row => row.Telling)), Number(rows.Sum(row => row.Naming)))) + looked);
    }

    // By the place's key: dozens of villages share a name, and what was reported of one is silence about the others. By its name only the quarters of a city, which bear others.
    private async Task<IReadOnlyList<DayCoverage>> CoveredAsync(ReportArchive archive, Statement statement, ResolvedPlace place, DateOnly first, DateOnly last, CancellationToken cancel)
    {
        var key = place.Gazetteer.Length > 0 ? place.Gazetteer : Places.Read(statement.Where).NearPin?.Gazetteer;
        if (key is null)
        {
            return await archive.CoverageAsync(place.Name, first, last, cancel);
        }
        var own = await archive.CoverageAsync(key, first, last, cancel);
        List<DayCoverage> parts = [.. (await archive.CoverageAsync(place.Name, first, last, cancel)).Where(row => !row.IsSilent && row.Gazetteer != key && row.Name != place.Name && row.Region == place.Region)];
        var heard = parts.Select(row => row.Day).ToHashSet();
        return [.. own.Where(row => !row.IsSilent || !heard.Contains(row.Day)).Select(row => row.IsSilent ? row with { Name = place.Name, Region = place.Region } : row).Concat(parts).OrderByDescending(row => row.Day)];
    }
}
