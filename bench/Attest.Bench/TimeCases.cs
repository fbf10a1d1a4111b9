using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attest.Claims.Times;
using Attest.Language;

namespace Attest.Bench;

/// <summary>The English date and time cases of Microsoft Recognizers-Text, those that our conventions share.</summary>
/// <remarks>
/// A case is right where the times read are exactly those expected, in their order. Where it gives a past and a future reading, either is right: we choose one by the tense.
/// Left out: by the kind of what is expected (clock times without a day have no value here), or by the case's words (<c>times-left-out.tsv</c>, with its reason).
/// </remarks>
internal static class TimeCases
{
    private static readonly string[] Specs = ["DateParser", "DatePeriodParser", "DateTimeParser", "DateTimePeriodParser", "DurationParser", "SetParser", "TimeParser", "TimePeriodParser", "HolidayParser", "MergedParser", "DateTimeModel"];

    // What they write for a day that the calendar has not.
    private const string NoDay = "0001-01-01";

    /// <summary>Prints how many cases of each specification are right, and what was left out for which reason.</summary>
    public static void Print(string folder, bool show)
    {
        var reasons = Table.Rows(typeof(TimeCases).Assembly, "times-left-out.tsv").Select(row => new Reason(row[0], row[1], new Regex(row[2], RegexOptions.CultureInvariant | RegexOptions.IgnoreCase))).ToList();
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var language = new LanguageAnalyser();
        var (allRight, allShared, allLeft) = (0, 0, 0);
        Console.WriteLine($"{"Recognizers-Text, English times",-34}{"right",8}{"shared",8}{"%",8}{"left out",10}");
        foreach (var spec in Specs)
        {
            var (right, shared, left) = (0, 0, 0);
            using var cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, spec + ".json")));
            foreach (var one in cases.RootElement.EnumerateArray())
            {
                var input = one.GetProperty("Input").GetString()!;
                var expected = one.GetProperty("Results").EnumerateArray().Select(Expected).ToList();
                if (reasons.Find(reason => reason.Pattern.IsMatch(input)) is { } reason)
                {
                    reason.Count++;
                    left++;
                    continue;
                }
                if (expected.Find(result => result.LeftOut is not null)?.LeftOut is { } kind)
                {
                    kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                    left++;
                    continue;
                }
                if (expected.Count == 0 && spec is not ("DateTimeModel" or "MergedParser"))
                {
                    const string OfAnother = "nothing expected of one parser alone: what it refuses may belong to another of theirs";
                    kinds[OfAnother] = kinds.GetValueOrDefault(OfAnother) + 1;
                    left++;
                    continue;
                }
                shared++;
                var read = Read(language, input, one);
                if (expected.Count == read.Count && expected.Zip(read).All(pair => pair.First.Values.Exists(value => value == pair.Second.Value || value == pair.Second.Timex || (value == "P3M" && pair.Second.Timex == "P1Q"))))
                {
                    right++;
                }
                else if (show)
                {
                    Console.WriteLine($"  {spec}: {input} | expected {string.Join("; ", expected.Select(result => string.Join(" or ", result.Values)))} | read {string.Join("; ", read.Select(value => $"{value.Value} ({value.Timex})"))}");
                }
            }
            Console.WriteLine(Row(spec, right, shared, left));
            (allRight, allShared, allLeft) = (allRight + right, allShared + shared, allLeft + left);
        }
        Console.WriteLine(Row("all", allRight, allShared, allLeft));
        Console.WriteLine();
        Console.WriteLine($"{"left out",8}  kind: reason");
        foreach (var (kind, count) in kinds)
        {
            Console.WriteLine($"{count,8}  {kind}");
        }
        foreach (var reason in reasons)
        {
            Console.WriteLine($"{reason.Count,8}  {reason.Kind}: {reason.Text}");
        }
    }

    private static string Row(string name, int right, int shared, int left) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-34}{right,8}{shared,8}{100.0 * right / Math.Max(1, shared),8:F1}{left,10}");

    private static Result Expected(JsonElement result)
    {
        var type = (result.TryGetProperty("TypeName", out var name) ? name.GetString() : result.TryGetProperty("Type", out var of) ? of.GetString() : null) ?? "";
        type = type[(type.LastIndexOf('.') + 1)..];
        var values = new List<string>();
        var timexes = new List<string>();
        foreach (var value in Values(result))
        {
            timexes.Add(value.TryGetValue("timex", out var timex) ? timex : "");
            if (Normal(type, value) is { } normal && normal != NoDay)
            {
                values.Add(normal);
            }
            if (type == "daterange")
            {
                values.AddRange(Inclusive(value));
            }
        }
        var reason = type switch
        {
            "time" => "time without a day: a clock time has a value here only on a day told of",
            "timerange" => "hours without a day: as for a time without a day",
            "timezone" => "zone alone: names no time",
            "datetimealt" => "one of several: alternatives to choose from belong to calendars",
            "datetimerange" when !timexes.Exists(timex => timex.Length >= 13 && timex[..10].All(letter => char.IsAsciiDigit(letter) || letter == '-') && timex[10..] is "TMO" or "TAF" or "TEV" or "TNI") => "from hour to hour: our intervals are of whole days",
            _ => null,
        };
        if (type == "datetimerange")
        {
            values = timexes;
        }
        return new Result(values, values.Count == 0 && reason is null ? "no value given: nothing to compare with" : reason);
    }

    private static IEnumerable<Dictionary<string, string>> Values(JsonElement result)
    {
        var holder = result.TryGetProperty("Resolution", out var resolution) && resolution.ValueKind == JsonValueKind.Object ? resolution : result.TryGetProperty("Value", out var value) && value.ValueKind == JsonValueKind.Object ? value : default;
        if (holder.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }
        if (holder.TryGetProperty("values", out var values))
        {
            foreach (var one in values.EnumerateArray())
            {
                yield return Words(one);
            }
            yield break;
        }
        var timex = holder.TryGetProperty("Timex", out var written) ? written.GetString() ?? "" : "";
        foreach (var side in new[] { "FutureResolution", "PastResolution" })
        {
            if (holder.TryGetProperty(side, out var resolved))
            {
                var words = Words(resolved);
                words["timex"] = timex;
                foreach (var (from, to) in new[] { ("date", "value"), ("dateTime", "value"), ("startDate", "start"), ("endDate", "end"), ("startDateTime", "start"), ("endDateTime", "end") })
                {
                    if (words.TryGetValue(from, out var word))
                    {
                        words[to] = word;
                    }
                }
                yield return words;
            }
        }
    }

    private static Dictionary<string, string> Words(JsonElement json) =>
        json.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String).ToDictionary(member => member.Name, member => member.Value.GetString()!, StringComparer.Ordinal);

    // Our way to write what they expect: their ranges end before the last day that they name.
    private static string? Normal(string type, Dictionary<string, string> value)
    {
        switch (type)
        {
            case "duration" or "set":
                return value.GetValueOrDefault("timex") switch
                {
                    // The same in other letters: halves, quarters, parts of day.
                    ['P', .., '.', '5', 'H'] timex => TimeCalendar.Duration(double.Parse(timex[2..^1], CultureInfo.InvariantCulture), "TH"),
                    ['P', .., '.', '5', 'Y'] timex => TimeCalendar.Duration(double.Parse(timex[1..^1], CultureInfo.InvariantCulture), "Y"),
                    ['T', 'M' or 'A' or 'E' or 'N', _] timex => "XXXX-XX-XX" + timex,
                    var timex => timex,
                };
            case "date" or "datetime" when value.TryGetValue("value", out var moment) && moment != "not resolved":
                return moment.Length > 10 ? moment.Replace(' ', 'T')[..16] : moment;
            case "daterange":
                var first = Day(value, "start");
                var last = Day(value, "end")?.AddDays(-1);
                return first is null && last is null ? null : TimeValue.Between(first, last).Iso;
            default:
                return null;
        }
    }

    // "From May to July" ends there where July begins, and "the next three days" leave out today; here both are in.
    private static IEnumerable<string> Inclusive(Dictionary<string, string> value)
    {
        if (Day(value, "start") is null && Day(value, "end") is { } until && until < DateOnly.MaxValue)
        {
            yield return TimeValue.Between(null, until).Iso;
            if (until.DayOfYear == 1)
            {
                yield return TimeValue.Between(null, until.AddYears(1).AddDays(-1)).Iso;
            }
        }
        // "After May 1" begins with May 1 there, which they leave out, and with May 2 here.
        if (Day(value, "start") is { } after && Day(value, "end") is null && value.GetValueOrDefault("Mod", value.GetValueOrDefault("mod", "after")) == "after")
        {
            yield return TimeValue.Between(after.AddDays(1), null).Iso;
        }
        if (Day(value, "start") is not { } first || Day(value, "end") is not { } end || !value.GetValueOrDefault("timex", "").StartsWith('('))
        {
            yield break;
        }
        yield return TimeValue.Between(first, end).Iso;
        yield return TimeValue.Between(first.AddDays(-1), end.AddDays(-1)).Iso;
        if (end.Day == 1)
        {
            yield return TimeValue.Between(first, end.AddMonths(1).AddDays(-1)).Iso;
        }
        if (end.DayOfYear == 1)
        {
            yield return TimeValue.Between(first, end.AddYears(1).AddDays(-1)).Iso;
        }
    }

    private static DateOnly? Day(Dictionary<string, string> value, string name) =>
        value.TryGetValue(name, out var text) && text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static List<(string Value, string Timex)> Read(LanguageAnalyser language, string input, JsonElement one)
    {
        var reference = one.TryGetProperty("Context", out var context) && context.TryGetProperty("ReferenceDateTime", out var time) ? time.GetString()![..10] : "2016-11-07";
        var document = new TimexDocument(input, DateOnly.ParseExact(reference, "yyyy-MM-dd", CultureInfo.InvariantCulture), []);
        var report = document.Report();
        return [.. TimeReader.Expressions(report, language.Analyse(report)).Where(expression => expression.Meaning.Timex is not ("PRESENT_REF" or "PAST_REF" or "FUTURE_REF") || expression.Meaning.Iso?.Contains('/', StringComparison.Ordinal) == true && expression.Meaning.Iso[^1] != '/')
            .Select(expression => (Whole(expression.Meaning.Iso), expression.Meaning.Timex ?? ""))];
    }

    // A month or a year is written as its days, as they write it.
    private static string Whole(string? iso)
    {
        if (iso is null || iso[0] == 'P' || iso.Contains('T', StringComparison.Ordinal))
        {
            return iso ?? "";
        }
        var (first, last) = new TimeValue(iso).Days;
        return TimeValue.Between(first, last).Iso;
    }

    private sealed record Result(List<string> Values, string? LeftOut);

    private sealed record Reason(string Kind, string Text, Regex Pattern)
    {
        public int Count { get; set; }
    }
}
