using System.Globalization;
using Attest.Archive;

namespace Attest.Cli.Adding;

/// <summary>Writes what lies beside sample reports as an invented editor's posts, so that an edited page can be looked at.</summary>
internal static class SampleDesk
{
    private const string File = "desk/posts.tsv", Editor = "a sample editor", KeyPoints = "key-points";
    private const string NewParagraph = " ¶ ", NextClaim = " | ", Within = " > ";

    /// <summary>Whether a folder has such posts.</summary>
    public static bool IsIn(string folder) => Directory.Exists(folder) && System.IO.File.Exists(Path.Combine(folder, File));

    /// <summary>Writes them, where the archive has none yet.</summary>
    /// <returns>How many posts were written, the key points among them; one whose claims were not read is left out.</returns>
    /// <exception cref="ArchiveException">They can't be kept.</exception>
    public static async Task<int> WriteAsync(string folder, ReportArchive archive, CancellationToken cancel)
    {
        if ((await archive.PostsAsync(PostList.All, null, 1, cancel)).Items.Count > 0 || await archive.PostAsync(Post.KeyPoints, null, cancel) is not null)
        {
            return 0;
        }
        var claims = (await archive.IncidentsAsync(0, int.MaxValue, cancel)).SelectMany(incident => incident.Claims).Where(claim => !claim.IsDerived)
            .OrderBy(claim => claim.Report.Published?.Earliest).ThenBy(claim => claim.Report.Url, StringComparer.Ordinal).ThenBy(claim => claim.Words[0].Start).ThenBy(claim => claim.Kind).ToList();
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cells in System.IO.File.ReadLines(Path.Combine(folder, File)).Where(line => line is not (['#', ..] or "")).Skip(1).Select(line => line.Split('\t')))
        {
            if (cells is not [var name, var action, var kind, var headline, var text, var chosen, var reason])
            {
                continue;
            }
            var decision = new Decision(reason, Editor);
            if (text.Length == 0)
            {
                await ActAsync(archive, written.GetValueOrDefault(name), action, decision, cancel);
                continue;
            }
            var numbered = Numbered(claims, chosen);
            if (numbered.Contains(null))
            {
                continue;
            }
            var draft = new PostDraft(WireNames<PostKind>.Parse(kind), headline, text.Replace(NewParagraph, kind == KeyPoints ? "\n" : "\n\n", StringComparison.Ordinal), [.. numbered.OfType<NumberedClaim>()]);
            if (action != "correct")
            {
                written[name] = (await archive.WritePostAsync(draft, decision, isHeld: action == "hold", cancel)).Post;
            }
            else if (written.TryGetValue(name, out var post))
            {
                await archive.CorrectPostAsync(post, draft, decision, cancel);
            }
        }
        return written.Count;
    }

    private static Task ActAsync(ReportArchive archive, string? post, string action, Decision decision, CancellationToken cancel) =>
        post is null ? Task.CompletedTask : archive.ActOnPostAsync(post, action == "pin" ? PostAction.Pinned : PostAction.Withdrawn, decision, cancel);

    private static List<NumberedClaim?> Numbered(IReadOnlyList<Claim> claims, string chosen) =>
    [
        .. chosen.Split(NextClaim, StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(Within)).Select(parts =>
            claims.FirstOrDefault(claim => claim.Report.Quote.Contains(parts[1], StringComparison.Ordinal) && Words(claim).Contains(parts[2], StringComparison.Ordinal)) is { } claim
                ? new NumberedClaim(int.Parse(parts[0], CultureInfo.InvariantCulture), claim.Id) : (NumberedClaim?)null),
    ];

    private static string Words(Claim claim) => claim.Report.QuoteStart is { } start && claim.Words is [var first, ..] && first.Start >= start && first.End - start <= claim.Report.Quote.Length
        ? claim.Report.Quote[(first.Start - start)..(first.End - start)] : "";
}
