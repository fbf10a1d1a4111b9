using Attest.Register.DamageClaims;
using Attest.Register.Filing;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;

namespace Attest.Register.Web.Tests.Pages;

/// <summary>A damage claim held against what was reported.</summary>
public sealed class MatchesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_reported_of_one_village_is_silence_about_another_of_its_name()
    {
        await using var site = await RegisterSite.StartAsync(fill: Reports.FillAsync);
        var reported = await MatchesAsync(site, new DamagePlace("Rzhyshchiv") { Region = "Kyiv" });
        var namesake = await MatchesAsync(site, new DamagePlace("Rzhyshchiv") { Region = "Volyn" });

        Assert.NotEmpty(Assert.Single(reported.Matches).Quotes);
        Assert.Contains(reported.Coverage, day => !day.IsSilent && day.Region == "Kyiv Oblast");
        Assert.Contains("something was reported from Rzhyshchiv, Kyiv Oblast", reported.CoverageSentence, StringComparison.Ordinal);
        Assert.Empty(namesake.Matches);
        Assert.True(Assert.Single(namesake.Coverage) is { IsSilent: true, Name: "Rzhyshchiv", Region: "Volyn Oblast" });
        Assert.Contains("Nothing was reported from Rzhyshchiv, Volyn Oblast", namesake.CoverageSentence, StringComparison.Ordinal);
        Assert.Null(namesake.PlaceSentence);
    }

    [Fact]
    public async Task What_is_left_open_is_held_against_nothing_and_says_that_this_counts_against_nobody()
    {
        await using var site = await RegisterSite.StartAsync(fill: Reports.FillAsync);
        var open = await MatchesAsync(site, new DamagePlace("Khutir bez nazvy") { Gazetteer = PlaceResolver.NoneKnown });
        Assert.Empty(open.Matches);
        Assert.Contains("never counts against a claimant", open.PlaceSentence, StringComparison.Ordinal);

        var pinned = await MatchesAsync(site, new DamagePlace("Khutir bez nazvy") { Gazetteer = PlaceResolver.NoneKnown, Pin = new GeoPoint(49.97, 31.05) });
        Assert.Single(pinned.Matches);
        Assert.Contains("Its place is the pin itself", pinned.PlaceSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_wait_is_told_that_incidents_are_not_ready_yet_and_who_waits_gets_them()
    {
        await using var site = await RegisterSite.StartAsync(fill: Reports.FillAsync);
        var receipt = await site.FileAsync(Statements.Displaced());
        // Nobody keeps this one ready.
        await using var register = await DamageRegister.OpenAsync(site.Folder, new RegisterOptions { Archive = site.Archive }, TimeProvider.System, Cancel);
        var board = site.Of(RegisterSite.Board);
        var early = await register.MatchesAsync(board, receipt.Id, "en", TimeSpan.Zero, Cancel);
        Assert.False(early.IsReady);
        Assert.Empty(early.Matches);
        Assert.NotEmpty(early.Coverage);
        Assert.Single((await register.MatchesAsync(board, receipt.Id, Cancel)).Matches);
        Assert.True((await register.MatchesAsync(board, receipt.Id, "en", TimeSpan.FromMinutes(1), Cancel)).IsReady);
    }

    private static async Task<MatchResult> MatchesAsync(RegisterSite site, DamagePlace where)
    {
        var receipt = await site.FileAsync(Statements.Displaced() with { Where = where, When = DamageTime.On(new DateOnly(2023, 3, 22)) });
        return await site.Register.MatchesAsync(site.Of(RegisterSite.Board), receipt.Id, Cancel);
    }
}
