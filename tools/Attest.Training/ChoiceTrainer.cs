using System.Globalization;
using Attest.Claims;
using Attest.Claims.Events;
using Attest.Claims.Events.Choices;
using Attest.Language;
using Attest.Language.Network;
using Attest.Packs;

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

    /// <summary>A model learnt before, of which and of what is learnt now the mean is written; null for none.</summary>
    public required string? With { get; init; }

    /// <summary>Of <see cref="With"/>, the choices whose weights become the mean, by their names with commas between; null for all.</summary>
    public required string? Only { get; init; }

    /// <summary>Parts that the articles are cut into, each scored by what the others taught; 0 for the model that ships.</summary>
    public required int Folds { get; init; }
}

/// <summary>Learns the weights of <see cref="ChoiceModel"/> from marked articles: of the options of each choice those that a reader's mark agrees with are made probable.</summary>
internal static class ChoiceTrainer
{
    private static readonly LanguageAnalyser Language = new();
    private static readonly ClaimReader Claims = new();

    public static void Run(ChoiceTrainingOptions options)
    {
        var articles = MarkedReport.In(options.Marks, options.Data).ConvertAll(marked => new Article(marked));
        Console.WriteLine($"{articles.Count} articles, {articles.Sum(article => article.Marked.Events.Count)} events marked, {articles.Sum(article => article.Decisions.Count(decision => decision.Choice == Choice.Kept))} read");
        if (options.Folds == 0)
        {
            var learnt = Learn(articles, options);
            File.WriteAllBytes(options.Output, Write(options.With is { } before ? Mean(learnt, before, options.Only?.Split(',')) : learnt));
            return;
        }
        var right = new Dictionary<Choice, (int Rules, int Learnt, int Count)>();
        var margins = new List<(float Margin, bool IsRight)>();
        for (var fold = 0; fold < options.Folds; fold++)
        {
            var weights = Learn([.. articles.Where((_, number) => number % options.Folds != fold)], options);
            foreach (var decision in articles.Where((_, number) => number % options.Folds == fold).SelectMany(article => article.Decisions))
            {
                if (decision.Choice == Choice.Kept)
                {
                    margins.Add((Sum(weights[0], decision.Options[0].Rows), decision.Options[0].IsRight));
                    continue;
                }
                var best = decision.Options.MaxBy(option => Sum(weights[(int)decision.Choice], option.Rows))!;
                var (rules, learnt, count) = right.GetValueOrDefault(decision.Choice);
                right[decision.Choice] = (rules + (decision.Options[0].IsRight ? 1 : 0), learnt + (best.IsRight ? 1 : 0), count + 1);
            }
        }
        foreach (var (choice, (rules, learnt, count)) in right.OrderBy(pair => pair.Key))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{choice}: rules {100.0 * rules / count:F1}, learnt {100.0 * learnt / count:F1} of {count}"));
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
    private static float[][] Learn(List<Article> articles, ChoiceTrainingOptions options)
    {
        var choices = Enum.GetValues<Choice>();
        var weights = choices.Select(_ => new float[SignBag.Rows]).ToArray();
        var squares = choices.Select(_ => new float[SignBag.Rows]).ToArray();
        var averages = choices.Select(_ => new double[SignBag.Rows]).ToArray();
        var decisions = articles.SelectMany(article => article.Decisions).Where(decision => decision.Choice == Choice.Kept || decision.Options.Exists(option => option.IsRight)).ToArray();
        var counts = choices.Select(choice => decisions.Count(decision => decision.Choice == choice)).ToArray();
        var random = new Random(5);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(decisions);
            foreach (var decision in decisions)
            {
                var (own, square) = (weights[(int)decision.Choice], squares[(int)decision.Choice]);
                var pull = options.Decay / counts[(int)decision.Choice];
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

    // Two that were learnt apart err apart: their mean errs less than either.
    private static float[][] Mean(float[][] weights, string before, string[]? only)
    {
        using var loaded = LoadedModel.From(File.ReadAllBytes(before));
        var known = new ChoiceModel(loaded.File);
        return [.. weights.Select((own, choice) => own.Select((weight, row) =>
            known.WeightOf((Choice)choice, row) is var old && only?.Contains(ChoiceModel.Section((Choice)choice)) != false ? (weight + old) / 2 : old).ToArray())];
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

    private sealed record Option(int[] Rows, bool IsRight);

    private sealed record Decision(Choice Choice, List<Option> Options, bool IsWeak);

    /// <summary>A marked article with the choices that its events put.</summary>
    private sealed class Article : IWeigher
    {
        private readonly Dictionary<(DraftEvent, Choice), List<(object? Option, int[] Rows)>> _seen = [];
        private readonly List<DraftEvent> _drafts = [];

        public Article(MarkedReport marked)
        {
            Marked = marked;
            var parsed = Language.Analyse(marked.Report);
            var known = PackCatalogue.Shipped.For(marked.Report, parsed);
            var reading = Claims.Read(marked.Report, parsed, known, []);
            var scenes = EventScenes.Of(parsed, reading.Places, reading.Times, reading.Attributions, reading.Speakers, known);
            _ = EventReader.Settled(marked.Report, parsed, reading.Places, scenes, known, this);
            var pairs = Pairs();
            foreach (var ((draft, choice), options) in _seen)
            {
                var gold = pairs.GetValueOrDefault(draft);
                if (choice == Choice.Kept)
                {
                    Decisions.Add(new Decision(choice, [new Option(options[0].Rows, gold?.Type == draft.Main.Concept.Type)], draft.Weakness is not Weakness.None));
                }
                else if (gold is not null)
                {
                    Decisions.Add(new Decision(choice, options.ConvertAll(option => new Option(option.Rows, IsRight(choice, option.Option, gold))), draft.Weakness is not Weakness.None));
                }
            }
        }

        public MarkedReport Marked { get; }

        public List<Decision> Decisions { get; } = [];

        public float Weigh(DraftEvent draft, Choice choice, object? option, SignBag signs)
        {
            if (choice == Choice.Kept)
            {
                _drafts.Add(draft);
            }
            if (!_seen.TryGetValue((draft, choice), out var options))
            {
                _seen.Add((draft, choice), options = []);
            }
            options.Add((option, [.. signs.All]));
            return 0;
        }

        private static bool IsRight(Choice choice, object? option, MarkedEvent gold) => choice switch
        {
            Choice.Actor => MarkedName.AreSame(gold.Actor, (string?)option),
            Choice.Target => MarkedName.AreSame(gold.Target, (string?)option),
            Choice.Place => MarkedName.AreSame(gold.Place, ((Place?)option)?.Name),
            Choice.Time => MarkedName.AreSameDay(gold.Date, ((TimeMention?)option)?.Value?.Iso),
            _ => (EventStatus)option! == gold.Status,
        };

        // As ../shared/score pairs triggers: twenty characters of slack, the nearest first.
        private Dictionary<DraftEvent, MarkedEvent> Pairs()
        {
            var near = new List<(double Share, MarkedEvent Gold, DraftEvent Draft)>();
            foreach (var gold in Marked.Events)
            {
                foreach (var draft in _drafts)
                {
                    var (a, b) = (gold.Trigger, draft.Main.Span);
                    var common = Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start) + 40;
                    var all = Math.Max(a.End, b.End) - Math.Min(a.Start, b.Start) + 40;
                    if (common > 0 && (double)common / all >= 0.2)
                    {
                        // Of two that are as near the one of the same type.
                        near.Add(((double)common / all + (gold.Type == draft.Main.Concept.Type ? 0.3 : 0), gold, draft));
                    }
                }
            }
            var pairs = new Dictionary<DraftEvent, MarkedEvent>();
            foreach (var (_, gold, draft) in near.OrderByDescending(one => one.Share))
            {
                if (!pairs.ContainsKey(draft) && !pairs.ContainsValue(gold))
                {
                    pairs.Add(draft, gold);
                }
            }
            return pairs;
        }
    }
}
