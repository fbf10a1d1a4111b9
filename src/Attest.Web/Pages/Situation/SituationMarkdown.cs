using System.Globalization;
using System.Text;
using Attest.Incidents.Situation;
using Attest.Web.Pages.Incidents;
using Attest.Web.Wording;

namespace Attest.Web.Pages.Situation;

/// <summary>A situation report as Markdown, with footnotes as pandoc and GitHub read them.</summary>
public static class SituationMarkdown
{
    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="publishedBy">The moment of publication that was asked of; null for none.</param>
    /// <param name="recordedBy">The moment of recording that was asked of; null for none.</param>
    public static string Write(SituationReport report, DateTimeOffset? publishedBy = null, DateTimeOffset? recordedBy = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        var notes = new Footnotes();
        text.Append(CultureInfo.InvariantCulture, $"# Situation report, {Moments.Of(report.Day)}\n\n");
        text.Append("What was published on this day (UTC), according to whom. Attest does not decide what is true.\n");
        if (Moments.AsOf(publishedBy, recordedBy) is { Length: > 0 } then)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nAs it stood by what {then}.\n");
        }
        if (report.Disputes.Count > 0)
        {
            text.Append("\n## Disputes\n\n");
            foreach (var dispute in report.Disputes)
            {
                text.Append(CultureInfo.InvariantCulture, $"- **{Escape(IncidentWords.ShortTitle(dispute.Incident.Title))}.** ");
                Write(text, [SituationWords.Dispute(dispute)], notes);
            }
            LeaveOut(text, report.DisputesLeftOut, "more dispute", "");
        }
        if (report.Tolls.Count > 0)
        {
            text.Append("\n## Casualties\n\n");
            foreach (var entry in report.Tolls)
            {
                text.Append(CultureInfo.InvariantCulture, $"- **{Escape(IncidentWords.ShortTitle(entry.Incident.Title))}.** ");
                Write(text, SituationWords.Toll(entry), notes);
            }
            LeaveOut(text, report.TollsLeftOut, "more incident", " with smaller numbers");
        }
        foreach (var section in report.Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {SituationWords.Heading(section.Topic)}\n\n");
            foreach (var entry in section.Entries)
            {
                text.Append("- ");
                Write(text, SituationWords.Entry(entry, report.Tolls.Any(toll => toll.Incident.Id == entry.Incident.Id)), notes);
            }
            LeaveOut(text, section.LeftOut, "more incident", "");
        }
        if (report.NotLookedAt > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{Numbers.Count(report.NotLookedAt, "incident")} of this day, of less weight than those above: not in this report.\n");
        }
        text.Append('\n');
        for (var i = 0; i < notes.Notes.Count; i++)
        {
            var claim = notes.Notes[i];
            text.Append(CultureInfo.InvariantCulture, $"[^{i + 1}]: “{Escape(OneLine(claim.Report.Quote))}” {Escape(claim.Report.Publisher ?? "Publisher not known")}");
            if (claim.Report.Published is { } published)
            {
                text.Append(CultureInfo.InvariantCulture, $", {Moments.Of(published)}");
            }
            text.Append(claim.Report.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? $", <{address.AbsoluteUri}>\n" : "\n");
        }
        return text.ToString();
    }

    private static void LeaveOut(StringBuilder text, int number, string what, string which)
    {
        if (number > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nand {Numbers.Count(number, what)}{which}.\n");
        }
    }

    private static void Write(StringBuilder text, IReadOnlyList<IReadOnlyList<SituationPhrase>> sentences, Footnotes notes)
    {
        var first = true;
        foreach (var sentence in sentences)
        {
            text.Append(first ? "" : " ");
            first = false;
            foreach (var phrase in sentence)
            {
                text.Append(Escape(OneLine(phrase.Text)));
                if (phrase.Claim is { } claim)
                {
                    text.Append(CultureInfo.InvariantCulture, $"[^{notes.Number(claim)}]");
                }
            }
        }
        text.Append('\n');
    }

    // Words of others must not become markup, nor a line of their own.
    private static string Escape(string words)
    {
        var escaped = new StringBuilder(words.Length);
        foreach (var character in words)
        {
            if (character is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '!' or '&' or '~')
            {
                escaped.Append('\\');
            }
            escaped.Append(character);
        }
        return escaped.ToString();
    }

    private static string OneLine(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is var joined && words.Length > 0
        ? $"{(char.IsWhiteSpace(words[0]) ? " " : "")}{joined}{(words.Length > 1 && char.IsWhiteSpace(words[^1]) ? " " : "")}" : words;
}
