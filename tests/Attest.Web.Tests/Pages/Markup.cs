using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Attest.Web.Tests.Pages;

/// <summary>What every page has to keep, whatever it shows.</summary>
internal static class Markup
{
    /// <summary>Texts that become markup, script or an address where they are not encoded.</summary>
    public static readonly string[] Hostile =
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg onload=alert(1)>",
        "</title></style></textarea><iframe src=javascript:alert(1)>",
        "javascript:alert(1)",
        "&lt;b&gt; &amp; \u202Eevil\u202C \u0000 \uFFFF",
        "{{7*7}} ${7*7} @(1+1)",
    ];

    public static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    /// <summary>Nothing on the page runs but the site's own scripts, is styled inline, or is loaded from or sent elsewhere; no name of an element is given twice.</summary>
    public static void CheckSafe(string html) => CheckSafe(Parse(html));

    /// <inheritdoc cref="CheckSafe(string)"/>
    public static void CheckSafe(IDocument page)
    {
        Assert.Empty(page.QuerySelectorAll("iframe, object, embed, base, style, img, meta[http-equiv]"));
        // A block of data runs nothing; that nothing breaks out of it shows in its being whole and without a letter of markup.
        Assert.All(page.QuerySelectorAll("script[type='application/ld+json']"), data =>
        {
            Assert.DoesNotContain('<', data.TextContent);
            Assert.Equal("https://schema.org", System.Text.Json.JsonDocument.Parse(data.TextContent).RootElement.GetProperty("@context") is { ValueKind: System.Text.Json.JsonValueKind.Array } several ? several[0].GetString() : System.Text.Json.JsonDocument.Parse(data.TextContent).RootElement.GetProperty("@context").GetString());
        });
        Assert.All(page.QuerySelectorAll("script:not([type='application/ld+json'])"), script =>
        {
            Assert.Empty(script.TextContent);
            Assert.Equal("module", script.GetAttribute("type"));
            Assert.StartsWith("/assets/", script.GetAttribute("src"), StringComparison.Ordinal);
        });
        Assert.All(page.QuerySelectorAll("form, [formaction]"), form =>
        {
            var address = form.GetAttribute("action") ?? form.GetAttribute("formaction");
            Assert.True(
                address is null ? form.GetAttribute("method") == "dialog" : address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal), $"A form goes to {address}.");
        });
        foreach (var element in page.All.Where(element => element.LocalName != "script"))
        {
            Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name == "style");
            foreach (var name in new[] { "src", "srcset", "data", "poster", "xlink:href", "background" })
            {
                Assert.False(element.HasAttribute(name), $"{element.LocalName} loads {element.GetAttribute(name)}.");
            }
            if (element.GetAttribute("href") is { } address)
            {
                var isSource = element.GetAttribute("rel")?.Contains("external", StringComparison.Ordinal) == true;
                Assert.True(
                    isSource ? address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("http://", StringComparison.Ordinal)
                        : address.StartsWith('#') || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal)),
                    $"{element.LocalName} leads to {address}.");
            }
        }
        Assert.Empty(page.All.Select(element => element.Id).Where(id => !string.IsNullOrEmpty(id)).GroupBy(id => id, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEmpty(page.Title ?? "");
    }
}
