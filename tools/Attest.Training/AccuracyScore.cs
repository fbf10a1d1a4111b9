using System.Runtime.InteropServices;
using Attest.Language;
using Attest.Language.Network;

namespace Attest.Training;

/// <summary>A model in memory that stays where it is.</summary>
internal sealed unsafe class LoadedModel : IDisposable
{
    private readonly void* _memory;

    private LoadedModel(byte[] bytes)
    {
        _memory = NativeMemory.AlignedAlloc((nuint)bytes.Length, 64);
        bytes.CopyTo(new Span<byte>(_memory, bytes.Length));
        File = new ModelFile((byte*)_memory, bytes.Length);
    }

    public ModelFile File { get; }

    public LanguageModel Model => new(File);

    public static LoadedModel From(byte[] bytes) => new(bytes);

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}

/// <summary>Tags, trees, lemmas and names on the treebanks' dev parts: gold tokens, predicted tags.</summary>
internal static class AccuracyScore
{
    public static void Print(string data, LanguageModel model)
    {
        var network = new LanguageNetwork(model);
        Score("EWT dev", Treebank.Ewt(data, "dev"), network);
        var gum = Treebank.Gum(data, "dev");
        Score("GUM dev", gum, network);
        ScoreNames(gum.Where(sentence => sentence.Genre is "news" or "bio" or "interview" or "speech" or "voyage").ToList(), network);
    }

    private static void Score(string name, List<TreebankSentence> gold, LanguageNetwork network)
    {
        int words = 0, universal = 0, penn = 0, lemmas = 0, unlabelled = 0, labelled = 0;
        foreach (var sentence in gold)
        {
            var (tags, heads, relations) = Parse(sentence, network);
            for (var word = 0; word < sentence.Count; word++)
            {
                words++;
                universal += network.Model.TagLabels.Universal[tags[word]].ToString().Equals(sentence.Tags[word], StringComparison.OrdinalIgnoreCase) ? 1 : 0;
                penn += network.Model.TagLabels.Penn[tags[word]] == sentence.PennTags[word] ? 1 : 0;
                lemmas += network.Model.Lemmas.Of(sentence.Forms[word], network.Model.TagLabels.Penn[tags[word]]) == sentence.Lemmas[word] ? 1 : 0;
                var headRight = heads[word] == sentence.Heads[word];
                unlabelled += headRight ? 1 : 0;
                labelled += headRight && RelationNames.Of(relations[word]) == sentence.Relations[word] ? 1 : 0;
            }
        }
        Console.WriteLine($"  {name}: UPOS {100.0 * universal / words:F2}  XPOS {100.0 * penn / words:F2}  lemma {100.0 * lemmas / words:F2}  UAS {100.0 * unlabelled / words:F2}  LAS {100.0 * labelled / words:F2}");
    }

    private static void ScoreNames(List<TreebankSentence> gold, LanguageNetwork network)
    {
        var kinds = new[] { NameKind.Person, NameKind.Organisation, NameKind.Place };
        var right = new int[3];
        var found = new int[3];
        var all = new int[3];
        var parser = new SentenceParser(network.Model);
        foreach (var (sentence, predicted) in gold.GroupBy(sentence => sentence.Document, StringComparer.Ordinal).SelectMany(document => Names(parser, [.. document])))
        {
            var real = Spans(NameLabels.Of(sentence));
            for (var kind = 0; kind < 3; kind++)
            {
                var mine = predicted.Where(span => span.Kind == kinds[kind]).ToHashSet();
                var theirs = real.Where(span => span.Kind == kinds[kind]).ToHashSet();
                found[kind] += mine.Count;
                all[kind] += theirs.Count;
                right[kind] += mine.Count(theirs.Contains);
            }
        }
        for (var kind = 0; kind < 3; kind++)
        {
            Console.Write($"  {kinds[kind]} F1 {200.0 * right[kind] / Math.Max(1, found[kind] + all[kind]):F1} (of {all[kind]})");
        }
        Console.WriteLine($"  names F1 {200.0 * right.Sum() / Math.Max(1, found.Sum() + all.Sum()):F2}");
    }

    // A document is read as a whole, its words as given.
    private static List<(TreebankSentence Sentence, List<(int First, int Last, NameKind Kind)> Names)> Names(SentenceParser parser, List<TreebankSentence> document)
    {
        var text = new System.Text.StringBuilder();
        List<int> starts = [], ends = [], sentences = [];
        foreach (var sentence in document)
        {
            sentences.Add(starts.Count);
            foreach (var form in sentence.Forms)
            {
                starts.Add(text.Length);
                text.Append(form);
                ends.Add(text.Length);
                text.Append(' ');
            }
        }
        sentences.Add(starts.Count);
        var parsed = parser.Parse(text.ToString(), starts.ToArray(), ends.ToArray(), [.. sentences]);
        var names = parsed.Names.ToArray();
        return document.Select((sentence, number) => (sentence, names.Where(name => name.First >= sentences[number] && name.First < sentences[number + 1]).Select(name => (name.First - sentences[number], name.Last - 1 - sentences[number], name.Kind)).ToList())).ToList();
    }

    private static List<(int First, int Last, NameKind Kind)> Spans(string[] labels)
    {
        var spans = new List<(int, int, NameKind)>();
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i][0] == 'B')
            {
                var last = i;
                while (last + 1 < labels.Length && labels[last + 1][0] == 'I')
                {
                    last++;
                }
                spans.Add((i, last, labels[i][2..] switch { "person" or "Person" => NameKind.Person, "organization" or "Organisation" => NameKind.Organisation, "place" or "Place" => NameKind.Place, "event" or "Event" => NameKind.Event, _ => NameKind.Equipment }));
            }
        }
        return spans;
    }

    private static (int[] Tags, int[] Heads, Relation[] Relations) Parse(TreebankSentence sentence, LanguageNetwork network)
    {
        network.Clear();
        network.StartSentence(sentence.Count);
        for (var word = 0; word < sentence.Count; word++)
        {
            network.AddWord(word, sentence.Forms[word]);
        }
        network.Run();
        var tags = new int[sentence.Count];
        var heads = new int[sentence.Count];
        var relations = new Relation[sentence.Count];
        network.ReadTags(tags);
        network.ReadTree(heads, relations);
        return (tags, heads, relations);
    }
}
