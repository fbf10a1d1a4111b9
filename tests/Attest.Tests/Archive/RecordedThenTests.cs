using Attest.Archive;
using Attest.Incidents.Tallies;

namespace Attest.Tests.Archive;

/// <summary>The clock of recording: whatever came in and whatever people decided since, an archive shows what it showed at a moment.</summary>
public sealed class RecordedThenTests
{
    private const string Why = "for the test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(27)]
    public async Task Over_a_history_of_arrivals_and_judgements_every_moment_gives_what_stood_then(int seed)
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var (random, waiting, made) = (new Random(seed), new Queue<Reading>(InventedReports.Make(seed, 40)), new List<string>());
        var moments = new List<(DateTimeOffset At, List<string> Incidents, string Tally)>();
        var kinds = new Dictionary<Verdict, int>();
        while (waiting.Count > 0 || moments.Count < 70)
        {
            if (waiting.Count > 0 && (moments.Count < 6 || random.Next(2) == 0))
            {
                await here.RecordAsync(waiting.Dequeue());
            }
            else if (await DecideAsync(here.Archive, random, made) is { } verdict)
            {
                kinds[verdict] = kinds.GetValueOrDefault(verdict) + 1;
            }
            moments.Add((await NewestAsync(here.Archive), await DescribeAsync(here.Archive, null), Describe(await here.Archive.TallyAsync(new TallyQuery(Measure.PeopleKilled), null, null, Cancel))));
        }
        Assert.All(new[] { Verdict.Same, Verdict.NotSame, Verdict.Rejected, Verdict.Undone }, verdict => Assert.True(kinds.GetValueOrDefault(verdict) > 3, $"{verdict} was hardly tried"));

        foreach (var (at, incidents, tally) in moments)
        {
            Assert.Equal(incidents, await DescribeAsync(here.Archive, at));
            Assert.Equal(tally, Describe(await here.Archive.TallyAsync(new TallyQuery(Measure.PeopleKilled), null, at, Cancel)));
        }

        // A rebuild comes to the same.
        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);
        Assert.Equal(moments[moments.Count / 2].Incidents, await DescribeAsync(here.Archive, moments[moments.Count / 2].At));
    }

    [Fact]
    public async Task An_incident_that_was_merged_since_is_found_by_its_id_and_by_its_claims()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var reading in InventedReports.Make(seed: 4, count: 12))
        {
            await here.RecordAsync(reading);
        }
        var both = (await here.Archive.IncidentsAsync(0, 100, Cancel)).Where(incident => incident.Toll.ContainsKey(Measure.PeopleKilled)).Take(2).ToList();
        var (then, tally) = (await NewestAsync(here.Archive), new TallyQuery(Measure.PeopleKilled));
        var before = await here.Archive.TallyAsync(tally, null, null, Cancel);

        await here.Archive.JudgeAsync(Verdict.Same, both[0].Id, both[1].Id, Why, "Editor", TemporaryArchive.Linker, Cancel);
        Assert.Equal(before.Incidents - 1, (await here.Archive.TallyAsync(tally, null, null, Cancel)).Incidents);
        Assert.Equal(Describe(before), Describe(await here.Archive.TallyAsync(tally, null, then, Cancel)));
        await using var reader = await here.Archive.OpenIncidentsAsync(IncidentFilter.All, null, then, Cancel);
        foreach (var incident in both)
        {
            Assert.Equal(incident.Title, (await reader.OneAsync(incident.Id, Cancel))!.Incident.Title);
            Assert.Equal(incident.Id, (await reader.OneAsync(incident.Claims[0].Id, Cancel))!.Incident.Id);
        }
    }

    private static async Task<Verdict?> DecideAsync(ReportArchive archive, Random random, List<string> made)
    {
        var incidents = (await archive.IncidentsAsync(0, 1000, Cancel)).OrderBy(incident => incident.Id, StringComparer.Ordinal).ToList();
        var one = incidents[random.Next(incidents.Count)];
        try
        {
            Judgement judgement;
            switch (random.Next(4))
            {
                case 0:
                    judgement = await archive.JudgeAsync(Verdict.Same, one.Id, incidents[random.Next(incidents.Count)].Id, Why, "Editor", TemporaryArchive.Linker, Cancel);
                    break;
                case 1:
                    one = incidents.Where(incident => incident.Reports > 1).ElementAtOrDefault(random.Next(3)) ?? one;
                    judgement = await archive.SplitAsync(one.Id, [one.Claims[random.Next(one.Claims.Count)].Id], Why, "Editor", TemporaryArchive.Linker, Cancel);
                    break;
                case 2:
                    judgement = await archive.RejectAsync(one.Claims[random.Next(one.Claims.Count)].Id, Why, "Editor", TemporaryArchive.Linker, Cancel);
                    break;
                default:
                    if (made is [])
                    {
                        return null;
                    }
                    var undone = made[random.Next(made.Count)];
                    made.Remove(undone);
                    await archive.UndoAsync(undone, Why, "Editor", TemporaryArchive.Linker, Cancel);
                    return Verdict.Undone;
            }
            made.Add(judgement.Id);
            return judgement.Verdict;
        }
        catch (ArgumentException)
        {
            // Both are one already, or one report alone tells of it.
            return null;
        }
    }

    private static async Task<DateTimeOffset> NewestAsync(ReportArchive archive)
    {
        await using var reader = await archive.OpenIncidentsAsync(IncidentFilter.All, null, null, Cancel);
        return reader.RecordedBy!.Value;
    }

    private static async Task<List<string>> DescribeAsync(ReportArchive archive, DateTimeOffset? recordedBy)
    {
        await using var reader = await archive.OpenIncidentsAsync(IncidentFilter.All, null, recordedBy, Cancel);
        var lines = new List<string>();
        await foreach (var exported in reader.ReadAsync(Cancel))
        {
            var incident = exported.Incident;
            lines.Add($"{incident.Id} {incident.Title} | {string.Join(' ', incident.Claims.Select(claim => $"{claim.Id}{(claim.IsRejected ? "!" : "")}").Order(StringComparer.Ordinal))} | {string.Join(' ', incident.Toll.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value.Low} {pair.Value.High} {pair.Value.Shown}"))}");
        }
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string Describe(Tally tally) => $"{tally.Low} {tally.High} {tally.Shown} {tally.Incidents} {string.Join(' ', tally.Lines.Select(line => line.Incident).Order(StringComparer.Ordinal))}";
}
