using Attest.Language;
using Attest.Packs;

namespace Attest.Claims.Times;

/// <summary>Finds expressions that fix or measure a time and resolves them against the publication of the item they stand in.</summary>
/// <remarks>
/// How they are written is patterns.tsv, their words are times.tsv; <see cref="TimeGrammar"/> finds, <see cref="TimeRules"/> resolves.
/// Without a date of publication what is relative to it has no value; nothing is guessed.
/// </remarks>
public sealed class TimeReader
{
    /// <summary>The times that a report names, in the text's order, without overlap; empty where it names none.</summary>
    /// <param name="report">The report.</param>
    /// <param name="parsed">Its sentences.</param>
    /// <param name="known">What is known of the war that it is about, of which it counts the days; null for nothing.</param>
    public IReadOnlyList<TimeMention> Read(Report report, ParsedText parsed, Knowledge? known = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(parsed);
        var expressions = Expressions(report, parsed, known);
        var mentions = new List<TimeMention>();
        foreach (var expression in expressions)
        {
            if (expression.Meaning.IsShown)
            {
                var span = new TextSpan(parsed.Tokens[expression.First].Start, parsed.Tokens[expression.Last - 1].End);
                var iso = expression.Meaning.Iso;
                mentions.Add(new TimeMention(new LocalId('t', mentions.Count + 1), span, iso is null ? null : new TimeValue(iso), iso is null || iso[0] == 'P' ? null : expression.Meaning.Precision)
                {
                    Basis = iso is null ? TimeBasis.None : expression.Basis,
                });
            }
        }
        Anchor(mentions, expressions, parsed);
        return mentions;
    }

    /// <summary>All expressions, also those that a reading leaves out; what a benchmark of TIMEX3 counts.</summary>
    internal static List<TimeExpression> Expressions(Report report, ParsedText parsed, Knowledge? known = null)
    {
        if (parsed.Tokens.Length == 0)
        {
            return [];
        }
        var text = new TimeText(parsed);
        return new TimeGrammar(text, report.Items, position => ReferenceAt(report, position), new WarDays(text, known?.Days ?? [])).Find();
    }

    // The anchor of a mention is another mention; both stand in the text's order.
    private static void Anchor(List<TimeMention> mentions, List<TimeExpression> expressions, ParsedText parsed)
    {
        var at = 0;
        foreach (var expression in expressions)
        {
            if (!expression.Meaning.IsShown)
            {
                continue;
            }
            if (expression.Basis == TimeBasis.Mention && expression.Meaning.Iso is not null)
            {
                var start = parsed.Tokens[expression.Anchor].Start;
                var anchor = mentions.FindIndex(mention => mention.Span.Contains(start));
                mentions[at] = mentions[at] with { Anchor = anchor < 0 ? null : mentions[anchor].Id };
            }
            at++;
        }
    }

    private static TimeReference ReferenceAt(Report report, int position)
    {
        foreach (var item in report.Items)
        {
            if (item.Span.Contains(position))
            {
                return item.Published is { } own ? new TimeReference(PublisherDay.Of(own, report.Url), true) : OfReport(report);
            }
        }
        return OfReport(report);
    }

    private static TimeReference OfReport(Report report) => new(report.Published is { } published ? PublisherDay.Of(published, report.Url) : null, false);
}
