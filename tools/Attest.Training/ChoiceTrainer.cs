using System.Globalization;
using Attest.Claims.Events;
using Attest.Claims.Events.Choices;
using Attest.Language.Network;

namespace Attest.Training;

/// <summary>Options of a run; all else is constant, so that it can be repeated.</summary>
internal sealed record ChoiceTrainingOptions
{
    public required string Data { get; init; }
    public required string Marks { get; init; }
    public required string Output { get; init; }
    public required int Epochs { get; init; }
    public required float Rate { get; init; }
    public required float Decay { get; init; }

    /// <summary>The pull towards zero of what decides whether an event is kept.</summary>
    public required float KeptDecay { get; init; }

    /// <summary>Orders of learning whose mean is taken.</summary>
    public required int Orders { get; init; }

    /// <summary>Folders of other marked articles to score with what is learnt, with commas between; null for none.</summary>
    public required string? Score { get; init; }

    /// <summary>Parts that the articles are cut into, each scored by what the others taught; 0 for the model that ships.</summary>
    public required int Folds { get; init; }
}

/// <summary>Learns the weights of <see cref="ChoiceModel"/> from marked articles: of the options of each choice those that a reader's mark agrees with are made probable.</summary>
internal static class ChoiceTrainer
{
    public static void Run(ChoiceTrainingOptions options)
    {
        var articles = MarkedReport.In(options.Marks, options.Data).ConvertAll(marked => new ChoiceArticle(marked));
        Console.WriteLine($"{articles.Count} articles, {articles.Sum(article => article.Marked.Events.Count)} events marked, {articles.Sum(article => article.Decisions.Count(decision => decision.Choice == Choice.Kept))} read");
        if (options.Folds > 0)
        {
            ScoreParts(articles, options);
            return;
        }
        var learnt = Learn(articles, options);
        foreach (var folder in options.Score?.Split(',') ?? [])
        {
            var score = new ChoiceScore();
            foreach (var other in MarkedReport.In(folder, options.Data))
            {
                score.Add(other, new ChoiceArticle(other).Settled(new Learnt(learnt)));
            }
            score.Print(folder);
        }
        File.WriteAllBytes(options.Output, Write(learnt));
    }

    private static void ScoreParts(List<ChoiceArticle> articles, ChoiceTrainingOptions options)
    {
        var score = new ChoiceScore();
        var right = new Dictionary<Choice, (int Rules, int Learnt, int Possible, int Count)>();
        var margins = new List<(float Margin, bool IsRight)>();
        for (var fold = 0; fold < options.Folds; fold++)
        {
            var weights = Learn([.. articles.Where((_, number) => number % options.Folds != fold)], options);
            foreach (var article in articles.Where((_, number) => number % options.Folds == fold))
            {
                score.Add(article.Marked, article.Settled(new Learnt(weights)));
            }
            foreach (var decision in articles.Where((_, number) => number % options.Folds == fold).SelectMany(article => article.Decisions))
            {
                if (decision.Choice == Choice.Kept)
                {
                    margins.Add((Sum(weights[0], decision.Options[0].Rows), decision.Options[0].IsRight));
                    continue;
                }
                var best = decision.Options.MaxBy(option => Sum(weights[(int)decision.Choice], option.Rows))!;
                var (rules, learnt, possible, count) = right.GetValueOrDefault(decision.Choice);
                right[decision.Choice] = (rules + (decision.Options[0].IsRight ? 1 : 0), learnt + (best.IsRight ? 1 : 0), possible + (decision.Options.Exists(option => option.IsRight) ? 1 : 0), count + 1);
            }
        }
        score.Print($"{options.Folds} parts, each by what the others taught");
        foreach (var (choice, (rules, learnt, possible, count)) in right.OrderBy(pair => pair.Key))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{choice}: rules {100.0 * rules / count:F1}, learnt {100.0 * learnt / count:F1} of {count}, possible {100.0 * possible / count:F1}"));
        }
        var marked = articles.Sum(article => article.Marked.Events.Count);
        var strong = articles.SelectMany(article => article.Decisions).Where(one => one.Choice == Choice.Kept && !one.IsWeak).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Kept: rules F1 {200.0 * strong.Count(one => one.Options[0].IsRight) / (strong.Count + marked):F1}"));
        foreach (var lead in new[] { 2.5f, 2f, 1.5f, 1f, 0.5f })
        {
            var (hits, kept) = (margins.Count(one => one.Margin >= -lead && one.IsRight), margins.Count(one => one.Margin >= -lead));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Kept with a lead of {lead:F1}: P {100.0 * hits / kept:F1} R {100.0 * hits / marked:F1} F1 {200.0 * hits / (kept + marked):F1}"));
        }
    }

    private static float Sum(float[] weights, int[] rows)
    {
        var sum = 0f;
        foreach (var row in rows)
        {
            sum += weights[row];
        }
        return sum;
    }

    // Adagrad (Duchi et al. 2011) on the log-probability of the right options together, with a pull towards zero.
    private static float[][] Learn(List<ChoiceArticle> articles, ChoiceTrainingOptions options)
    {
        var orders = Enumerable.Range(0, options.Orders).Select(order => Learn(articles, options, 5 + order)).ToList();
        return [.. orders[0].Select((rows, choice) => rows.Select((_, row) => orders.Average(one => one[choice][row])).ToArray())];
    }

    private static float[][] Learn(List<ChoiceArticle> articles, ChoiceTrainingOptions options, int seed)
    {
        var choices = Enum.GetValues<Choice>();
        var weights = choices.Select(_ => new float[SignBag.Rows]).ToArray();
        var squares = choices.Select(_ => new float[SignBag.Rows]).ToArray();
        var averages = choices.Select(_ => new double[SignBag.Rows]).ToArray();
        var decisions = articles.SelectMany(article => article.Decisions).Where(decision => decision.Choice == Choice.Kept || decision.Options.Exists(option => option.IsRight)).ToArray();
        var counts = choices.Select(choice => decisions.Count(decision => decision.Choice == choice)).ToArray();
        var random = new Random(seed);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(decisions);
            foreach (var decision in decisions)
            {
                var (own, square) = (weights[(int)decision.Choice], squares[(int)decision.Choice]);
                var pull = (decision.Choice == Choice.Kept ? options.KeptDecay : options.Decay) / counts[(int)decision.Choice];
                var scores = decision.Options.ConvertAll(option => Sum(own, option.Rows));
                if (decision.Choice == Choice.Kept)
                {
                    var probability = 1 / (1 + MathF.Exp(-scores[0]));
                    Step(decision.Options[0].Rows, probability - (decision.Options[0].IsRight ? 1 : 0), own, square, options.Rate, pull);
                    continue;
                }
                var top = scores.Max();
                var shares = scores.ConvertAll(score => MathF.Exp(score - top));
                var (all, right) = (shares.Sum(), shares.Where((_, number) => decision.Options[number].IsRight).Sum());
                for (var number = 0; number < shares.Count; number++)
                {
                    var gradient = (shares[number] / all) - (decision.Options[number].IsRight ? shares[number] / right : 0);
                    Step(decision.Options[number].Rows, gradient, own, square, options.Rate, pull);
                }
            }
            for (var choice = 0; choice < weights.Length && epoch >= options.Epochs / 2; choice++)
            {
                for (var row = 0; row < SignBag.Rows; row++)
                {
                    averages[choice][row] += weights[choice][row];
                }
            }
        }
        var later = options.Epochs - (options.Epochs / 2);
        return [.. averages.Select(choice => Array.ConvertAll(choice, sum => (float)(sum / later)))];
    }

    private static void Step(int[] rows, float gradient, float[] weights, float[] squares, float rate, float pull)
    {
        foreach (var row in rows)
        {
            var slope = gradient + (pull * weights[row]);
            squares[row] += slope * slope;
            weights[row] -= rate * slope / MathF.Sqrt(squares[row] + 1e-4f);
        }
    }

    private static byte[] Write(float[][] weights)
    {
        var sections = new List<(string Name, byte[] Bytes)>();
        foreach (var choice in Enum.GetValues<Choice>())
        {
            var numbers = weights[(int)choice];
            var scale = numbers.Max(Math.Abs) is > 0 and var largest ? largest / 127f : 1;
            sections.Add((ChoiceModel.Section(choice), Array.ConvertAll(numbers, number => (byte)(sbyte)MathF.Round(number / scale))));
            sections.Add((ChoiceModel.Section(choice) + "-scales", ModelWriter.Bytes([scale])));
        }
        return ModelFile.Write(sections);
    }

    private sealed class Learnt(float[][] weights) : IWeigher
    {
        public float Weigh(DraftEvent draft, Choice choice, object? option, SignBag signs)
        {
            var sum = 0f;
            foreach (var row in signs.All)
            {
                sum += weights[(int)choice][row];
            }
            return sum;
        }
    }
}
