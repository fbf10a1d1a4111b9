using System.Globalization;
using System.Xml.Linq;

namespace Attest.Bench;

/// <summary>News articles with the toponyms that people marked in them: GeoWebNews (Gritta et al. 2019) and the Local-Global Lexicon (Lieberman et al. 2010).</summary>
/// <param name="Text">The article.</param>
/// <param name="Toponyms">What was marked, in the text's order, each span once.</param>
internal sealed record ToponymArticle(string Text, IReadOnlyList<MarkedToponym> Toponyms)
{
    /// <summary>Host of the publisher; null where the collection does not tell it.</summary>
    public string? Publisher { get; init; }

    /// <summary>GeoWebNews as one XML file. Left out are the words that are no names ("the city", "forces") and what its markers call no toponym.</summary>
    public static IEnumerable<ToponymArticle> GeoWebNews(string path) => Articles(path, toponym =>
        toponym.Element("type")!.Value is "Non_Toponym" or "Literal_Expression" or "Non_Lit_Expression" ? null : Make(toponym, toponym));

    /// <summary>The Local-Global Lexicon.</summary>
    public static IEnumerable<ToponymArticle> LocalGlobal(string path) => Articles(path, toponym => Make(toponym, toponym.Element("gaztag")));

    private static IEnumerable<ToponymArticle> Articles(string path, Func<XElement, Marked?> read)
    {
        foreach (var article in XDocument.Load(path, LoadOptions.PreserveWhitespace).Root!.Elements("article"))
        {
            var text = article.Element("text")!.Value;
            var map = new CodePointMap(text);
            var toponyms = article.Descendants("toponym").Select(read).OfType<Marked>()
                .Select(marked => new MarkedToponym(new TextSpan(map.ToIndex(marked.Start), map.ToIndex(marked.End)), marked.Position, marked.Region))
                .DistinctBy(toponym => toponym.Span).OrderBy(toponym => toponym.Span.Start).ToList();
            yield return new ToponymArticle(text, toponyms) { Publisher = article.Element("domain")?.Value };
        }
    }

    private static Marked Make(XElement toponym, XElement? place) => new(Number(toponym, "start"), Number(toponym, "end"),
        Degrees(place, "lat", "latitude") is { } latitude && Degrees(place, "lon", "longitude") is { } longitude ? new GeoPoint(latitude, longitude) : null,
        $"{place?.Element("admin1")?.Value} {place?.Element("country")?.Value}".Trim());

    private static int Number(XElement parent, string name) => int.Parse(parent.Element(name)!.Value, CultureInfo.InvariantCulture);

    private static double? Degrees(XElement? place, string name, string otherName) =>
        double.TryParse((place?.Element(name) ?? place?.Element(otherName))?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;

    private sealed record Marked(int Start, int End, GeoPoint? Position, string Region);
}

/// <summary>A toponym that people marked.</summary>
/// <param name="Span">Its words.</param>
/// <param name="Position">Where it is; null where they gave none.</param>
/// <param name="Region">Its region and state, for a person's eye; may be empty.</param>
internal sealed record MarkedToponym(TextSpan Span, GeoPoint? Position, string Region);
