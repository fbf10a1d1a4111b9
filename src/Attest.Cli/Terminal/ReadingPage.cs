using Attest.Web.Wording;
using Spectre.Console;

namespace Attest.Cli.Terminal;

/// <summary>A reading as a margin-annotated page: each paragraph of the report, and under it what was read in it.</summary>
/// <remarks>
/// ▸ who says what, # figures aligned right, @ places, ~ times, * events. Each mark stands with its words, so that nothing is lost without colour.
/// </remarks>
/// <param name="console">Where to write.</param>
internal sealed class ReadingPage(IAnsiConsole console)
{
    /// <summary>Longer lines are hard to read, however wide the window is.</summary>
    public const int WidestPage = 100;

    private const int Indent = 4;

    /// <summary>Writes one reading.</summary>
    public void Write(Reading reading)
    {
        console.Profile.Width = Math.Min(console.Profile.Width, WidestPage);
        var report = reading.Report;
        var notes = new MarginNotes(reading, console.Profile.Width - Indent);
        WriteHead(reading);
        foreach (var item in report.Items)
        {
            if (item.Kind == ItemKind.Boilerplate)
            {
                WriteFurniture(item.Span.Of(report.Text));
                continue;
            }
            if (item.Kind == ItemKind.Update)
            {
                var published = item.Published is { } time ? $" · {Moments.Of(time)}" : "";
                console.Write(new Rule($"update {item.Id.Number}{published}") { Justification = Justify.Left, Style = Styles.Quiet });
            }
            foreach (var paragraph in Paragraphs(report.Text, item.Span))
            {
                var isHeadline = item.Headline is { } headline && headline.Contains(paragraph);
                console.Write(new Paragraph(Screen.Printable(paragraph.Of(report.Text)), isHeadline ? Styles.Strong : Style.Plain));
                console.WriteLine();
                foreach (var note in notes.Of(paragraph))
                {
                    console.Write(new Padder(note, new Padding(Indent, 0, 0, 0)));
                }
                console.WriteLine();
            }
        }
    }

    private void WriteHead(Reading reading)
    {
        var report = reading.Report;
        console.Write(new Rule { Style = Styles.Quiet });
        Line(report.Title ?? report.Path, Styles.Strong);
        var published = report.Published is { } time ? $"{Moments.Of(time)} (from {WireNames<PublishedFrom>.Of(report.PublishedFrom)})" : "date of publication not known";
        Line($"{report.Publisher ?? "publisher not known"} · {published} · {Names.Language(report.Language)}", Styles.Quiet);
        Line(report.Url is null ? report.Path : $"{report.Path} · {report.Url}", Styles.Quiet);
        Line(
            string.Join(" · ", Numbers.Count(reading.Attributions.Count, "attribution"), Numbers.Count(reading.Figures.Count, "figure"),
                Numbers.Count(reading.Places.Count, "place"), Numbers.Count(reading.Times.Count, "time"), Numbers.Count(reading.Events.Count, "event")),
            Styles.Quiet);
        foreach (var notice in reading.Notices)
        {
            Line($"! {notice.Code}: {notice.Message}", Styles.Strong);
        }
        console.WriteLine();
    }

    private void WriteFurniture(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length > 0)
        {
            Line($"[page furniture, not read: {Numbers.Count(lines.Length, "line")}, “{Excerpt.Of(lines[0], 40)}”]", Styles.Quiet);
            console.WriteLine();
        }
    }

    private void Line(string text, Style style)
    {
        console.Write(new Paragraph(Screen.Printable(text), style));
        console.WriteLine();
    }

    // Runs between ends of line, without the blanks around them; empty ones are left out.
    private static IEnumerable<TextSpan> Paragraphs(string text, TextSpan item)
    {
        for (var start = item.Start; start < item.End;)
        {
            var end = text.IndexOf('\n', start, item.End - start);
            end = end < 0 ? item.End : end;
            var (first, last) = (start, end);
            while (first < last && char.IsWhiteSpace(text[first]))
            {
                first++;
            }
            while (last > first && char.IsWhiteSpace(text[last - 1]))
            {
                last--;
            }
            if (first < last)
            {
                yield return new TextSpan(first, last);
            }
            start = end + 1;
        }
    }
}
