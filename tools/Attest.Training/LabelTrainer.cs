using System.Diagnostics;
using System.Globalization;
using System.Text;
using Attest.Claims.Attributions.Labels;
using Attest.Language;
using Attest.Language.Network;

namespace Attest.Training;

/// <summary>Options of a run; all else is constant, so that it can be repeated.</summary>
internal sealed record LabelTrainingOptions
{
    public required string Data { get; init; }
    public required string Output { get; init; }
    public required int Epochs { get; init; }
    public required int Width { get; init; }
    public required int Recurrences { get; init; }
    public required int BatchWords { get; init; }
    public required float Rate { get; init; }
    public required float Dropout { get; init; }
    public required int Seed { get; init; }

    /// <summary>Folder of marked articles that are learnt from beside PolNeAR's; null for none.</summary>
    public required string? Marks { get; init; }

    /// <summary>How much a marked article weighs beside one of PolNeAR's.</summary>
    public required float MarkWeight { get; init; }

    /// <summary>Whether the articles that choices were made on are learnt from too.</summary>
    public required bool All { get; init; }
}

/// <summary>Trains the labeller of attributions on PolNeAR's train part. Seeded; two threads share each batch in a fixed way, so that a run can be repeated.</summary>
internal static unsafe class LabelTrainer
{
    private const int Threads = 2;

    // One article in so many is held out for choices.
    private const int HeldOutEvery = 12;

    // A word has a row of its own if so many articles hold it.
    private const int LeastArticles = 8;

    public static void Run(LabelTrainingOptions options)
    {
        var watch = Stopwatch.StartNew();
        var language = new LanguageAnalyser();
        var marked = Polnear.Articles(Path.Combine(options.Data, "attribution", "polnear", "train"), everyAnnotator: true).GroupBy(article => article.Name, StringComparer.Ordinal).ToList();
        var read = marked.Select((group, number) => (IsHeldOut: number % HeldOutEvery == 5, Articles: group.Select(article => new LabelArticle(article, language)).ToList())).ToList();
        var learnt = read.Where(group => options.All || !group.IsHeldOut).Select(group => group.Articles).ToList();
        var heldOut = read.Where(group => group.IsHeldOut).Select(group => group.Articles[0]).ToList();
        var marks = options.Marks is { } folder ? MarkedReport.In(folder, options.Data).ConvertAll(article => new LabelArticle(article, language)) : [];
        var (words, tags) = (WordList(learnt), TagList(learnt));
        var (wordRows, tagRows) = (Numbered(words), Numbered(tags));
        var examples = learnt.SelectMany(group => group.SelectMany(article => article.Examples(article.Inputs(word => wordRows.GetValueOrDefault(word), tag => tagRows.GetValueOrDefault(tag)), 1f / group.Count))).ToList();
        examples.AddRange(marks.SelectMany(article => article.Examples(article.Inputs(word => wordRows.GetValueOrDefault(word), tag => tagRows.GetValueOrDefault(tag)), options.MarkWeight)));
        Console.WriteLine($"{learnt.Count} articles, {heldOut.Count} held out; {examples.Count} stretches, {examples.Sum(example => example.Count)} words; {words.Count} learned words, {tags.Count} tags; {watch.Elapsed:mm\\:ss}");

        var weights = new LabelWeights(options.Width, options.Recurrences, Threads, options.Seed);
        var vectors = Vectors();
        var passes = Enumerable.Range(0, Threads).Select(thread => new LabelPass(weights, vectors, thread, options.BatchWords + 1000, options.Seed + 100 + thread) { Dropout = options.Dropout }).ToArray();
        var optimiser = new Optimiser(weights.All, Threads);
        var random = new Random(options.Seed + 7);
        var steps = options.Epochs * Batching.Batches(examples, example => example.Count, options.BatchWords, new Random(0)).Count;
        var step = 0;
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
        {
            var (loss, count) = (0.0, 0);
            foreach (var batch in Batching.Batches(examples, example => example.Count, options.BatchWords, random))
            {
                var inBatch = batch.Sum(example => example.Count);
                var shares = Batching.Shares(batch, example => example.Count, Threads);
                var losses = new double[Threads];
                Parallel.For(0, Threads, thread => losses[thread] = shares[thread].Count > 0 ? passes[thread].Learn(shares[thread], inBatch) : 0);
                optimiser.Step(Batching.Rate(options.Rate, step++, steps), 5f);
                loss += losses.Sum();
                count += inBatch;
            }
            optimiser.FinishAverages();
            var bytes = Write(weights, options, words, tags);
            File.WriteAllBytes(options.Output, bytes);
            using var loaded = LoadedModel.From(bytes);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}: loss {loss / count:F4}; held out {Score(heldOut, new SpanLabeller(new LabelModel(loaded.File)))}; {watch.Elapsed:mm\\:ss}"));
        }
    }

    /// <summary>Exact spans of the best path on articles: F1 of source, cue and content, by pieces.</summary>
    private static string Score(List<LabelArticle> articles, SpanLabeller labeller)
    {
        var (right, marked, found) = (new int[4], new int[4], new int[4]);
        foreach (var article in articles)
        {
            var gold = new LabelledText(article.Gold).Spans().ToHashSet();
            foreach (var (role, _) in gold)
            {
                marked[(int)role]++;
            }
            foreach (var span in article.Labelled(labeller).Spans())
            {
                found[(int)span.Role]++;
                right[(int)span.Role] += gold.Contains(span) ? 1 : 0;
            }
        }
        return string.Join(" / ", Enumerable.Range(1, 3).Select(role => (200.0 * right[role] / Math.Max(1, marked[role] + found[role])).ToString("F1", CultureInfo.InvariantCulture)));
    }

    private static List<string> WordList(List<List<LabelArticle>> articles)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var article in articles.Select(group => group[0]))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var token = 0; token < article.Words.Count; token++)
            {
                var word = article.Words[token];
                if (article.Words.Parsed.Tokens[token].Tag != UniversalTag.Propn && !word.Contains('\n') && seen.Add(word))
                {
                    counts[word] = counts.GetValueOrDefault(word) + 1;
                }
            }
        }
        return ["", .. counts.Where(pair => pair.Value >= LeastArticles).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(LabelTables.MostWords - 1).Select(pair => pair.Key)];
    }

    private static List<string> TagList(List<List<LabelArticle>> articles)
    {
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var article in articles.Select(group => group[0]))
        {
            foreach (var token in article.Words.Parsed.Tokens)
            {
                tags.Add(token.PennTag);
            }
        }
        tags.Remove("");
        return ["", .. tags.Take(63)];
    }

    private static Dictionary<string, int> Numbered(List<string> lines) => lines.Select((line, number) => (line, number)).ToDictionary(pair => pair.line, pair => pair.number, StringComparer.Ordinal);

    // The ready-made vectors of the language model in single precision.
    private static float* Vectors()
    {
        var count = SharedModel.English.Vocabulary.VectorCount;
        var vectors = Tensor.Numbers(count * NetworkShape.VectorWidth);
        for (var row = 0; row < count; row++)
        {
            SharedModel.English.Vectors.Read(row, vectors + ((nint)row * NetworkShape.VectorWidth));
        }
        return vectors;
    }

    private static byte[] Write(LabelWeights weights, LabelTrainingOptions options, List<string> words, List<string> tags)
    {
        var sections = new List<(string Name, byte[] Bytes)>
        {
            ("shape", ModelWriter.Bytes([options.Width, options.Recurrences])),
            ("word-list", Encoding.UTF8.GetBytes(string.Join('\n', words))),
            ("tag-list", Encoding.UTF8.GetBytes(string.Join('\n', tags))),
        };
        ModelWriter.AddTensors(sections, weights.All, averaged: true);
        return ModelFile.Write(sections);
    }
}
