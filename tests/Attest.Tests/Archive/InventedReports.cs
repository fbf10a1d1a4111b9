using Attest.Tests.Incidents;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Archive;

/// <summary>Small invented reports in number, some of them changed versions of others, for what must hold whatever comes in whatever order.</summary>
internal static class InventedReports
{
    private static readonly string[] Publishers = ["Sample Wire", "Sample Daily", "Evening Sample"];
    private static readonly string?[] Speakers = [null, "Ana Sample", "Olek Sample"];

    /// <summary>Some readings, the same for the same seed.</summary>
    public static List<Reading> Make(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => One(random, number))];
    }

    private static Reading One(Random random, int number)
    {
        var day = new DateOnly(2031, 5, 1).AddDays(random.Next(8));
        var publisher = Publishers[random.Next(Publishers.Length)];
        var sample = new ReadingSample($"r{number}", day.AddDays(random.Next(3)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), publisher);
        for (var i = random.Next(3); i >= 0; i--)
        {
            var speaker = Speakers[random.Next(Speakers.Length)];
            sample.Tell(
                random.Next(2) == 0 ? "strike" : "shelling", random.Next(4) switch { 0 => null, 1 => Land, 2 => Brega, _ => Alba }, random.Next(5) == 0 ? null : day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                random.Next(6) == 0 ? EventStatus.Denied : EventStatus.Happened, speaker, speaker is null ? null : $"Side{random.Next(2)}", subtype: random.Next(2) == 0 ? "Air/drone strike" : "Shelling/artillery/missile attack",
                actor: random.Next(3) == 0 ? "Side0" : null, type: random.Next(6) == 0 ? EventType.Consult : EventType.Assault,
                figures: random.Next(3) == 0 ? [] : [(random.Next(2) == 0 ? Measure.PeopleKilled : Measure.PeopleWounded, random.Next(1, 5), random.Next(5, 8), false, false)]);
        }
        var reading = sample.Read();
        var bytes = SampleReadings.Original(reading);
        // Every few reports are versions of one document.
        var document = Sha256.Of($"document {(random.Next(4) == 0 ? number / 2 : number)}");
        var original = new Original(Sha256.Of(bytes), "text/plain", bytes.Length);
        return reading with { Report = reading.Report with { Id = Sha256.Of(document.Hex + original.Sha256.Hex), Document = document, Original = original } };
    }
}
