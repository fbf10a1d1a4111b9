using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attest.Claims;
using Attest.Claims.Figures;
using Attest.Language;

namespace Attest.Bench;

/// <summary>The English cases of Microsoft Recognizers-Text for numbers, percentages, currencies and dimensions, through our number grammar.</summary>
/// <remarks>A case is right where the values read, of the kind asked for, are exactly those expected, in their order. What our conventions decide otherwise is left out and listed (<c>recognizers-left-out.tsv</c>).</remarks>
internal static class RecognizersScore
{
    private static readonly (string Spec, string[] Units)[] Specs =
    [
        ("Number/NumberModel", []),
        ("Number/PercentModel", ["percent"]),
        ("NumberWithUnit/CurrencyModel", ["money"]),
        ("NumberWithUnit/DimensionModel", ["distance", "area", "speed", "volume"]),
    ];

    /// <summary>Prints how many cases of each specification are right, and what was left out for which reason.</summary>
    /// <param name="folder">The folder that holds the specifications.</param>
    /// <param name="show">Whether each case that is wrong is printed too.</param>
    public static void Print(string folder, bool show)
    {
        var reasons = Table.Rows(typeof(RecognizersScore).Assembly, "recognizers-left-out.tsv").Select(row => new Reason(row[0], row[1], row[2], new Regex(row[3], RegexOptions.CultureInvariant))).ToList();
        var language = new LanguageAnalyser();
        var (allRight, allShared) = (0, 0);
        Console.WriteLine($"{"Recognizers-Text, English",-34}{"right",8}{"shared",8}{"%",8}{"left out",10}");
        foreach (var (spec, units) in Specs)
        {
            var (right, shared, left) = (0, 0, 0);
            foreach (var one in JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, spec + ".json"))).RootElement.EnumerateArray())
            {
                var input = one.GetProperty("Input").GetString()!;
                if (reasons.FirstOrDefault(reason => (reason.Spec == "*" || spec.StartsWith(reason.Spec, StringComparison.Ordinal)) && reason.Pattern.IsMatch(input)) is { } reason)
                {
                    reason.Count++;
                    left++;
                    continue;
                }
                shared++;
                var expected = Expected(one);
                var read = Read(language.Analyse(input), units);
                if (expected.Count == read.Count && expected.Zip(read).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-6m * Math.Max(1, Math.Abs(pair.First))))
                {
                    right++;
                }
                else if (show)
                {
                    Console.WriteLine($"  {spec[(spec.IndexOf('/', StringComparison.Ordinal) + 1)..]}: {input} | expected {string.Join(' ', expected)} | read {string.Join(' ', read)}");
                }
            }
            Console.WriteLine(Row(spec, right, shared, left));
            (allRight, allShared) = (allRight + right, allShared + shared);
        }
        Console.WriteLine(Row("all", allRight, allShared, reasons.Sum(reason => reason.Count)));
        Console.WriteLine();
        Console.WriteLine($"{"left out",8}  kind: reason");
        foreach (var reason in reasons)
        {
            Console.WriteLine($"{reason.Count,8}  {reason.Kind}: {reason.Text}");
        }
    }

    private static string Row(string name, int right, int shared, int left) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-34}{right,8}{shared,8}{100.0 * right / Math.Max(1, shared),8:F1}{left,10}");

    // A unit without a number has no value; ours is a grammar of numbers.
    private static List<decimal> Expected(JsonElement one)
    {
        var values = new List<decimal>();
        foreach (var result in one.GetProperty("Results").EnumerateArray())
        {
            if (result.TryGetProperty("Resolution", out var resolution) && resolution.TryGetProperty("value", out var value) && value.GetString() is { } text
                && decimal.TryParse(text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                values.Add(number);
            }
        }
        return values;
    }

    private static List<decimal> Read(ParsedText parsed, string[] units)
    {
        var values = new List<decimal>();
        var grammar = new NumberGrammar(new Words(parsed));
        for (var number = 0; number < parsed.SentenceCount; number++)
        {
            var reached = parsed[number].First;
            for (var i = parsed[number].First; i < parsed[number].Last; i++)
            {
                if (grammar.At(i, reached, parsed[number].Last) is not { } quantity)
                {
                    continue;
                }
                // "no", "both" and "dozens" are words of our conventions, not of theirs.
                if ((units.Length == 0 && quantity.Form is not (NumberForm.Pair or NumberForm.Many)) || Array.IndexOf(units, quantity.Unit) >= 0)
                {
                    values.AddRange(quantity.Low is { } low && quantity.High is { } high && low != high ? [low, high] : [(quantity.Low ?? quantity.High)!.Value]);
                }
                reached = quantity.Last;
                i = Math.Max(i, quantity.Last - 1);
            }
        }
        return values;
    }

    private sealed record Reason(string Spec, string Kind, string Text, Regex Pattern)
    {
        public int Count { get; set; }
    }
}
