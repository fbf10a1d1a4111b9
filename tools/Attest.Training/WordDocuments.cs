using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Attest.Training;

/// <summary>Counts in how many news articles each word stands: the table by which linking tells rare words from common ones.</summary>
internal static class WordDocuments
{
    /// <summary>Articles that a word must stand in to be in the table; all others are as rare as can be.</summary>
    private const int LeastDocuments = 5;

    private const int LongestWord = 24;

    /// <summary>Counts over the wire articles, the news of PolNeAR's train part and the tuning half of the articles on shootings, and writes the table.</summary>
    public static void Write(string data, string output)
    {
        var documents = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = 0;
        foreach (var text in Texts(data))
        {
            all++;
            foreach (var word in Words(text))
            {
                documents[word] = documents.GetValueOrDefault(word) + 1;
            }
        }
        var table = new StringBuilder();
        table.Append("# In how many news articles a word in lower case stands, of those that the row * gives. A word that is not here is as rare as can be.\n");
        table.Append("# Source: counted by `attest-training count-words` over the wire articles, PolNeAR's train part and the tuning half of the articles on shootings.\n");
        table.Append("word\tdocuments\n");
        table.Append(CultureInfo.InvariantCulture, $"*\t{all}\n");
        foreach (var (word, count) in documents.Where(pair => pair.Value >= LeastDocuments).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            table.Append(CultureInfo.InvariantCulture, $"{word}\t{count}\n");
        }
        File.WriteAllText(output, table.ToString());
    }

    private static IEnumerable<string> Texts(string data)
    {
        foreach (var line in File.ReadLines(Path.Combine(data, "wire.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement.GetProperty("text").GetString()!;
        }
        foreach (var file in Directory.EnumerateFiles(Path.Combine(data, "attribution", "polnear", "train", "text")).Order(StringComparer.Ordinal))
        {
            yield return File.ReadAllText(file);
        }
        using var packed = new GZipStream(File.OpenRead(Path.Combine(data, "incidents", "docs.jsonl.gz")), CompressionMode.Decompress);
        using var lines = new StreamReader(packed, Encoding.UTF8);
        while (lines.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (RegisterHalf.IsForTuning(json.RootElement.GetProperty("incident").GetString()!))
            {
                yield return json.RootElement.GetProperty("content").GetString()!;
            }
        }
    }

    // The words as linking reads them: letters, with hyphens and apostrophes between them, without a possessive ending.
    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetter(text[i]))
            {
                i++;
                continue;
            }
            var end = i + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '\'' or '’' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1])))
            {
                end++;
            }
            var word = text[i..end].Replace('’', '\'').ToLowerInvariant();
            word = word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word;
            if (word.Length is > 2 and <= LongestWord)
            {
                words.Add(word);
            }
            i = end;
        }
        return words;
    }
}

/// <summary>The halves of the articles on shootings: one to tune on, one held back; all articles of an incident are in one half.</summary>
internal static class RegisterHalf
{
    /// <summary>Whether an incident, by its key in the register, is in the half to tune on.</summary>
    public static bool IsForTuning(string incident) => (Convert.ToInt32(Sha256.Of(incident).Hex[..2], 16) & 1) == 0;
}
