using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Attest.Register.Web.Tests.Browsing;

/// <summary>What axe finds wrong with a page by the rules of WCAG 2.2, levels A and AA.</summary>
/// <remarks>It runs in the page itself, once: the package's own way opens another page for each look, and brings back all that is right as well.</remarks>
internal static class Axe
{
    private const string Look =
        """
        async () => (await axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }, resultTypes: ['violations'], selectors: false }))
            .violations.map(found => `${found.id}: ${found.nodes.slice(0, 3).map(node => node.html).join(', ')}`)
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What it finds, each with up to three elements; empty where all is well.</summary>
    public static async Task<IReadOnlyList<string>> FoundAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }
        return await page.EvaluateAsync<string[]>(Look);
    }

    /// <summary>Whether a page is wider than its window.</summary>
    public static Task<bool> ScrollsSidewaysAsync(IPage page) => page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1");
}
