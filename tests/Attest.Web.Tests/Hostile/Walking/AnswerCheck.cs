using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Attest.Tests.Archive.Exports;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>Whether an answer, by the rules of its own format, holds hostile words as words and as nothing else.</summary>
/// <param name="pictures">What the addresses of the site's own pictures and films begin with; null where no page has any.</param>
internal sealed partial class AnswerCheck(string? pictures = null)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <summary>All that is wrong.</summary>
    public ConcurrentBag<string> Faults { get; } = [];

    /// <summary>Looks at an answer.</summary>
    public void Look(Seen seen)
    {
        try
        {
            if (Fault(seen) is { } fault)
            {
                Faults.Add($"{seen.Asked}: {fault}");
            }
        }
        catch (Exception fault) when (fault is Xunit.Sdk.XunitException or JsonException or System.Xml.XmlException)
        {
            Faults.Add($"{seen.Asked}, {seen.MediaType}: {string.Join(' ', fault.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(3))}");
        }
    }

    private string? Fault(Seen seen)
    {
        if (seen.Status >= 500)
        {
            return $"answers {seen.Status.ToString(CultureInfo.InvariantCulture)}.";
        }
        if (seen.Headers.ContainsKey(HostileWords.Header) || !seen.Headers.TryGetValue("X-Content-Type-Options", out var sniff) || sniff != "nosniff" || !seen.Headers.ContainsKey("Content-Security-Policy"))
        {
            return $"has the headers {string.Join(", ", seen.Headers.Keys)}.";
        }
        return seen.Bytes.Length == 0 ? null : seen.MediaType switch
        {
            "text/html" => Html(seen),
            "text/csv" => Csv(seen.Text),
            "text/markdown" => Source().Replace(seen.Text, "") is var words && Markdown().Match(words) is { Success: true } match ? $"has the markup {Around(words, match.Index)}." : null,
            "application/x-ndjson" => seen.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Json(JsonDocument.Parse(line).RootElement)).FirstOrDefault(fault => fault is not null),
            "application/atom+xml" => Feed(XDocument.Parse(seen.Text)),
            _ when seen.MediaType.EndsWith("json", StringComparison.Ordinal) => Json(JsonDocument.Parse(seen.Text).RootElement),
            "text/event-stream" => Events(seen.Text),
            // A browser shows none of these as a page, and takes their type for what it is.
            "application/octet-stream" or "application/zip" or "text/plain" or "text/css" or "text/javascript" or "image/png" or "image/svg+xml" or "image/x-icon" or "font/woff2" => null,
            _ => "is of a type that nothing here knows how to look at.",
        };
    }

    private string? Html(Seen seen)
    {
        if (seen.Page!.All.FirstOrDefault(element => element.LocalName.Contains(HostileWords.Mark, StringComparison.OrdinalIgnoreCase) || element.Attributes.Any(attribute => attribute.Name.Contains(HostileWords.Mark, StringComparison.OrdinalIgnoreCase))) is { } mark)
        {
            return $"has the element {Around(mark.OuterHtml, 0)}.";
        }
        if (!seen.Headers["Content-Security-Policy"].Contains("default-src 'none'", StringComparison.Ordinal))
        {
            return $"lets in {seen.Headers["Content-Security-Policy"]}.";
        }
        foreach (var picture in seen.Page.QuerySelectorAll("img, video, audio, source").Where(picture => pictures is not null && picture.GetAttribute("src")?.StartsWith(pictures, StringComparison.Ordinal) == true && !picture.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase))).ToList())
        {
            picture.Remove();
        }
        Markup.CheckSafe(seen.Page);
        return seen.Page.QuerySelectorAll("script[type='application/ld+json']").Select(data => Json(JsonDocument.Parse(data.TextContent).RootElement)).FirstOrDefault(fault => fault is not null);
    }

    private static string? Csv(string text) =>
        CsvText.Rows(text.TrimStart('\uFEFF')).SelectMany(row => row).FirstOrDefault(cell => StartsFormula().IsMatch(cell) && !decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) is { } cell ? $"has the cell {Around(cell, 0)}." : null;

    private static string? Json(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Select(member => member.Name == HostileWords.Mark ? $"has the member {member}." : Json(member.Value)).FirstOrDefault(fault => fault is not null),
        JsonValueKind.Array => value.EnumerateArray().Select(Json).FirstOrDefault(fault => fault is not null),
        _ => null,
    };

    private static string? Feed(XDocument feed)
    {
        foreach (var element in feed.Descendants())
        {
            if (element.Name.Namespace != Atom)
            {
                return $"has the element {element.Name}.";
            }
            if (element.Attribute("type")?.Value is "html" or "xhtml")
            {
                return $"has markup in {element.Name.LocalName}: words are text.";
            }
            if (element.Attribute("href")?.Value is { } href && !(Uri.TryCreate(href, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            {
                return $"leads to {href}.";
            }
        }
        return null;
    }

    private static string? Events(string text) => text.Split('\n').FirstOrDefault(line => line.Length > 0 && !Event().IsMatch(line)) is { } line ? $"has the line {Around(line, 0)}."
        : text.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => Json(JsonDocument.Parse(line[6..]).RootElement)).FirstOrDefault(fault => fault is not null);

    private static string Around(string text, int at) => text[Math.Max(0, at - 40)..Math.Min(text.Length, at + 80)].ReplaceLineEndings(" ");

    // Links to sources stand in angle brackets, between which nothing is markup.
    [GeneratedRegex(@"<https?://[^\s<>]*>")]
    private static partial Regex Source();

    // An element, a link or a picture that is not taken off its meaning.
    [GeneratedRegex(@"(?<!\\)<|(?<!\\)\]\(|(?<!\\)!\[")]
    private static partial Regex Markdown();

    [GeneratedRegex(@"\A[=+\-@\t\r＝＋－＠]")]
    private static partial Regex StartsFormula();

    [GeneratedRegex(@"\A(?:event: (?:beat|change|reset)|id: [0-9]+|retry: [0-9]+|data: (?:\{.*\})?)\r?\z")]
    private static partial Regex Event();
}
