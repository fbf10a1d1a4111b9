using System.Diagnostics;
using Attest.Language.Network;

namespace Attest.Training;

/// <summary>Options of a training run; all else is constant, so that a run can be repeated.</summary>
internal sealed record TrainingOptions
{
    public required string Data { get; init; }
    public required string Vectors { get; init; }
    public required string Output { get; init; }
    public required int VectorCount { get; init; }
    public required int Epochs { get; init; }
    public required int Width { get; init; }
    public required int Windows { get; init; }
    public required int Recurrences { get; init; }
    public required int BatchWords { get; init; }
    public required float Rate { get; init; }
    public required float Dropout { get; init; }

    /// <summary>What the dropout has fallen to at the end, in a straight line.</summary>
    public required float LastDropout { get; init; }

    /// <summary>Numbers that stand for a word as a head or as a dependent.</summary>
    public required int ArcWidth { get; init; }
    public required int Seed { get; init; }
    public required int EvaluateEvery { get; init; }

    /// <summary>A model of the same shape and labels to go on from; null to start anew.</summary>
    public string? From { get; init; }
}

/// <summary>Trains the network on EWT and the freely licensed genres of GUM. Seeded; two threads share each batch in a fixed way, so that a run can be repeated.</summary>
internal static class Trainer
{
    private const int Threads = 2;

    // GUM's genres whose texts are freely licensed.
    private static readonly string[] FreeGenres = ["academic", "bio", "interview", "news", "speech", "textbook", "vlog", "voyage"];

    public static void Run(TrainingOptions options)
    {
        var watch = Stopwatch.StartNew();
        var ewt = Treebank.Ewt(options.Data, "train");
        var gum = Treebank.Gum(options.Data, "train", FreeGenres.Contains);
        var sentences = ewt.Concat(gum).Where(sentence => sentence.Count is > 0 and <= 200).ToList();
        var vocabulary = new TrainingVocabulary();
        vocabulary.ReadVectors(options.Vectors, options.VectorCount);
        vocabulary.LearnWords(sentences, 2);
        var tags = Labels.From(sentences.SelectMany(sentence => Enumerable.Range(0, sentence.Count).Select(word => Labels.TagOf(sentence, word))), 2);
        var relations = Labels.From(sentences.SelectMany(sentence => sentence.Relations), 1);
        var nameLabels = gum.ToDictionary(sentence => sentence, NameLabels.Of);
        var names = Labels.From(nameLabels.Values.SelectMany(labels => labels), 1);
        var lemmas = LemmaRules.Learn(sentences);
        var shape = new NetworkShape(options.Width, options.Windows, options.Recurrences, options.ArcWidth, 128, vocabulary.Learned.Count, tags.Names.Count, names.Names.Count, relations.Names.Count);
        var weights = new NetworkWeights(shape, Threads, options.Seed);
        if (options.From is { } from)
        {
            weights.Read(File.ReadAllBytes(from));
        }
        Console.WriteLine($"{sentences.Count} sentences, {sentences.Sum(sentence => sentence.Count)} words; {vocabulary.Words.Count} vectors, {vocabulary.Learned.Count} learned words; {tags.Names.Count} tags, {relations.Names.Count} relations, {names.Names.Count} name labels; {watch.Elapsed:mm\\:ss}");

        var examples = sentences.ConvertAll(sentence => new Example(
            sentence,
            [.. sentence.Forms.Select(vocabulary.Features)],
            [.. sentence.Forms.Select(form => vocabulary.Counts.GetValueOrDefault(TrainingVocabulary.Key(form)))],
            [.. Enumerable.Range(0, sentence.Count).Select(word => tags.Number(Labels.TagOf(sentence, word)))],
            [.. sentence.Heads],
            [.. sentence.Relations.Select(relations.Number)],
            nameLabels.TryGetValue(sentence, out var labels) ? [.. labels.Select(names.Number)] : [.. Enumerable.Repeat(-1, sentence.Count)]));
        var passes = Enumerable.Range(0, Threads).Select(thread => new Pass(weights, vocabulary, thread, options.BatchWords + 1200, options.Seed + 100 + thread)).ToArray();
        var optimiser = new Optimiser(weights.All, Threads);
        var random = new Random(options.Seed + 7);
        var batchesEach = Batches(examples, options.BatchWords, new Random(0)).Count;
        var steps = options.Epochs * batchesEach;
        var step = 0;
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
        {
            double tagLoss = 0, arcLoss = 0, relationLoss = 0, nameLoss = 0;
            var words = 0;
            foreach (var batch in Batches(examples.ConvertAll(example => Variation.Of(example, vocabulary, random)), options.BatchWords, random))
            {
                var progress = (float)step / steps;
                foreach (var pass in passes)
                {
                    pass.Dropout = options.Dropout + ((options.LastDropout - options.Dropout) * progress);
                }
                var count = batch.Sum(example => example.Heads.Length);
                var halves = Batching.Shares(batch, example => example.Heads.Length, Threads);
                Parallel.For(0, Threads, thread =>
                {
                    if (halves[thread].Count > 0)
                    {
                        passes[thread].Learn(halves[thread], count);
                    }
                });
                optimiser.Step(Batching.Rate(options.Rate, step++, steps), 5f);
                words += count;
                foreach (var pass in passes)
                {
                    tagLoss += pass.TagLoss;
                    arcLoss += pass.ArcLoss;
                    relationLoss += pass.RelationLoss;
                    nameLoss += pass.NameLoss;
                }
            }
            Console.WriteLine($"epoch {epoch}: tags {tagLoss / words:F3}, arcs {arcLoss / words:F3}, relations {relationLoss / words:F3}, names {nameLoss / words:F3}; {watch.Elapsed:mm\\:ss}");
            if (epoch % options.EvaluateEvery == 0 || epoch == options.Epochs)
            {
                optimiser.FinishAverages();
                var bytes = ModelWriter.Write(weights, vocabulary, tags, relations, names, lemmas, averaged: true);
                File.WriteAllBytes(options.Output, bytes);
                using var model = LoadedModel.From(bytes);
                AccuracyScore.Print(options.Data, model.Model);
            }
        }
    }

    private static List<List<Example>> Batches(List<Example> examples, int words, Random random) => Batching.Batches(examples, example => example.Heads.Length, words, random);
}
