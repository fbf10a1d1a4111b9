using System.Text;
using Attest.Intake.Items;

namespace Attest.Intake.WebPages;

/// <summary>One saved web page → one report: metadata, the article's text, the updates of a live page. A pure function of the bytes.</summary>
internal static class WebPageReader
{
    /// <summary>What pages are archived as.</summary>
    public const string MediaType = "text/html";

    // Fewer words of running text than this are no article, but a label or a message that something is missing.
    private const int FewestWords = 8;

    // Where the page shows less than this share of what its data give as the article's text, the data are read.
    private const double LeastShown = 0.35;

    // A paragraph in which nearly all is bold stands for a subheading.
    private const double StrongHeadline = 0.95;

    /// <summary>Reads the one report.</summary>
    public static IntakeResult Read(IntakeInput input)
    {
        var (html, hasReplaced) = PageDecoder.Decode(input.Bytes.Span);
        if (PageDepth.IsExceeded(html))
        {
            return new IntakeResult.Refused(
                input.Path,
                $"Reading {input.Path}: found elements nested more than {PageDepth.Most} deep, which no page for reading has. Save the article's own page, or give its text as .txt.");
        }
        var read = Extract(html);
        if (read is not { } page)
        {
            return new IntakeResult.Refused(
                input.Path,
                $"Reading {input.Path}: found a web page without an article, expected one with at least {FewestWords} words of running text. Save the article's own page after it has loaded, or give its text as .txt.");
        }
        return ReportAssembly.Assemble(new FoundReport(input.Path, page.Text, input.Bytes, MediaType, input)
        {
            Address = page.Metadata.Address,
            Title = page.Metadata.Title,
            Publisher = page.Metadata.Publisher,
            Published = page.Metadata.Published,
            Modified = page.Metadata.Modified,
            DeclaredLanguage = page.Metadata.Language,
            Lines = page.Lines,
            Notices = hasReplaced
                ? [new Notice("replaced-bytes", "Some bytes of the page could not be read in its encoding; they stand as � in the text.")]
                : [],
        });
    }

    /// <summary>The text of an archived page, as it was when it was taken in; null where it has no article.</summary>
    public static string? TextOf(ReadOnlySpan<byte> original) => PageDecoder.Decode(original).Html is var html && PageDepth.IsExceeded(html) ? null : Extract(html)?.Text;

    private static (string Text, List<TextLine> Lines, PageMetadata Metadata)? Extract(string html)
    {
        var page = PageTree.Parse(html);
        var blocks = ArticleFinder.Find(page);
        var metadata = PageMetadata.Read(page, html, blocks);
        var parts = Parts(page, blocks, metadata.Linked);
        if (parts.Sum(part => part.IsHeading ? 0 : LineShape.WordsOf(part.Text)) < FewestWords)
        {
            return null;
        }
        var (text, lines) = Join(parts);
        return (text, lines, metadata);
    }

    private static List<(string Text, bool IsHeading, UpdateStart? Update)> Parts(PageTree page, List<PageBlock> blocks, LinkedData linked)
    {
        var updates = LiveUpdates.Find(page, blocks, linked);
        var shown = blocks.ConvertAll(block => (block.Text, IsHeading: block.IsHeading || IsStrongLine(block), Update: updates.GetValueOrDefault(block)));
        var shownLetters = shown.Sum(part => part.Text.Length);
        var given = linked.Updates.Count > 0 && updates.Count == 0
            ? LiveUpdates.FromData(linked.Updates)
            : [.. DataText.Paragraphs(linked.Body).Select(paragraph => (paragraph, false, (UpdateStart?)null))];
        var givenLetters = given.Sum(part => part.Text.Length);
        return shownLetters >= LeastShown * givenLetters ? shown : [.. shown.Take(1).Where(part => part.IsHeading), .. given];
    }

    private static bool IsStrongLine(PageBlock block) => block.Kind is "p" or "div" && block.StrongLetters >= StrongHeadline * block.Text.Count(sign => !char.IsWhiteSpace(sign)) && LineShape.Of(block.Text, new TextSpan(0, block.Text.Length)).IsHeadline;

    // Paragraphs stand apart by a blank line; a line break within one stays a line break.
    private static (string, List<TextLine>) Join(List<(string Text, bool IsHeading, UpdateStart? Update)> parts)
    {
        var text = new StringBuilder();
        var marks = new List<(int Start, bool IsHeading, UpdateStart? Update)>();
        foreach (var (part, isHeading, update) in parts)
        {
            if (text.Length > 0)
            {
                text.Append("\n\n");
            }
            marks.Add((text.Length, isHeading, update));
            text.Append(part);
        }
        var whole = text.ToString();
        var lines = LineShape.LinesOf(whole);
        var next = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var isFirst = next < marks.Count && marks[next].Start <= lines[i].Span.Start;
            var mark = isFirst ? marks[next++] : marks[next - 1];
            // The page marks its headlines; a short paragraph is none for its form.
            lines[i] = lines[i] with { IsHeadline = mark.IsHeading, IsProse = lines[i].IsProse && !(mark.IsHeading && lines[i].IsHeadline), Update = isFirst ? mark.Update : null };
        }
        return (whole, lines);
    }
}
