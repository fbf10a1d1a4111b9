using System.Globalization;
using System.Text;
using Attest.Archive;
using Attest.Incidents;
using Attest.Web.Tests.Hostile.Walking;

namespace Attest.Web.Tests.Hostile;

/// <summary>What a site holds before anybody fills in a form: readings every field of which is hostile, so that whatever a page or an export shows of one is, too.</summary>
internal static class HostileSeeds
{
    private const int Incidents = 10, Days = 3;

    /// <summary>The numbers of people of whom the report says so in which nothing was read.</summary>
    public const int FirstUnread = 101, MostUnread = 300;

    /// <summary>The fields of readings, as the planting knows them.</summary>
    public const string Field = "a reading";

    /// <summary>Records them: incidents that two reports contradict each other about, a series, and a document in two versions.</summary>
    /// <returns>The report that has words of which nothing was read.</returns>
    public static async Task<Sha256> FillAsync(ReportArchive archive, Planting planting, CancellationToken cancel)
    {
        var (linker, unread) = (new IncidentLinker(), Unread(planting));
        foreach (var reading in Enumerable.Range(0, Incidents).SelectMany(number => Two(number, planting)).Concat(Series(planting)).Concat(Versions(planting)).Append(Examples.Reading()).Append(unread))
        {
            await archive.RecordAsync(reading, Encoding.UTF8.GetBytes(reading.Report.Text), linker, cancel);
        }
        // Whether or not both were taken for one occurrence, here they are.
        foreach (var place in (await archive.IncidentsAsync(0, 1000, cancel)).GroupBy(incident => incident.Place?.Gazetteer).Where(place => place.Key is not null && place.Count() > 1))
        {
            await archive.JudgeAsync(Verdict.Same, place.First().Id, place.Last().Id, Words(planting), "an editor", linker, cancel);
        }
        return unread.Report.Id;
    }

    private static IEnumerable<Reading> Two(int number, Planting planting)
    {
        for (var toll = 12; toll <= 15; toll += 3)
        {
            var reading = Named(Examples.Hostile(Words(planting), number), $"{number} {toll}");
            yield return reading with
            {
                // The reader is not sure of the one or of the other.
                Figures = [reading.Figures[0] with { Low = toll, High = toll, Scope = FigureScope.New, Confidence = number % 2 == 0 ? 0.9 : 0.2 }],
                // Both are from closed tables, and a form with others could never be sent.
                Events = [reading.Events[0] with { Modes = ["drone"], Subtype = "Air/drone strike", Confidence = number % 2 == 0 ? 0.2 : 0.9 }],
            };
        }
    }

    // What one claimant counts day after day, in the same words.
    private static IEnumerable<Reading> Series(Planting planting)
    {
        var words = Words(planting);
        for (var day = 0; day < Days; day++)
        {
            var reading = Named(Examples.Hostile(words, 40), $"series {day}");
            yield return reading with
            {
                Report = reading.Report with { Published = new PublicationTime(Examples.Day.AddDays(day)) }, Events = [],
                Figures = [reading.Figures[0] with { Measure = Measure.TanksLost, Scope = FigureScope.Cumulative, Low = 100 + day, High = 100 + day, Event = null, Place = null }],
            };
        }
    }

    private static IEnumerable<Reading> Versions(Planting planting)
    {
        var first = Named(Examples.Hostile(Words(planting), 50), "version 1");
        yield return first;
        var second = Named(Examples.Hostile(Words(planting), 50), "version 2");
        yield return second with { Report = second.Report with { Document = first.Report.Document, Path = first.Report.Path } };
    }

    // Sentences with a word of casualties in which nothing was read, so that there are always words to make a claim of.
    private static Reading Unread(Planting planting) => new(
        "0.1.0", [], Examples.Report(string.Join('\n', Enumerable.Range(FirstUnread, MostUnread).Select(number => string.Create(CultureInfo.InvariantCulture, $"In that week {number} people died."))), Words(planting), Words(planting), "https://wire.example/unread"),
        [], [], [], [], [], []);

    private static Reading Named(Reading reading, string name) => reading with { Report = reading.Report with { Id = Sha256.Of($"hostile report {name}"), Document = Sha256.Of($"hostile document {name}") } };

    // Short enough for a filter of a list.
    private static string Words(Planting planting) => planting.Next(Field, 190).Value;
}
