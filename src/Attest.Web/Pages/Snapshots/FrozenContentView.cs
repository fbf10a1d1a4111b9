using System.Text;
using System.Text.Json;
using Attest.Archive.Formats;
using Attest.Web.Publishing;

namespace Attest.Web.Pages.Snapshots;

/// <summary>The content of a snapshot, read from its bytes alone: nothing of it is taken from today's views.</summary>
/// <param name="Root">All of it.</param>
/// <param name="Incidents">The incidents of a list, or the one.</param>
/// <param name="Claims">The claims of each line of a tally, each value of a series and each post, by the position of its JSON in the text.</param>
public sealed record FrozenContentView(JsonElement Root, IReadOnlyList<Incident> Incidents, IReadOnlyDictionary<string, IReadOnlyList<Claim>> Claims)
{
    /// <summary>Reads the content.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="publication">Gives the maps by which words are counted in reports' texts, which never change.</param>
    /// <param name="cancel">Ends it.</param>
    internal static async Task<FrozenContentView> ReadAsync(byte[] content, Publication publication, CancellationToken cancel)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement.Clone();
        var incidents = root.TryGetProperty("incident", out var one) ? [one] : root.TryGetProperty("incidents", out var list) ? list.EnumerateArray().ToList() : [];
        var holders = Holders(root).ToList();
        var reports = incidents.Concat(holders.Select(holder => holder.Element)).SelectMany(holder => holder.GetProperty("claims").EnumerateArray()).Select(claim => new Sha256(claim.GetProperty("report").GetProperty("id").GetString()!)).Distinct().ToList();
        var maps = await publication.TextMapsAsync(reports, cancel);
        return new FrozenContentView(
            root, [.. incidents.Select(incident => IncidentJson.Read(Encoding.UTF8.GetBytes(incident.GetRawText()), report => maps[report]))],
            holders.ToDictionary(holder => holder.Name, holder => (IReadOnlyList<Claim>)[.. holder.Element.GetProperty("claims").EnumerateArray().Select(claim => IncidentJson.ReadClaim(claim, report => maps[report]))], StringComparer.Ordinal));
    }

    // What holds claims besides incidents, by a name of its own.
    private static IEnumerable<(string Name, JsonElement Element)> Holders(JsonElement root)
    {
        foreach (var (member, list) in new[] { ("tally", "incidents"), ("series", "points") })
        {
            if (root.TryGetProperty(member, out var holder))
            {
                foreach (var (element, index) in holder.GetProperty(list).EnumerateArray().Select((element, index) => (element, index)))
                {
                    yield return (NameOf(member, index), element);
                }
            }
        }
        if (root.TryGetProperty("posts", out var posts))
        {
            foreach (var (element, index) in posts.EnumerateArray().Select((element, index) => (element, index)))
            {
                yield return (NameOf("posts", index), element);
            }
        }
        if (root.TryGetProperty("speaker", out var speaker))
        {
            yield return (NameOf("speaker", 0), speaker);
        }
        if (root.TryGetProperty("sections", out var sections))
        {
            foreach (var (element, index) in sections.EnumerateArray().SelectMany(section => section.GetProperty("entries").EnumerateArray()).Select((element, index) => (element, index)))
            {
                yield return (NameOf("entry", index), element);
            }
        }
        if (root.TryGetProperty("keyPoints", out var points) && points.ValueKind == JsonValueKind.Object)
        {
            yield return (NameOf("keyPoints", 0), points);
        }
    }

    /// <summary>The name under which the claims of a holder stand.</summary>
    public static string NameOf(string member, int index) => FormattableString.Invariant($"{member} {index}");
}
