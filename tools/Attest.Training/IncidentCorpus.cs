using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attest.Archive.Formats;
using Attest.Intake;

namespace Attest.Training;

/// <summary>Articles on incidents that a register holds, and what it holds of each: incidents.jsonl and docs.jsonl.gz.</summary>
/// <param name="Articles">In the file's order.</param>
/// <param name="Register">By the incident's key; an article's incident need not be in it.</param>
internal sealed record IncidentCorpus(IReadOnlyList<RegisteredArticle> Articles, IReadOnlyDictionary<string, RegisteredIncident> Register)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the corpus and each of its articles with the pipeline, told only its text (the headline first) and when it was published.</summary>
    /// <param name="folder">Where the two files are.</param>
    /// <param name="cache">A file of readings: read where it is there, else written; null for none.</param>
    public static IncidentCorpus Load(string folder, string? cache)
    {
        var register = File.ReadLines(Path.Combine(folder, "incidents.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(row => row.GetProperty("incident_uri").GetString()!, row => new RegisteredIncident(row.GetProperty("num_killed").GetInt32(), row.GetProperty("num_injured").GetInt32()), StringComparer.Ordinal);
        using var packed = new GZipStream(File.OpenRead(Path.Combine(folder, "docs.jsonl.gz")), CompressionMode.Decompress);
        using var lines = new StreamReader(packed, Encoding.UTF8);
        var rows = new List<(string Incident, string Title, string Published, string Text)>();
        while (lines.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            string Member(string name) => row.GetProperty(name).GetString() ?? "";
            rows.Add((Member("incident"), Member("title"), Member("dct"), Member("title") + "\n\n" + Member("content")));
        }
        var readings = cache is not null && File.Exists(cache) ? [.. File.ReadLines(cache).Select(line => ReadingJson.Read(Encoding.UTF8.GetBytes(line)))] : Read(rows);
        if (cache is not null && !File.Exists(cache))
        {
            File.WriteAllLines(cache, readings.Select(reading => Encoding.UTF8.GetString(ReadingJson.Write(reading))));
        }
        var byLine = readings.ToDictionary(reading => int.Parse(reading.Report.Path.AsSpan(reading.Report.Path.LastIndexOf(':') + 1), CultureInfo.InvariantCulture));
        return new IncidentCorpus([.. rows.Select((row, index) => new RegisteredArticle(index, row.Incident, row.Published, row.Text, byLine.GetValueOrDefault(index + 1)))], register);
    }

    private static List<Reading> Read(List<(string Incident, string Title, string Published, string Text)> rows)
    {
        // Nothing that names the incident may reach the pipeline.
        var lines = rows.Select((row, index) => JsonSerializer.Serialize(
            new { url = string.Create(CultureInfo.InvariantCulture, $"https://articles.invalid/{index + 1}"), title = row.Title, published = row.Published, language = "en", text = row.Text }, Relaxed));
        var input = new IntakeInput("articles.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return [.. new Pipeline().Read(input).OfType<ReadOutcome.Read>().Select(read => read.Reading)];
    }
}

/// <summary>One article.</summary>
/// <param name="Number">Its place in the corpus, from 0.</param>
/// <param name="Incident">The incident that it reports.</param>
/// <param name="Published">The day of publication as the corpus gives it.</param>
/// <param name="Text">Headline and text.</param>
/// <param name="Reading">What was read; null where the article was refused.</param>
internal sealed record RegisteredArticle(int Number, string Incident, string Published, string Text, Reading? Reading)
{
    /// <summary>Whether its incident is in the half that linking may be tuned on. All articles of an incident are in one half.</summary>
    public bool IsForTuning => RegisterHalf.IsForTuning(Incident);
}

/// <summary>What the register holds of an incident.</summary>
internal sealed record RegisteredIncident(int Killed, int Injured);
