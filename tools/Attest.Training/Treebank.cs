using System.Globalization;

namespace Attest.Training;

/// <summary>One sentence of a treebank, words from 0.</summary>
internal sealed class TreebankSentence
{
    public required string Document { get; init; }
    public required string Genre { get; init; }
    public required bool StartsParagraph { get; init; }
    public List<string> Forms { get; } = [];
    public List<string> Lemmas { get; } = [];
    public List<string> Tags { get; } = [];
    public List<string> PennTags { get; } = [];
    public List<string> Features { get; } = [];
    public List<int> Heads { get; } = [];
    public List<string> Relations { get; } = [];
    public List<string> Miscellaneous { get; } = [];

    /// <summary>Surface pieces: the words, or the multiword tokens, with the words each stands for and whether a space follows.</summary>
    public List<(string Form, int First, int Last, bool SpaceAfter)> Surface { get; } = [];

    public int Count => Forms.Count;
}

/// <summary>Reads CoNLL-U files of EWT and GUM.</summary>
internal static class Treebank
{
    public static List<TreebankSentence> Ewt(string data, string part) => Read(Path.Combine(data, "treebanks", "ewt", part + ".conllu"), "ewt");

    public static List<TreebankSentence> Gum(string data, string part, Func<string, bool>? genres = null)
    {
        var sentences = new List<TreebankSentence>();
        foreach (var file in Directory.GetFiles(Path.Combine(data, "treebanks", "gum", part), "*.conllu").Order(StringComparer.Ordinal))
        {
            var genre = Path.GetFileName(file).Split('_')[1];
            if (genres?.Invoke(genre) != false)
            {
                sentences.AddRange(Read(file, genre));
            }
        }
        return sentences;
    }

    public static List<TreebankSentence> Read(string file, string genre)
    {
        var sentences = new List<TreebankSentence>();
        var document = file;
        var paragraph = true;
        TreebankSentence? sentence = null;
        var surfaceLast = -1;
        foreach (var line in File.ReadLines(file))
        {
            if (line.Length == 0)
            {
                sentence = null;
                surfaceLast = -1;
                continue;
            }
            if (line[0] == '#')
            {
                if (line.StartsWith("# newdoc", StringComparison.Ordinal))
                {
                    document = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
                    paragraph = true;
                }
                paragraph |= line.StartsWith("# newpar", StringComparison.Ordinal) && !line.StartsWith("# newpar_block", StringComparison.Ordinal);
                continue;
            }
            if (sentence is null)
            {
                sentence = new TreebankSentence { Document = document, Genre = genre, StartsParagraph = paragraph };
                paragraph = false;
                sentences.Add(sentence);
            }
            var fields = line.Split('\t');
            var space = !fields[9].Split('|').Contains("SpaceAfter=No");
            if (fields[0].Contains('.', StringComparison.Ordinal))
            {
                continue;
            }
            if (fields[0].Split('-') is [var from, var to])
            {
                surfaceLast = int.Parse(to, CultureInfo.InvariantCulture) - 1;
                sentence.Surface.Add((fields[1], int.Parse(from, CultureInfo.InvariantCulture) - 1, surfaceLast, space));
                continue;
            }
            if (sentence.Count > surfaceLast)
            {
                sentence.Surface.Add((fields[1], sentence.Count, sentence.Count, space));
            }
            sentence.Forms.Add(fields[1]);
            sentence.Lemmas.Add(fields[2]);
            sentence.Tags.Add(fields[3]);
            sentence.PennTags.Add(fields[4]);
            sentence.Features.Add(fields[5]);
            sentence.Heads.Add(int.Parse(fields[6], CultureInfo.InvariantCulture) - 1);
            sentence.Relations.Add(fields[7]);
            sentence.Miscellaneous.Add(fields[9]);
        }
        return sentences;
    }
}
