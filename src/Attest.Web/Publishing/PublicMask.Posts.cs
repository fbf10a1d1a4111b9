using Attest.Archive;

namespace Attest.Web.Publishing;

/// <content>What editors wrote.</content>
internal sealed partial class PublicMask
{
    /// <summary>A post as the public may see it; null where a claim of it is not shown yet.</summary>
    /// <remarks>Editors' own words may name anybody: names of private persons are withheld that the reports of its claims or of their incidents name, and those that its own words name as a report would.</remarks>
    public async Task<Post?> OfAsync(Post post, CancellationToken cancel)
    {
        var content = post.Content;
        var reports = content.Claims.Select(claim => claim.Claim.Report.Id).ToList();
        foreach (var claim in content.Claims)
        {
            var cover = await covers.OfAsync(claim.Claim.Report.Id, cancel);
            if (cover.IsWhole || (cover.IsFresh && (IsOfPosition(claim.Anchor) || (claim.Claim.Measure is { } measure && PublicationPolicy.IsPosition(measure)))))
            {
                return null;
            }
            if (claim.Incident is { } id && await archive.IncidentAsync(id, cancel) is { } incident)
            {
                if (await OfAsync(incident, cancel) is null)
                {
                    return null;
                }
                reports.AddRange(incident.Claims.Select(one => one.Report.Id));
            }
        }
        var known = (await covers.OfAsync(reports, cancel)).Values.ToList();
        var claims = new List<Claim>();
        foreach (var claim in content.Claims)
        {
            claims.Add(await PutInAsync(claim, cancel));
        }
        var written = string.Join("\n\n", new[] { content.Headline }.Concat(content.Paragraphs).Concat(post.Corrections.Select(correction => correction.Reason)).Append(post.Withdrawal?.Reason).OfType<string>().Where(words => words.Length > 0));
        var own = covers.OfOwnWords(written, post.ChangedAt, [.. claims.Select(claim => claim.Speaker).OfType<string>()]);
        // Its own first: it knows its words by where they stand.
        var all = known.Prepend(own).ToList();
        string Masked(string words) => all.Aggregate(words, (masked, cover) => cover.Mask(masked));
        PostEdit Told(PostEdit edit) => edit with { Author = "", Reason = Masked(edit.Reason), Content = null };
        return post with
        {
            Content = new PostContent(
                content.Headline is { } headline ? Masked(headline) : null, [.. content.Paragraphs.Select(Masked)],
                [.. content.Claims.Zip(claims, (claim, shown) => claim with { Claim = shown, Anchor = claim.Anchor with { Words = "", Says = ClaimValues.None, Anchor = null } })]),
            Corrections = [.. post.Corrections.Select(Told)],
            Withdrawal = post.Withdrawal is { } withdrawal ? Told(withdrawal) : null,
            // An earlier version may have named whom a correction took out.
            Versions = [],
            Edits = [.. post.Edits.Select(edit => edit with { Author = "", Reason = "", Content = null })],
        };
    }

    // A claim says in a post what it said when it was put in. A name that was typed then and taken back since is known to no cover any more: it is shown where it still stands or is of the report's own words.
    private async Task<Claim> PutInAsync(PostClaim put, CancellationToken cancel)
    {
        var cover = await covers.OfAsync(put.Claim.Report.Id, cancel);
        var now = (await archive.ClaimAsync(put.Now ?? put.Claim.Id, cancel))?.Claim;
        var (shown, known) = (Of(put.Claim, cover), new[] { cover });
        bool IsKept(string name, string? present) => name == present || ReportCover.IsOfText(name, known);
        return shown with
        {
            Speaker = put.Claim.Speaker is { } speaker && !IsKept(speaker, now?.Speaker) ? ReportCover.Somebody : shown.Speaker,
            Side = put.Claim.Side is { } side && !IsKept(side, now?.Side) ? null : shown.Side,
            Chain = [.. put.Claim.Chain.Zip(shown.Chain, (was, name) => now?.Chain.Contains(was) == true || ReportCover.IsOfText(was, known) ? name : ReportCover.Somebody)],
        };
    }
}
