using Attest.Archive;
using Attest.Archive.Exports;
using Attest.Tests.Incidents;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Archive;

public sealed class JudgementTests
{
    private const string Day = "2031-05-13", NextDay = "2031-05-20";

    private static readonly string[] Views = ["reports", "claims", "incidents", "accounts", "account_keys", "links", "identities", "aliases", "judgements"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_merge_makes_two_incidents_one_and_the_younger_id_an_alias()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var (elder, younger) = await TwoAsync(here);

        var judgement = await here.Archive.JudgeAsync(Verdict.Same, elder.Id, younger.Id, "one market, one hour", "A. Reader", TemporaryArchive.Linker, Cancel);

        var merged = Assert.Single(await AllAsync(here));
        Assert.Equal(elder.Id, merged.Id);
        Assert.Equal(2, merged.Reports);
        Assert.Equal(merged.Id, (await here.Archive.IncidentAsync(younger.Id, Cancel))!.Id);
        var history = await here.Archive.HistoryAsync(younger.Id, Cancel);
        Assert.Equal([younger.Id], history!.Aliases);
        Assert.Equal(("one market, one hour", "A. Reader", Verdict.Same), Assert.Single(history.Judgements) is var kept ? (kept.Reason, kept.Author, kept.Verdict) : default);
        Assert.Equal(judgement.Id, history.Judgements[0].Id);
    }

    [Fact]
    public async Task An_incident_says_what_was_decided_of_what_belongs_to_it_as_of_each_moment_and_in_every_export()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var (elder, younger) = await TwoAsync(here);
        var merge = await here.Archive.JudgeAsync(Verdict.Same, elder.Id, younger.Id, "one", "A", TemporaryArchive.Linker, Cancel);

        Assert.Equal([new ClaimJudgement(Verdict.Same, merge.Id)], Assert.Single(await AllAsync(here)).Judged);
        var split = await here.Archive.SplitAsync(elder.Id, [elder.Claims[0].Id], "two", "A", TemporaryArchive.Linker, Cancel);
        Assert.All(await AllAsync(here), one => Assert.Equal([merge.Id, split.Id], one.Judged.Select(judged => judged.Judgement)));
        Assert.Empty(await JudgedThenAsync(merge.At.AddTicks(-1)));
        Assert.Equal([merge.Id], (await JudgedThenAsync(merge.At)).Select(judged => judged.Judgement));
        foreach (var (form, words) in new[] { (ExportFormat.Jsonl, $"\"judged\":[{{\"verdict\":\"same\",\"judgement\":\"{merge.Id}\"}}"), (ExportFormat.Csv, "same not-same"), (ExportFormat.Geojson, "\"judged\":[\"same\",\"not-same\"]"), (ExportFormat.Hxl, "same not-same") })
        {
            Assert.Contains(words, await ExportAsync(here, form), StringComparison.Ordinal);
        }

        await here.Archive.UndoAsync(split.Id, "no", "A", TemporaryArchive.Linker, Cancel);
        await here.Archive.UndoAsync(merge.Id, "no", "A", TemporaryArchive.Linker, Cancel);
        Assert.All(await AllAsync(here), one => Assert.Empty(one.Judged));

        async Task<IReadOnlyList<ClaimJudgement>> JudgedThenAsync(DateTimeOffset recordedBy)
        {
            await using var then = await here.Archive.OpenIncidentsAsync(IncidentFilter.All, null, recordedBy, Cancel);
            return (await then.OneAsync(elder.Id, Cancel))!.Incident.Judged;
        }
    }

    [Fact]
    public async Task What_was_decided_before_a_later_version_is_told_as_of_then_though_it_was_taken_back()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var (elder, younger) = await TwoAsync(here);
        var merge = await here.Archive.JudgeAsync(Verdict.Same, elder.Id, younger.Id, "one", "A", TemporaryArchive.Linker, Cancel);
        // Other words, so that no claim has the name that it was judged under.
        await RecordAsync(here, new ReadingSample("a", Day).Open("Put right. ").Tell("strike", Alba, Day));
        await RecordAsync(here, new ReadingSample("b", NextDay).Open("Put right. ").Tell("strike", Alba, NextDay));
        Assert.Equal([merge.Id], Assert.Single(await AllAsync(here)).Judged.Select(judged => judged.Judgement));
        var undo = await here.Archive.UndoAsync(merge.Id, "no", "A", TemporaryArchive.Linker, Cancel);
        Assert.All(await AllAsync(here), one => Assert.Empty(one.Judged));

        foreach (var (moment, expected) in new[] { (undo.At.AddTicks(-1), merge.Id), (undo.At, "") })
        {
            await using var then = await here.Archive.OpenIncidentsAsync(IncidentFilter.All, null, moment, Cancel);
            Assert.Equal(expected, string.Join(' ', (await then.OneAsync(elder.Id, Cancel))!.Incident.Judged.Select(judged => judged.Judgement)));
        }
    }

    private static async Task<string> ExportAsync(TemporaryArchive here, ExportFormat form)
    {
        await using var reader = await here.Archive.OpenIncidentsAsync(IncidentFilter.All, null, null, Cancel);
        using var output = new MemoryStream();
        await ExportWriter.Of(new ExportHeader(form, null, null)).WriteAllAsync(reader.ReadAsync(Cancel), output, Cancel);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    [Fact]
    public async Task An_undone_merge_gives_both_incidents_back_under_their_own_ids()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var (elder, younger) = await TwoAsync(here);
        var before = here.Rows("accounts", "identities", "aliases");
        var judgement = await here.Archive.JudgeAsync(Verdict.Same, elder.Id, younger.Id, "one", "A", TemporaryArchive.Linker, Cancel);

        await here.Archive.UndoAsync(judgement.Id, "two after all", "A", TemporaryArchive.Linker, Cancel);

        Assert.Equal(before, here.Rows("accounts", "identities", "aliases"));
        Assert.Equal(new[] { elder.Id, younger.Id }.Order(), (await AllAsync(here)).Select(one => one.Id).Order());
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.UndoAsync(judgement.Id, "again", "A", TemporaryArchive.Linker, Cancel));
    }

    [Fact]
    public async Task A_split_takes_claims_out_and_the_larger_part_keeps_the_id()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await RecordAsync(here, new ReadingSample(name, Day).Tell("strike", Alba, Day));
        }
        var whole = Assert.Single(await AllAsync(here));
        Assert.Equal(3, whole.Reports);
        var first = whole.Claims[0];

        var judgement = await here.Archive.SplitAsync(whole.Id, [first.Id], "another quarter", "A", TemporaryArchive.Linker, Cancel);

        var parts = await AllAsync(here);
        Assert.Equal([1, 2], parts.Select(part => part.Reports).Order());
        Assert.Equal(2, (await here.Archive.IncidentAsync(whole.Id, Cancel))!.Reports);
        Assert.Equal(first.Id, Assert.Single((await here.Archive.IncidentAsync(first.Id, Cancel))!.Claims).Id);

        await here.Archive.UndoAsync(judgement.Id, "one quarter", "A", TemporaryArchive.Linker, Cancel);
        Assert.Equal(whole.Id, Assert.Single(await AllAsync(here)).Id);
    }

    [Fact]
    public async Task Unsure_is_recorded_and_changes_nothing()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var (elder, younger) = await TwoAsync(here);
        var before = here.Rows("incidents", "accounts", "identities", "aliases");
        await here.Archive.JudgeAsync(Verdict.Unsure, elder.Id, younger.Id, "can't tell", "A", TemporaryArchive.Linker, Cancel);
        Assert.Equal(before, here.Rows("incidents", "accounts", "identities", "aliases"));
        Assert.Equal(Verdict.Unsure, Assert.Single((await here.Archive.HistoryAsync(elder.Id, Cancel))!.Judgements).Verdict);
    }

    [Fact]
    public async Task A_judgement_holds_for_a_new_version_of_its_report()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var (elder, younger) = await TwoAsync(here);
        await here.Archive.JudgeAsync(Verdict.Same, elder.Id, younger.Id, "one", "A", TemporaryArchive.Linker, Cancel);

        await RecordAsync(here, new ReadingSample("b", NextDay + "T20:00:00Z").Tell("strike", Alba, NextDay).Tell("talks", null, null, type: EventType.Consult));

        Assert.Equal(elder.Id, Assert.Single(await AllAsync(here), one => one.Type == EventType.Assault).Id);
    }

    [Fact]
    public async Task A_rebuild_after_judgements_and_new_versions_gives_the_same_rows_and_verifies()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var (elder, younger) = await TwoAsync(here);
        var merge = await here.Archive.JudgeAsync(Verdict.Same, elder.Id, younger.Id, "one", "A", TemporaryArchive.Linker, Cancel);
        await RecordAsync(here, new ReadingSample("c", NextDay).Tell("strike", Alba, NextDay));
        var whole = Assert.Single(await AllAsync(here));
        await here.Archive.SplitAsync(whole.Id, [whole.Claims[^1].Id], "another", "A", TemporaryArchive.Linker, Cancel);
        await here.Archive.UndoAsync(merge.Id, "two", "A", TemporaryArchive.Linker, Cancel);
        await RecordAsync(here, new ReadingSample("b", NextDay + "T20:00:00Z").Tell("strike", Alba, NextDay));
        var before = here.Rows(Views);

        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);

        Assert.Equal(before, here.Rows(Views));
        Assert.Empty((await here.VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_changed_judgement_is_found()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var (elder, younger) = await TwoAsync(here);
        await here.Archive.JudgeAsync(Verdict.Same, elder.Id, younger.Id, "one", "A", TemporaryArchive.Linker, Cancel);
        here.Tamper("DELETE FROM judgements; UPDATE matter SET salt = zeroblob(32) WHERE commitment = (SELECT json_extract(body, '$.matter') FROM ledger WHERE kind = 'judgement-made');");
        var faults = (await here.VerifyAsync()).Faults;
        Assert.Contains(faults, fault => fault.Contains("was changed", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("not in the views", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_incident_or_is_one_already_is_not_judged()
    {
        await using var here = await TemporaryArchive.MakeAsync();
        var (elder, younger) = await TwoAsync(here);
        var entries = here.Rows("ledger").Count;
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.JudgeAsync(Verdict.Same, elder.Id, "nothing", "one", "A", TemporaryArchive.Linker, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.JudgeAsync(Verdict.Same, elder.Id, elder.Claims[0].Id, "one", "A", TemporaryArchive.Linker, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.SplitAsync(elder.Id, [younger.Claims[0].Id], "two", "A", TemporaryArchive.Linker, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.SplitAsync(elder.Id, [elder.Claims[0].Id], "two", "A", TemporaryArchive.Linker, Cancel));
        Assert.Equal(entries, here.Rows("ledger").Count);
    }

    // One incident of the first week and one of the next, in one town.
    private static async Task<(Incident Elder, Incident Younger)> TwoAsync(TemporaryArchive here)
    {
        await RecordAsync(here, new ReadingSample("a", Day).Tell("strike", Alba, Day));
        var elder = Assert.Single(await AllAsync(here));
        await RecordAsync(here, new ReadingSample("b", NextDay).Tell("strike", Alba, NextDay));
        return (elder, Assert.Single(await AllAsync(here), one => one.Id != elder.Id));
    }

    private static Task<RecordOutcome> RecordAsync(TemporaryArchive here, ReadingSample sample)
    {
        var reading = sample.Read();
        var bytes = SampleReadings.Original(reading);
        return here.RecordAsync(reading with { Report = reading.Report with { Document = Sha256.Of(reading.Report.Url!), Original = new Original(Sha256.Of(bytes), "text/plain", bytes.Length) } });
    }

    private static Task<IReadOnlyList<Incident>> AllAsync(TemporaryArchive here) => here.Archive.IncidentsAsync(0, 100, Cancel);
}
