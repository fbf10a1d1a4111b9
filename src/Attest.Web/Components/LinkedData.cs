using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attest.Archive;
using Attest.Web.Pages.Incidents;
using Attest.Web.Pages.Posts;

namespace Attest.Web.Components;

/// <summary>What a page holds in the words of schema.org, as a block of data in its head.</summary>
/// <remarks>
/// A block of data is no script and nothing of it runs. Markup can't be made in it: the encoder writes every letter that could end it, or begin anything, by its number.
/// Claims are published as Claim, never as ClaimReview: nothing here says what is true.
/// </remarks>
internal static class LinkedData
{
    private const int MostClaims = 60, LongestBody = 400;

    private static readonly JsonSerializerOptions Safe = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>A list of incidents as a live blog.</summary>
    /// <param name="title">What it is a list of.</param>
    /// <param name="address">The page's address, from the root on.</param>
    /// <param name="listed">The incidents, the newest first.</param>
    /// <param name="posts">What editors wrote; it may be empty where there are incidents.</param>
    public static string LiveBlog(string title, string address, IReadOnlyList<ListedIncident> listed, IReadOnlyList<Post> posts)
    {
        var dated = listed.Select(one => one.Incident.Newest).OfType<PublicationTime>().Order().ToList();
        return Write(new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "LiveBlogPosting",
            ["headline"] = title,
            ["description"] = "Who attests what about an armed conflict, in which words. Attest does not decide what is true.",
            ["mainEntityOfPage"] = new JsonObject { ["@type"] = "WebPage", ["@id"] = address },
            ["author"] = new JsonObject { ["@type"] = "Organization", ["name"] = "Attest" },
            ["datePublished"] = dated is [var first, ..] ? first.ToString() : null,
            ["dateModified"] = Moment(listed.Select(one => one.ChangedAt).Concat(posts.Select(post => post.ChangedAt)).Max()),
            ["coverageStartTime"] = dated is [var oldest, ..] ? oldest.ToString() : null,
            // Coverage goes on: it has no end.
            ["liveBlogUpdate"] = new JsonArray([.. posts.Select(Update), .. listed.Select(Update)]),
        });
    }

    /// <summary>One post.</summary>
    public static string OfPost(Post post)
    {
        var json = Update(post);
        json["@context"] = "https://schema.org";
        return Write(json);
    }

    // What editors wrote: with its corrections, as schema.org has them.
    private static JsonObject Update(Post post) => Known(new JsonObject
    {
        ["@type"] = "BlogPosting",
        ["headline"] = PostWords.Title(post),
        ["url"] = $"/posts/{post.Id}",
        ["author"] = new JsonObject { ["@type"] = "Organization", ["name"] = PostWords.Label(post) },
        ["datePublished"] = post.ShownAt is { } shown ? Moment(shown) : null,
        ["dateModified"] = Moment(post.ChangedAt),
        ["articleBody"] = post.State == PostState.Withdrawn ? PostWords.Withdrawn(post.Withdrawal!) : string.Join('\n', post.Content.Paragraphs),
        ["citation"] = post.Content.Claims.Count == 0 ? null : new JsonArray([.. post.Content.Claims.Select(claim => (JsonNode)new JsonObject { ["@type"] = "Claim", ["@id"] = $"/api/v1/claims/{claim.Claim.Id}", ["text"] = IncidentWords.Short(claim.Claim.Report.Quote, LongestBody) })]),
        ["correction"] = post.Corrections.Count == 0 && post.Withdrawal is null ? null : new JsonArray([.. post.Corrections.Append(post.Withdrawal).OfType<PostEdit>().Select(edit => (JsonNode)new JsonObject
        {
            ["@type"] = "CorrectionComment", ["text"] = edit.Action == PostAction.Withdrawn ? PostWords.Withdrawn(edit) : PostWords.Corrected(edit), ["datePublished"] = Moment(edit.At),
        })]),
    });

    /// <summary>The claims of an incident.</summary>
    public static string Claims(Incident incident) => Write(new JsonObject
    {
        ["@context"] = new JsonArray("https://schema.org", new JsonObject { ["attest"] = "urn:attest:" }),
        ["@graph"] = new JsonArray([Event(incident), .. incident.Claims.Take(MostClaims).Select(claim => (JsonNode)OfClaim(incident, claim))]),
    });

    private static JsonNode Update(ListedIncident one)
    {
        var incident = one.Incident;
        return Known(new JsonObject
        {
            ["@type"] = "BlogPosting",
            ["headline"] = incident.Title,
            ["url"] = PageOf(incident),
            ["datePublished"] = incident.Newest?.ToString(),
            ["dateModified"] = Moment(one.ChangedAt),
            ["articleBody"] = $"{incident.Title}. {IncidentWords.Origins(incident)}.",
            ["contentReferenceTime"] = incident.Date?.Day is { } day ? TimeValue.Of(day).Iso : null,
            ["contentLocation"] = Place(incident.Place),
        });
    }

    private static JsonObject Event(Incident incident) => Known(new JsonObject
    {
        ["@type"] = "Event",
        ["@id"] = PageOf(incident),
        ["name"] = incident.Title,
        ["startDate"] = incident.Date?.Days.First is { } first ? TimeValue.Of(first).Iso : null,
        ["endDate"] = incident.Date?.Days.Last is { } last ? TimeValue.Of(last).Iso : null,
        ["location"] = Place(incident.Place),
    });

    private static JsonObject OfClaim(Incident incident, Claim claim) => Known(new JsonObject
    {
        ["@type"] = "Claim",
        ["@id"] = $"/api/v1/claims/{claim.Id}",
        ["text"] = IncidentWords.Short(claim.Report.Quote, LongestBody),
        ["author"] = (claim.Speaker ?? claim.Report.Publisher) is { } author ? new JsonObject { ["@type"] = "Thing", ["name"] = author } : null,
        ["datePublished"] = claim.Report.Published?.ToString(),
        ["about"] = new JsonObject { ["@id"] = PageOf(incident) },
        ["appearance"] = Known(new JsonObject
        {
            ["@type"] = "CreativeWork",
            ["headline"] = claim.Report.Title,
            ["url"] = claim.Report.Url,
            ["publisher"] = claim.Report.Publisher is { } publisher ? new JsonObject { ["@type"] = "Organization", ["name"] = publisher } : null,
            ["datePublished"] = claim.Report.Published?.ToString(),
        }),
        ["attest:status"] = WireNames<EventStatus>.Of(claim.Status),
        ["attest:modality"] = WireNames<Modality>.Of(claim.Modality),
        ["attest:measure"] = claim.Measure is { } measure ? WireNames<Measure>.Of(measure) : null,
        ["attest:low"] = claim.Low,
        ["attest:high"] = claim.High,
        ["attest:contradicts"] = Contradicted(incident, claim),
    });

    private static JsonArray? Contradicted(Incident incident, Claim claim)
    {
        var others = incident.Contradictions.Where(one => one.State == ContradictionState.Open && (one.First == claim.Id || one.Second == claim.Id))
            .Select(one => one.First == claim.Id ? one.Second : one.First).Distinct(StringComparer.Ordinal).ToList();
        return others.Count == 0 ? null : new JsonArray([.. others.Select(other => (JsonNode)new JsonObject { ["@id"] = $"/api/v1/claims/{other}" })]);
    }

    // Only a point has coordinates: the middle of an area is not where it was.
    private static JsonObject? Place(IncidentPlace? place) => place is null ? null : Known(new JsonObject
    {
        ["@type"] = "Place",
        ["name"] = IncidentWords.Place(place),
        ["geo"] = place.GeoPrecision == 1
            ? new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = place.Position.Latitude, ["longitude"] = place.Position.Longitude } : null,
    });

    private static string PageOf(Incident incident) => $"/incidents/{Uri.EscapeDataString(incident.Id)}";

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // What is not known is left out: schema.org has no null.
    private static JsonObject Known(JsonObject json)
    {
        foreach (var name in json.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            json.Remove(name);
        }
        return json;
    }

    private static string Write(JsonObject json) => Known(json).ToJsonString(Safe);
}
