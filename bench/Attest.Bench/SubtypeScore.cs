using System.Globalization;
using System.Text;
using System.Text.Json;
using Attest.Intake;

namespace Attest.Bench;

/// <summary>ACLED's sub-event types of short notes, each labelled with that of its one main event: weighted F1 and what is taken for what.</summary>
/// <remarks>The main event of a note is the first in the text's order that has a sub-event type and is not denied, planned or imagined.</remarks>
internal static class SubtypeScore
{
    private const string None = "(none)";

    /// <summary>Reads every note of a file and prints precision, recall and F1 of each sub-event type, their average weighted by how often each is labelled, and the confusions.</summary>
    /// <param name="file">Lines of a label, a tab and a note.</param>
    /// <param name="show">Whether each note that is read otherwise is printed.</param>
    public static void Print(string file, bool show)
    {
        var pipeline = new Pipeline();
        var pairs = new List<(string Label, string Read)>();
        foreach (var line in File.ReadLines(file))
        {
            if (line.Split('\t') is not [var label, var note])
            {
                continue;
            }
            var events = Events(pipeline, note, pairs.Count);
            var read = MainOf(events)?.Subtype ?? None;
            pairs.Add((label, read));
            if (show && read != label)
            {
                Console.WriteLine($"{label} <- {read} :: {note}");
                Console.WriteLine($"    {string.Join("; ", events.Select(one => $"{one.Type} {one.Subtype} [{one.Trigger.Of(note)}] {one.Status} by {one.Actor} on {one.Target}"))}");
            }
        }
        Console.WriteLine($"{"sub-event type",-40}{"P",7}{"R",7}{"F1",7}   hit/labelled/read");
        double weighted = 0, macro = 0;
        var labels = pairs.GroupBy(pair => pair.Label, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        foreach (var group in labels)
        {
            int hit = group.Count(pair => pair.Read == pair.Label), read = pairs.Count(pair => pair.Read == group.Key);
            double precision = read == 0 ? 0 : (double)hit / read, recall = (double)hit / group.Count();
            var f1 = hit == 0 ? 0 : 2 * precision * recall / (precision + recall);
            weighted += f1 * group.Count() / pairs.Count;
            macro += f1 / labels.Count;
            Console.WriteLine($"{group.Key,-40}{Number(precision),7}{Number(recall),7}{Number(f1),7}   {hit}/{group.Count()}/{read}");
        }
        Console.WriteLine($"{"weighted F1",-40}{Number(weighted),21}");
        Console.WriteLine($"{"macro F1",-40}{Number(macro),21}");
        Console.WriteLine($"{"accuracy",-40}{Number((double)pairs.Count(pair => pair.Read == pair.Label) / pairs.Count),21}");
        Console.WriteLine();
        foreach (var confused in pairs.Where(pair => pair.Read != pair.Label).GroupBy(pair => pair).OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Label, StringComparer.Ordinal).Take(25))
        {
            Console.WriteLine($"{confused.Count(),5}  {confused.Key.Label} read as {confused.Key.Read}");
        }
    }

    /// <summary>The main event of a note; null where none has a sub-event type.</summary>
    private static Event? MainOf(IReadOnlyList<Event> events) =>
        events.FirstOrDefault(one => one.Subtype is not null && one.Status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged or EventStatus.Historical) ?? events.FirstOrDefault(one => one.Subtype is not null);

    private static IReadOnlyList<Event> Events(Pipeline pipeline, string note, int number)
    {
        var line = JsonSerializer.Serialize(new { url = $"https://case.invalid/{number}", language = "en", text = note });
        return [.. pipeline.Read(new IntakeInput("notes.jsonl", Encoding.UTF8.GetBytes(line))).OfType<ReadOutcome.Read>().SelectMany(outcome => outcome.Reading.Events)];
    }

    private static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
