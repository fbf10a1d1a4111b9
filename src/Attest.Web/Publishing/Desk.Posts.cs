using Attest.Archive;

namespace Attest.Web.Publishing;

/// <content>What editors write of claims.</content>
internal sealed partial class Desk
{
    private const int MostIncidents = 4, MostHits = 8, MostOfIncident = 8, MostOfReport = 5;

    /// <summary>A post, whatever its state; null where there is none of that name.</summary>
    public Task<Post?> PostAsync(string id, CancellationToken cancel) => archive.PostAsync(id, null, cancel);

    /// <summary>Posts of a list, the newest first.</summary>
    public Task<Page<Post>> PostsAsync(PostList list, string? cursor, int limit, CancellationToken cancel) => archive.PostsAsync(list, cursor, limit, cancel);

    /// <summary>How many are held, and of how many a claim has changed since.</summary>
    public Task<(long Held, long Doubtful)> PostCountsAsync(CancellationToken cancel) => archive.PostCountsAsync(cancel);

    /// <summary>Edits that came over somebody's since a moment.</summary>
    public Task<IReadOnlyList<PostEdit>> ReplacedEditsAsync(string author, DateTimeOffset since, CancellationToken cancel) => archive.ReplacedPostEditsAsync(author, since, cancel);

    public Task<Written> WritePostAsync(PostDraft draft, Decision decision, bool isHeld, CancellationToken cancel) => TryWriteAsync(() => archive.WritePostAsync(draft, decision, isHeld, cancel));

    public Task<Written> CorrectPostAsync(string post, PostDraft draft, Decision decision, CancellationToken cancel) => TryWriteAsync(() => archive.CorrectPostAsync(post, draft, decision, cancel));

    public Task<Written> ActOnPostAsync(string post, PostAction action, Decision decision, CancellationToken cancel) => TryWriteAsync(() => archive.ActOnPostAsync(post, action, decision, cancel));

    public Task<Written> UndoPostEditAsync(string edit, Decision decision, CancellationToken cancel) => TryWriteAsync(() => archive.UndoPostEditAsync(edit, decision, cancel));

    /// <summary>Claims to choose from: those of an incident, by its id or the address of its page, or those whose sentences hold words.</summary>
    public async Task<IReadOnlyList<Claim>> FindClaimsAsync(string asked, CancellationToken cancel)
    {
        if (await archive.IncidentAsync(asked, cancel) is { } named)
        {
            return [.. named.Claims.Where(claim => !claim.IsRejected)];
        }
        var found = await archive.SearchAsync(asked, IncidentFilter.All, null, MostHits, cancel);
        var claims = new List<Claim>();
        foreach (var pin in found.Incidents.Take(MostIncidents))
        {
            claims.AddRange((await archive.IncidentAsync(pin.Id, cancel))!.Claims.Take(MostOfIncident));
        }
        foreach (var report in found.Reports.Select(hit => hit.Report.Id).Distinct())
        {
            claims.AddRange((await archive.ClaimsOfAsync(report, cancel))
                .Select(claim => (Claim: claim, Terms: found.Terms.Count(term => claim.Report.Quote.Contains(term.TrimEnd('*'), StringComparison.OrdinalIgnoreCase))))
                .Where(one => one.Terms > 0).OrderByDescending(one => one.Terms).Take(MostOfReport).Select(one => one.Claim));
        }
        return [.. claims.Where(claim => !claim.IsRejected).DistinctBy(claim => claim.Id)];
    }

    // What can't be written is told where it was asked, in the archive's words.
    private static async Task<Written> TryWriteAsync(Func<Task<PostEdit>> write)
    {
        try
        {
            return new Written(await write(), null);
        }
        catch (ArgumentException fault)
        {
            return new Written(null, Words(fault));
        }
    }

    private static string Words(ArgumentException fault) => fault.ParamName is { } name ? fault.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : fault.Message;
}

/// <summary>What came of writing something.</summary>
/// <param name="Edit">The edit; null where none could be made.</param>
/// <param name="Fault">Why not, as a sentence that says what to do; null where it could.</param>
internal sealed record Written(PostEdit? Edit, string? Fault);
