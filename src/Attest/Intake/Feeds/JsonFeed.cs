using System.Text.Json;

namespace Attest.Intake.Feeds;

/// <summary>JSON Feed, versions 1 and 1.1 (jsonfeed.org), → the feed.</summary>
internal static class JsonFeed
{
    public static FeedResult Read(string text, Uri? address)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "version")?.Contains("jsonfeed.org/version", StringComparison.Ordinal) != true)
            {
                return new FeedResult(null, "found JSON without the version of JSON Feed, expected RSS, Atom or JSON Feed");
            }
            var items = root.TryGetProperty("items", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Take(FeedReader.MostEntries) : [];
            var entries = items.Where(item => item.ValueKind == JsonValueKind.Object).Select(item => Entry(item, address)).OfType<FeedEntry>();
            return new FeedResult(new Feed(EntryFacts.Line(Text(root, "title")), Address(Text(root, "home_page_url"), address), Text(root, "language"), null, [.. entries], IsMended: false), null);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return new FeedResult(null, "found broken JSON, expected RSS, Atom or JSON Feed");
        }
    }

    private static FeedEntry? Entry(JsonElement item, Uri? address)
    {
        var published = FeedDate.Read(Text(item, "date_published"));
        var modified = FeedDate.Read(Text(item, "date_modified"));
        var content = Text(item, "content_html") is { } html && !string.IsNullOrWhiteSpace(html) ? new FeedContent(html, IsMarkup: true) : EntryFacts.Content(Text(item, "content_text"), isPlain: true);
        return EntryFacts.Entry(
            Text(item, "id"), Address(Text(item, "url"), address) ?? Address(Text(item, "external_url"), address), EntryFacts.Line(Text(item, "title")), null,
            published ?? modified, published is null ? null : modified, content, EntryFacts.Content(Text(item, "summary"), isPlain: true));
    }

    private static Uri? Address(string? text, Uri? place) => string.IsNullOrWhiteSpace(text) || text.Length > EntryFacts.LongestAddress ? null
        : DocumentAddress.Parse(text) ?? (place is not null && Uri.TryCreate(place, text, out var address) ? DocumentAddress.Parse(address.AbsoluteUri) : null);

    // Some write numbers where a text belongs.
    private static string? Text(JsonElement element, string name) => !element.TryGetProperty(name, out var member) ? null
        : member.ValueKind switch
        {
            JsonValueKind.String => member.GetString(),
            JsonValueKind.Number => member.GetRawText(),
            _ => null,
        };
}
