using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Api;

/// <summary>The page that shows the API to people.</summary>
internal static class ApiPages
{
    /// <summary><c>GET /api</c>: every operation with lines to try, of things that this archive has.</summary>
    public static async Task<IResult> ShowAsync(HttpRequest request, Publication publication, CancellationToken cancel)
    {
        var incident = (await publication.IncidentsAsync(new IncidentFilter(IsSlight: false), null, 1, cancel)).Items is [var first, ..] ? first.Incident : null;
        var speaker = (await publication.SpeakersAsync(null, 1, cancel)).Items is [var most, ..] ? most : null;
        var series = (await publication.SeriesAsync(null, null, null, 1, cancel)).Items is [var one, ..] ? one : null;
        var judgement = (await publication.JudgementsAsync(JudgementFilter.All, null, 1, cancel)).Items is [var newest, ..] ? newest.Judgement.Id : null;
        var post = (await publication.PostsAsync(null, 1, cancel)).Items is [var written, ..] ? written : null;
        var points = await publication.PostAsync(Post.KeyPoints, null, cancel);
        var known = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["SITE"] = Caller.SiteOf(request), ["{incident}"] = incident?.Id, ["{claim}"] = incident?.Claims[0].Id, ["{report}"] = incident?.Claims[0].Report.Id.Hex,
            ["{speaker}"] = speaker is null ? null : Uri.EscapeDataString(speaker.Key).Replace("'", "%27", StringComparison.Ordinal), ["{series}"] = series?.Id, ["{judgement}"] = judgement, ["{post}"] = post?.Id, ["{points}"] = points?.Id,
        };
        return PageResults.Show<ApiPage>(new { Known = known });
    }
}
