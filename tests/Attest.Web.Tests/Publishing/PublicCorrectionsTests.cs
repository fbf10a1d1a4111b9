using System.Text;
using Attest.Archive;
using Attest.Incidents;
using Attest.Web.Publishing;

namespace Attest.Web.Tests.Publishing;

/// <summary>What everybody is told of corrections.</summary>
public sealed class PublicCorrectionsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_that_was_typed_and_taken_back_or_replaced_is_told_to_nobody()
    {
        var folder = Directory.CreateTempSubdirectory("attest-web-tests-");
        await using (var archive = await ReportArchive.OpenAsync(folder.FullName, TimeProvider.System, Cancel))
        {
            var (reading, linker) = (Examples.Reading(), new IncidentLinker());
            await archive.RecordAsync(reading, Encoding.UTF8.GetBytes(reading.Report.Text), linker, Cancel);
            var claim = (await archive.IncidentsAsync(0, 100, Cancel)).SelectMany(one => one.Claims).First(one => one.Kind == ClaimKind.Event);
            Task<Judgement> Correct(string actor) => archive.CorrectAsync(claim.Id, new ClaimValues([new FieldValue(ClaimField.Actor, actor)]), new Decision($"It was {actor}.", "an editor"), linker, Cancel);
            var undone = await Correct("Zofia Quellmann");
            await archive.UndoAsync(undone.Id, "Zofia Quellmann should not stand here.", "an editor", linker, Cancel);
            await Correct("Zofia Quellmann");
            await Correct("zofia quellmann");
            Assert.Contains("quellmann", Encoding.UTF8.GetString(Attest.Archive.Formats.IncidentJson.Write((await archive.IncidentAsync(claim.Id, Cancel))!, _ => new CodePointMap(new string('x', 10_000)))), StringComparison.OrdinalIgnoreCase);
            var standing = new Publication(archive, new SiteOptions { Public = new PublicationPolicy() });
            Assert.DoesNotContain("quellmann", Encoding.UTF8.GetString(Attest.Archive.Formats.IncidentJson.Write((await standing.IncidentAsync(claim.Id, Cancel))!, _ => new CodePointMap(new string('x', 10_000)))), StringComparison.OrdinalIgnoreCase);
            await Correct("Russia");
            var site = new Publication(archive, new SiteOptions { Public = new PublicationPolicy() });
            var shown = (await site.JudgementsAsync(JudgementFilter.All, null, 100, Cancel)).Items;
            Assert.NotEmpty(shown);
            Assert.All(shown, listed => Assert.DoesNotContain("Quellmann", Encoding.UTF8.GetString(Attest.Archive.Formats.JudgementJson.Write(listed.Judgement)), StringComparison.OrdinalIgnoreCase));
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_page_is_filled_from_what_comes_after_what_is_hidden()
    {
        var folder = Directory.CreateTempSubdirectory("attest-web-tests-");
        await using (var archive = await ReportArchive.OpenAsync(folder.FullName, TimeProvider.System, Cancel))
        {
            var (reading, linker) = (Examples.Reading(), new IncidentLinker());
            await archive.RecordAsync(reading, Encoding.UTF8.GetBytes(reading.Report.Text), linker, Cancel);
            var claim = (await archive.IncidentsAsync(0, 100, Cancel)).SelectMany(one => one.Claims).First(one => one.Kind == ClaimKind.Figure);
            var shown = new List<string>
            {
                (await archive.CorrectAsync(claim.Id, [new FieldValue(ClaimField.Figure, "8")], new Decision("eight", "an editor"), linker, Cancel)).Id,
                (await archive.AcceptAsync(claim.Id, new Decision("eight", "an editor"), linker, Cancel)).Id,
            };
            for (var number = 0; number < 23; number++)
            {
                await archive.ReportErrorAsync(reading.Report.Id.Hex, claim.Id, null, new Decision($"wrong {number}", "a reader"), linker, Cancel);
            }
            shown.Add((await archive.RejectAsync(claim.Id, new Decision("no", "an editor"), linker, Cancel)).Id);
            shown.Reverse();
            var site = new Publication(archive, new SiteOptions { Public = new PublicationPolicy() });
            var (seen, cursor) = (new List<string>(), (string?)null);
            do
            {
                var page = await site.JudgementsAsync(JudgementFilter.All, cursor, 2, Cancel);
                Assert.True(page.Items.Count == 2 || page.Next is null, $"A page has {page.Items.Count} judgements and goes on.");
                seen.AddRange(page.Items.Select(listed => listed.Judgement.Id));
                cursor = page.Next;
            }
            while (cursor is not null);
            Assert.Equal(shown, seen);
        }
        folder.Delete(recursive: true);
    }
}
