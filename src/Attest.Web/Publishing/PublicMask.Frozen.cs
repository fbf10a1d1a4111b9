using System.Text.Json;

namespace Attest.Web.Publishing;

/// <content>What was frozen for everybody once, held against what they may see now.</content>
internal sealed partial class PublicMask
{
    // What a claim and what is made of claims tell of people in, and what stands in a claim as its report has it.
    private static readonly string[] OfClaims = ["title", "speaker", "chain", "quote", "publisher", "side"], OfHolders = ["title", "actors", "targets", "origins", "claimant", "of", "sentences"], Inner = ["name", "speaker", "side", "text"], OfPlaces = ["title", "quote"];

    /// <summary>Whether a content that was frozen for everybody tells what they are not shown by now: what editors wrote, which may be taken back, or a name or a position that a report's cover hides since.</summary>
    public async Task<bool> HidesAsync(byte[] content, CancellationToken cancel)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        if ((root.TryGetProperty("posts", out var posts) && posts.GetArrayLength() > 0) || (root.TryGetProperty("keyPoints", out var points) && points.ValueKind == JsonValueKind.Object))
        {
            return true;
        }
        foreach (var holder in Holders(root))
        {
            var known = new List<ReportCover>();
            foreach (var claim in holder.GetProperty("claims").EnumerateArray().Where(claim => claim.ValueKind == JsonValueKind.Object && claim.TryGetProperty("report", out _)))
            {
                var report = claim.GetProperty("report");
                var cover = await covers.OfAsync(new Sha256(report.GetProperty("id").GetString()!), cancel);
                known.Add(cover);
                if (cover.IsWhole || Texts(claim, OfClaims).Concat(Texts(report, OfClaims)).Any(words => cover.FindNames(words).Any())
                    || Texts(claim, OfPlaces).Concat(Texts(report, OfPlaces)).Any(words => words != ReportCover.NotYet && cover.Mask(words, null) is null)
                    || (report.TryGetProperty("url", out var url) && url.GetString() is { } address && Url(address, [cover]) is null))
                {
                    return true;
                }
            }
            if (Texts(holder, OfHolders).Any(words => known.Exists(cover => cover.FindNames(words).Any())))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Why editors withdrew something, in their words as the public may see them.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="at">When it was written.</param>
    /// <param name="content">What it was written of: whom its reports name as private persons is not named here, either.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<string> ReasonAsync(string reason, DateTimeOffset at, byte[] content, CancellationToken cancel)
    {
        using var document = JsonDocument.Parse(content);
        var reports = Holders(document.RootElement).SelectMany(holder => holder.GetProperty("claims").EnumerateArray()).Where(claim => claim.ValueKind == JsonValueKind.Object && claim.TryGetProperty("report", out _))
            .Select(claim => new Sha256(claim.GetProperty("report").GetProperty("id").GetString()!)).Distinct().ToList();
        // Its own first: it knows its words by where they stand.
        return (await covers.OfAsync(reports, cancel)).Values.Prepend(covers.OfOwnWords(reason, at, [])).Aggregate(reason, (masked, cover) => cover.IsWhole ? cover.Instead : cover.Mask(masked));
    }

    // Whatever has claims, at any depth.
    private static IEnumerable<JsonElement> Holders(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => (element.TryGetProperty("claims", out var claims) && claims.ValueKind == JsonValueKind.Array ? new[] { element } : []).Concat(element.EnumerateObject().SelectMany(member => Holders(member.Value))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Holders),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonElement of, string[] members) => members.Where(name => of.TryGetProperty(name, out _)).SelectMany(name => Texts(of.GetProperty(name)));

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => Texts(value, Inner),
        _ => [],
    };
}
