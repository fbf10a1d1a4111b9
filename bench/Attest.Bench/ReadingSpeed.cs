using System.Diagnostics;
using Attest.Claims.Attributions;
using Attest.Claims.Events;
using Attest.Claims.Figures;
using Attest.Claims.Places;
using Attest.Claims.Times;
using Attest.Intake;
using Attest.Language;
using Attest.Packs;

namespace Attest.Bench;

/// <summary>Words a second of the whole reading on one thread, and how the time is shared between its stages, measured side by side in one run.</summary>
internal static class ReadingSpeed
{
    private const int Rounds = 3;

    public static void Print(string path)
    {
        var intake = new ReportIntake();
        var reports = intake.Read(new IntakeInput(path, File.ReadAllBytes(path))).OfType<IntakeResult.Accepted>().ToList();
        var (language, places, times, attributions, events, figures) = (new LanguageAnalyser(), new PlaceReader(), new TimeReader(), new AttributionReader(), new EventReader(), new FigureReader());
        var stages = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        var allocated = new Dictionary<string, long>(StringComparer.Ordinal);
        var words = 0;
        // The first round warms up and isn't counted.
        for (var round = 0; round <= Rounds; round++)
        {
            if (round == 1)
            {
                stages.Clear();
                allocated.Clear();
                words = 0;
            }
            foreach (var accepted in reports)
            {
                var report = accepted.Report;
                var parsed = Timed("language", () => language.Analyse(report));
                words += parsed.Tokens.Length;
                var known = Timed("packs", () => PackCatalogue.Shipped.For(report, parsed));
                var where = Timed("places", () => places.Read(report, parsed));
                var when = Timed("times", () => times.Read(report, parsed));
                var (said, speakers) = Timed("attributions", () => attributions.Read(report, parsed, known, where));
                var happened = Timed("events", () => events.Read(report, parsed, where, when, said, speakers, known));
                Timed("figures", () => figures.Read(report, parsed, where, when, said, speakers, happened, known));
            }
        }
        var whole = TimeSpan.FromTicks(stages.Values.Sum(time => time.Ticks));
        Console.WriteLine($"{words / Rounds:N0} words in {reports.Count} reports, on one thread, {Rounds} rounds: {words / whole.TotalSeconds:N0} words/s");
        Console.WriteLine($"{"stage",-14}{"µs a word",10}{"share",8}{"bytes a word",14}");
        foreach (var (stage, time) in stages)
        {
            Console.WriteLine($"{stage,-14}{time.TotalMicroseconds / words,10:F1}{100 * time / whole,7:F0}%{(double)allocated[stage] / words,14:F0}");
        }

        T Timed<T>(string stage, Func<T> work)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            var result = work();
            stages[stage] = stages.GetValueOrDefault(stage) + Stopwatch.GetElapsedTime(start);
            allocated[stage] = allocated.GetValueOrDefault(stage) + GC.GetAllocatedBytesForCurrentThread() - before;
            return result;
        }
    }
}
