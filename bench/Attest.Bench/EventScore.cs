using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attest.Claims.Nations;
using Attest.Intake;

namespace Attest.Bench;

/// <summary>Types, sources and targets against the coded sentences of the PLOVER project (gold standard records 0.5b1) and of UniversalPetrarch (PETRARCH-2 validation records).</summary>
/// <remarks>
/// Both are coded by older rules. DEMAND is REQUEST now, DISAPPROVE and INVESTIGATE are ACCUSE, FIGHT is ASSAULT, and property destroyed is no longer COERCE (PLOVER manual 0.8 and its
/// conversion table). A case agrees in type where an event of that type is read at the words that it marks, or, where it marks none, anywhere in its sentence.
/// </remarks>
internal static partial class EventScore
{
    /// <summary>Reads every case and prints how many agree; with misses one by one where asked.</summary>
    /// <param name="folder">Folder <c>events</c> of the shared data.</param>
    /// <param name="show">Whether each case of another type is printed.</param>
    public static void Print(string folder, bool show)
    {
        var pipeline = new Pipeline();
        Console.WriteLine($"{"",-28}{"cases",8}{"type",8}{"anywhere",10}{"source",8}{"target",8}   agreement in per cent of cases; source and target of those whose type agrees anywhere");
        foreach (var (name, cases) in new[] { ("PLOVER records", Plover(folder)), ("UniversalPetrarch", Petrarch(folder)) })
        {
            int typed = 0, anywhere = 0, sources = 0, targets = 0, withSource = 0, withTarget = 0;
            var missed = new SortedDictionary<string, (int All, int Missed)>(StringComparer.Ordinal);
            foreach (var one in cases)
            {
                var events = Read(pipeline, one).ToList();
                var same = events.Where(read => one.Types.Contains(read.Type)).ToList();
                var isHere = same.Exists(read => one.Marked.Count == 0 || read.Mentions.Any(mention => one.Marked.Any(mention.Span.Overlaps)));
                typed += isHere ? 1 : 0;
                anywhere += same.Count > 0 ? 1 : 0;
                var key = one.Types[0].ToString();
                missed[key] = missed.GetValueOrDefault(key) is var (all, gone) ? (all + 1, gone + (isHere ? 0 : 1)) : default;
                if (same.Count > 0)
                {
                    withSource += one.Source.Count > 0 ? 1 : 0;
                    withTarget += one.Target.Count > 0 ? 1 : 0;
                    sources += same.Exists(read => IsMeant(one.Source, read.Actor)) ? 1 : 0;
                    targets += same.Exists(read => IsMeant(one.Target, read.Target)) ? 1 : 0;
                }
                if (show && !isHere)
                {
                    Console.WriteLine($"{string.Join('|', one.Types),-10} {string.Join(", ", one.Marked.Select(span => span.Of(one.Text)))} :: {one.Text}");
                    Console.WriteLine($"           read: {string.Join("; ", events.Select(read => $"{read.Type} [{read.Trigger.Of(one.Text)}]"))}");
                }
            }
            string Share(int hit, int of) => of == 0 ? "-" : (100.0 * hit / of).ToString("F1", CultureInfo.InvariantCulture);
            Console.WriteLine($"{name,-28}{cases.Count,8}{Share(typed, cases.Count),8}{Share(anywhere, cases.Count),10}{Share(sources, withSource),8}{Share(targets, withTarget),8}");
            Console.WriteLine($"{"",-28}missed by type: {string.Join(", ", missed.Select(pair => $"{pair.Key} {pair.Value.Missed} of {pair.Value.All}"))}");
        }
    }

    private static IReadOnlyList<Event> Read(Pipeline pipeline, Case one)
    {
        var line = JsonSerializer.Serialize(new { url = $"https://case.invalid/{one.Number}", published = one.Date, language = "en", text = one.Text });
        return [.. pipeline.Read(new IntakeInput("cases.jsonl", Encoding.UTF8.GetBytes(line))).OfType<ReadOutcome.Read>().SelectMany(outcome => outcome.Reading.Events)];
    }

    // By nation where both name one, or else by half of the telling words.
    private static bool IsMeant(IReadOnlyList<string> named, string? read) => read is not null && named.Any(words =>
        NationTable.World.FirstIn(words) is { } nation ? read.Contains(nation.Nation.Name, StringComparison.Ordinal) : Words(words).Intersect(Words(read)).Count() * 2 >= Math.Min(Words(words).Count, Words(read).Count));

    private static HashSet<string> Words(string text) => [.. text.ToLowerInvariant().Split([' ', '(', ')', ',', '-'], StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("the" or "of" or "and"))];

    private static List<Case> Plover(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "plover", "PLOVER_GSR_CAMEO.json")));
        var cases = new List<Case>();
        foreach (var record in json.RootElement.EnumerateArray())
        {
            if (!record.TryGetProperty("text", out var text) || record.GetProperty("textInfo").ValueKind != JsonValueKind.Object || !record.GetProperty("textInfo").TryGetProperty("markup", out var markup))
            {
                continue;
            }
            var mode = record.TryGetProperty("mode", out var named) ? named.ToString() : "";
            var (plain, marked) = Unmarked(markup.GetString()!);
            var isSame = plain == text.GetString();
            cases.Add(new Case(
                cases.Count, record.GetProperty("date").GetString()!, text.GetString()!, isSame ? marked : [], Types(record.GetProperty("event").GetString()!, mode), Actors(record, "source"), Actors(record, "target")));
        }
        return cases;
    }

    private static List<string> Actors(JsonElement record, string role) => record.TryGetProperty(role, out var actors) && actors.ValueKind == JsonValueKind.Array
        ? [.. actors.EnumerateArray().Where(actor => actor.ValueKind == JsonValueKind.Object && actor.TryGetProperty("actorText", out _)).Select(actor => actor.GetProperty("actorText").ToString())] : [];

    // "(SRC: Norland) (EVT: agreed)": the plain text, and where the marked event stands in it.
    private static (string Text, List<TextSpan> Marked) Unmarked(string markup)
    {
        var text = new StringBuilder();
        var marked = new List<TextSpan>();
        var last = 0;
        foreach (Match match in Markup().Matches(markup))
        {
            text.Append(markup, last, match.Index - last);
            if (match.Groups[1].Value.Contains("EVT", StringComparison.Ordinal))
            {
                marked.Add(new TextSpan(text.Length, text.Length + match.Groups[2].Length));
            }
            text.Append(match.Groups[2].Value);
            last = match.Index + match.Length;
        }
        return (text.Append(markup, last, markup.Length - last).ToString(), marked);
    }

    private static List<Case> Petrarch(string folder)
    {
        var byCode = File.ReadLines(Path.Combine(folder, "plover", "CAMEO2PLOVER-2021.txt")).Select(line => Conversion().Match(line)).Where(match => match.Success)
            .GroupBy(match => match.Groups[1].Value, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Groups[2].Value, StringComparer.Ordinal);
        var cases = new List<Case>();
        foreach (Match match in Validation().Matches(File.ReadAllText(Path.Combine(folder, "petrarch-universal", "PETR2_GSR_validation.xml"))))
        {
            var types = EventCode().Matches(match.Groups[2].Value).Select(code => code.Groups[1].Value.Replace(":", "", StringComparison.Ordinal))
                .SelectMany(code => byCode.TryGetValue(code, out var name) || byCode.TryGetValue(code[..Math.Min(2, code.Length)], out name) ? Types(name, "") : []).Distinct().ToArray();
            if (types.Length > 0)
            {
                var date = match.Groups[1].Value;
                cases.Add(new Case(cases.Count, $"{date[..4]}-{date[4..6]}-{date[6..8]}", string.Join(' ', match.Groups[3].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), [], types, [], []));
            }
        }
        return cases;
    }

    private static EventType[] Types(string name, string mode) => name switch
    {
        "DEMAND" => [EventType.Request],
        "DISAPPROVE" or "INVESTIGATE" => [EventType.Accuse],
        "FIGHT" => [EventType.Assault],
        "COERCE" when mode == "destroy" => [EventType.Assault, EventType.Coerce],
        _ => Enum.TryParse<EventType>(name, ignoreCase: true, out var type) ? [type] : [],
    };

    [GeneratedRegex(@"\(([A-Z/0-9]+): ([^()]*)\)")]
    private static partial Regex Markup();

    [GeneratedRegex(@"^(\d+): ([A-Z]+)")]
    private static partial Regex Conversion();

    [GeneratedRegex(@"<Sentence\b[^>]*date=""(\d{8})[^>]*>((?:\s*<EventCoding[^>]*>)+)\s*<Text>(.*?)</Text>", RegexOptions.Singleline)]
    private static partial Regex Validation();

    [GeneratedRegex(@"eventcode=""([0-9:]+)")]
    private static partial Regex EventCode();

    private sealed record Case(int Number, string Date, string Text, IReadOnlyList<TextSpan> Marked, EventType[] Types, IReadOnlyList<string> Source, IReadOnlyList<string> Target);
}
