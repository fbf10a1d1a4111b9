using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Attest.Claims.Times;
using Attest.Language;

namespace Attest.Bench;

/// <summary>Times of a collection marked with TIMEX3 (TimeBank and AQUAINT), by the measures of TempEval-3.</summary>
/// <remarks>
/// Strict: the words are exactly those that were marked. Relaxed: some of them are. Value and type: relaxed, and the value or the type is the one that was marked; of what was found and of what was marked, as an F1.
/// Files whose name's SHA-256 begins with a byte below 64 (about a quarter) are the part held back: rules were made on the others.
/// </remarks>
internal sealed class TimexScore(string name)
{
    private int _documents, _marked, _read, _strict, _relaxed, _value, _type;

    /// <summary>Reads every .tml file in and below a folder and prints the table; with <paramref name="shown"/> "wrong", what is wrong in the part that is tuned on, too.</summary>
    public static void Print(string folder, string? shown)
    {
        var language = new LanguageAnalyser();
        var (tuned, held) = (new TimexScore("tuned on"), new TimexScore("held back"));
        foreach (var file in Directory.EnumerateFiles(folder, "*.tml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var isHeld = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(file)))[0] < 64;
            (isHeld ? held : tuned).Add(TimexDocument.Load(file), language, shown is not null && !isHeld ? Path.GetFileNameWithoutExtension(file) : null);
        }
        Console.WriteLine($"{"TIMEX3",-12}{"texts",7}{"marked",8}{"read",7}{"strict P",10}{"R",7}{"F1",7}{"relaxed F1",12}{"value F1",10}{"type F1",9}");
        Console.WriteLine(tuned.Row());
        Console.WriteLine(held.Row());
    }

    private void Add(TimexDocument document, LanguageAnalyser language, string? shown)
    {
        var report = document.Report();
        var parsed = language.Analyse(report);
        var read = TimeReader.Expressions(report, parsed).Where(expression => expression.Meaning.IsTimex).SelectMany(expression => Timexes(expression, parsed)).ToList();
        _documents++;
        _marked += document.Marked.Count;
        _read += read.Count;
        foreach (var marked in document.Marked)
        {
            var match = read.Find(one => one.Span == marked.Span) ?? read.Find(one => one.Span.Overlaps(marked.Span));
            _strict += match?.Span == marked.Span ? 1 : 0;
            _relaxed += match is null ? 0 : 1;
            _value += match?.Value == marked.Value ? 1 : 0;
            _type += match?.Type == marked.Type ? 1 : 0;
            if (shown is not null && (match is null || match != marked))
            {
                var kind = match is null ? "missed" : match.Value != marked.Value ? "value" : match.Span != marked.Span ? "span" : "type";
                Console.WriteLine($"{kind}\t{document.Published}\t{marked.Type} {marked.Span.Of(document.Text)} = {marked.Value}\t{(match is null ? "" : $"{match.Type} {match.Span.Of(document.Text)} = {match.Value}")}\t{document.Around(marked.Span)}\t{shown}");
            }
        }
        if (shown is not null)
        {
            foreach (var one in read.Where(one => !document.Marked.Exists(marked => marked.Span.Overlaps(one.Span))))
            {
                Console.WriteLine($"extra\t{document.Published}\t\t{one.Type} {one.Span.Of(document.Text)} = {one.Value}\t{document.Around(one.Span)}\t{shown}");
            }
        }
    }

    // "From May to July" is one time of ours and two of TIMEX3's.
    private static IEnumerable<Timex> Timexes(TimeExpression expression, ParsedText parsed)
    {
        var meaning = expression.Meaning;
        if (meaning.SecondTimex is not { } second)
        {
            yield return new Timex(Span(expression.CoreFirst, expression.Last), meaning.Timex ?? "", meaning.TimexType);
            yield break;
        }
        var first = parsed.Text.AsSpan(parsed.Tokens[expression.CoreFirst].Start).StartsWith("between", StringComparison.OrdinalIgnoreCase) ? expression.CoreFirst + 1 : expression.CoreFirst;
        yield return new Timex(Span(first, meaning.Split), meaning.Timex ?? "", meaning.TimexType);
        yield return new Timex(Span(meaning.Split + 1, expression.Last), second, (meaning with { Timex = second }).TimexType);

        TextSpan Span(int first, int last) => new(parsed.Tokens[first].Start, parsed.Tokens[last - 1].End);
    }

    private string Row() => string.Create(CultureInfo.InvariantCulture,
        $"{name,-12}{_documents,7}{_marked,8}{_read,7}{100.0 * _strict / Math.Max(1, _read),10:F1}{100.0 * _strict / Math.Max(1, _marked),7:F1}{F1(_strict),7:F1}{F1(_relaxed),12:F1}{F1(_value),10:F1}{F1(_type),9:F1}");

    private double F1(int right) => 200.0 * right / Math.Max(1, _marked + _read);
}

/// <summary>An expression of time as TIMEX3 marks it.</summary>
internal sealed record Timex(TextSpan Span, string Value, string Type);

/// <summary>A text with its times marked.</summary>
internal sealed record TimexDocument(string Text, DateOnly Published, List<Timex> Marked)
{
    /// <summary>Reads a file in TimeML.</summary>
    public static TimexDocument Load(string file)
    {
        var root = XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!;
        var created = root.Element("DCT")!.Descendants("TIMEX3").First().Attribute("value")!.Value;
        var text = new StringBuilder();
        var marked = new List<Timex>();
        Walk(root.Element("TEXT")!, text, marked);
        return new TimexDocument(text.ToString(), DateOnly.ParseExact(created[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture), marked);
    }

    /// <summary>The text as a report of one article.</summary>
    public Report Report()
    {
        var digest = Sha256.Of("bench");
        return new Report(digest, digest, "bench", null, null, null, new PublicationTime(Published), PublishedFrom.Metadata, null, "en", new Original(digest, "text/plain", 0), Text,
            [new Item(new LocalId('i', 1), new TextSpan(0, Text.Length), null, ItemKind.Article, null)]);
    }

    /// <summary>What stands around a span, on one line.</summary>
    public string Around(TextSpan span) => Text[Math.Max(0, span.Start - 70)..Math.Min(Text.Length, span.End + 50)].Replace('\n', ' ').Replace('\t', ' ');

    private static void Walk(XElement element, StringBuilder text, List<Timex> marked)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(words.Value);
                    break;
                case XElement inner:
                    var start = text.Length;
                    Walk(inner, text, marked);
                    if (inner.Name == "TIMEX3" && text.Length > start)
                    {
                        marked.Add(new Timex(new TextSpan(start, text.Length), inner.Attribute("value")!.Value, inner.Attribute("type")!.Value));
                    }
                    break;
            }
        }
    }
}
