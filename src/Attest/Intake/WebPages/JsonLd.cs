using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Attest.Intake.WebPages;

/// <summary>What a page says of its article in JSON-LD, by schema.org's words. Null where it does not say.</summary>
internal sealed record LinkedData
{
    /// <summary>The headline.</summary>
    public string? Headline { get; init; }

    /// <summary>Name of the publisher.</summary>
    public string? Publisher { get; init; }

    /// <summary>When it was published.</summary>
    public string? Published { get; init; }

    /// <summary>When it was last changed.</summary>
    public string? Modified { get; init; }

    /// <summary>Its address.</summary>
    public string? Address { get; init; }

    /// <summary>Its language.</summary>
    public string? Language { get; init; }

    /// <summary>Its text, where the page gives it whole.</summary>
    public string? Body { get; init; }

    /// <summary>The updates of a live page, in the page's order.</summary>
    public IReadOnlyList<LinkedUpdate> Updates { get; init; } = [];
}

/// <summary>One update of a live page.</summary>
internal sealed record LinkedUpdate(string? Headline, string? Published, string? Body);

/// <summary>Reads JSON-LD as pages have it: objects, arrays and @graph, with the mistakes that are common.</summary>
internal static class JsonLd
{
    private const int Longest = 4 * 1024 * 1024;
    private const int MostObjects = 2_000;
    private const int MostUpdates = 1_000;

    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    // schema.org's types of what holds an article's metadata, the most telling first.
    private static readonly FrozenDictionary<string, int> Ranks =
        Table.Rows("Intake/WebPages/article-types.tsv").Select((row, rank) => (row[0], rank)).ToFrozenDictionary(pair => pair.Item1, pair => pair.rank, StringComparer.OrdinalIgnoreCase);

    /// <summary>What all scripts of a page together say of its article.</summary>
    public static LinkedData Read(IEnumerable<string> scripts)
    {
        var documents = new List<JsonDocument>();
        try
        {
            foreach (var script in scripts)
            {
                if (Parse(script) is { } document)
                {
                    documents.Add(document);
                }
            }
            return From(documents);
        }
        finally
        {
            documents.ForEach(document => document.Dispose());
        }
    }

    private static JsonDocument? Parse(string script)
    {
        if (script.Length > Longest)
        {
            return null;
        }
        // Raw line breaks within strings are the commonest mistake; a mark of CDATA or of a comment around it all the next.
        var plain = new StringBuilder(script.Length);
        foreach (var sign in script)
        {
            plain.Append(char.IsControl(sign) ? ' ' : sign);
        }
        var text = plain.ToString().Trim();
        if (text.Length > 0 && text[0] is not ('{' or '['))
        {
            var start = text.IndexOf('{', StringComparison.Ordinal);
            var end = text.LastIndexOf('}');
            text = start >= 0 && end > start ? text[start..(end + 1)] : "";
        }
        try
        {
            return text.Length == 0 ? null : JsonDocument.Parse(text, Tolerant);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static LinkedData From(List<JsonDocument> documents)
    {
        var objects = new List<JsonElement>();
        documents.ForEach(document => Collect(document.RootElement, objects));
        var named = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var element in objects)
        {
            if (Text(element, "@id") is { } id && (element.TryGetProperty("name", out _) || !named.ContainsKey(id)))
            {
                named[id] = element;
            }
        }
        var articles = objects.Select(element => (element, Rank: RankOf(element))).Where(pair => pair.Rank < int.MaxValue).OrderBy(pair => pair.Rank).Select(pair => pair.element).ToList();
        string? First(Func<JsonElement, string?> read) => articles.Select(read).FirstOrDefault(value => value is not null);
        return new LinkedData
        {
            Headline = First(article => Text(article, "headline")) ?? First(article => Text(article, "name")),
            Publisher = First(article => Name(article, "publisher", named)) ?? First(article => Name(article, "sourceOrganization", named)),
            Published = First(article => Text(article, "datePublished")) ?? First(article => Text(article, "dateCreated")),
            Modified = First(article => Text(article, "dateModified")),
            Address = First(AddressOf),
            Language = First(article => Text(article, "inLanguage")),
            Body = First(article => Text(article, "articleBody")),
            Updates = articles.Select(UpdatesOf).FirstOrDefault(updates => updates.Count > 0) ?? [],
        };
    }

    private static void Collect(JsonElement root, List<JsonElement> objects)
    {
        var open = new Stack<JsonElement>([root]);
        while (open.TryPop(out var element) && objects.Count < MostObjects)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var entry in element.EnumerateArray().Take(MostObjects).Reverse())
                {
                    open.Push(entry);
                }
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                objects.Add(element);
                foreach (var name in (ReadOnlySpan<string>)["mainEntity", "mainEntityOfPage", "publisher", "@graph"])
                {
                    if (element.TryGetProperty(name, out var inner))
                    {
                        open.Push(inner);
                    }
                }
            }
        }
    }

    private static int RankOf(JsonElement element)
    {
        if (!element.TryGetProperty("@type", out var type))
        {
            return int.MaxValue;
        }
        var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Take(10) : [type];
        return names.Select(name => name.ValueKind == JsonValueKind.String ? Ranks.GetValueOrDefault(Own(name)?.Split('/')[^1] ?? "", int.MaxValue) : int.MaxValue).DefaultIfEmpty(int.MaxValue).Min();
    }

    private static List<LinkedUpdate> UpdatesOf(JsonElement article)
    {
        if (!article.TryGetProperty("liveBlogUpdate", out var updates))
        {
            return [];
        }
        var entries = updates.ValueKind == JsonValueKind.Array ? updates.EnumerateArray().Take(MostUpdates) : [updates];
        return [.. entries.Where(entry => entry.ValueKind == JsonValueKind.Object)
            .Select(entry => new LinkedUpdate(Text(entry, "headline") ?? Text(entry, "name"), Text(entry, "datePublished"), Text(entry, "articleBody")))
            .Where(update => update.Headline is not null || update.Body is not null)];
    }

    private static string? AddressOf(JsonElement article) =>
        article.TryGetProperty("mainEntityOfPage", out var page)
            ? page.ValueKind == JsonValueKind.String ? Own(page) : page.ValueKind == JsonValueKind.Object ? Text(page, "@id") ?? Text(page, "url") : null
            : Text(article, "url");

    // A publisher is an object, a list of them, a bare name, or the @id of an object elsewhere in the page.
    private static string? Name(JsonElement article, string member, Dictionary<string, JsonElement> named)
    {
        if (!article.TryGetProperty(member, out var value))
        {
            return null;
        }
        if (value.ValueKind == JsonValueKind.Array)
        {
            value = value.EnumerateArray().FirstOrDefault();
        }
        return value.ValueKind switch
        {
            JsonValueKind.String => Trimmed(Own(value)),
            JsonValueKind.Object => Text(value, "name") ?? (Text(value, "@id") is { } id && named.TryGetValue(id, out var other) ? Text(other, "name") : null),
            _ => null,
        };
    }

    private static string? Text(JsonElement element, string member)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(member, out var value))
        {
            return null;
        }
        if (value.ValueKind == JsonValueKind.Array)
        {
            value = value.EnumerateArray().FirstOrDefault();
        }
        return value.ValueKind == JsonValueKind.String ? Trimmed(Own(value)) : null;
    }

    // Half a surrogate pair is no text.
    private static string? Own(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
