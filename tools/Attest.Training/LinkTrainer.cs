using System.Globalization;
using System.Text;
using Attest.Incidents;
using Attest.Incidents.Linking;

namespace Attest.Training;

/// <summary>Learns the weights of linking from pairs of articles of the tuning half: logistic regression over the pairs that linking would compare.</summary>
internal static class LinkTrainer
{
    private const int Steps = 6000;
    private const double Rate = 0.05, Momentum = 0.9, Decay = 0.999, Shrinkage = 0.002, Tiny = 1e-8;

    /// <summary>Weights that these articles can't teach, as none of them is of a war: set by hand, and left so.</summary>
    private static readonly Dictionary<string, double> Given = new(StringComparer.Ordinal) { ["actors-differ"] = -3, ["kind-differs"] = -3.2, ["modes-differ"] = -2, ["place-far"] = -1.2 };

    /// <summary>Learns, prints how well it separates the pairs, and writes the table over the old one, whose meanings it keeps.</summary>
    public static void Run(string data, string table, string? cache)
    {
        var corpus = IncidentCorpus.Load(Path.Combine(data, "incidents"), cache);
        var linker = new IncidentLinker();
        var mains = corpus.Articles.Where(article => article.IsForTuning && article.Reading is not null)
            .Select(article => (article.Incident, linker.Link(article.Reading!).Main)).Where(one => one.Main is not null).Select(one => (one.Incident, Account: one.Main!)).ToList();
        var pairs = Pairs(mains);
        var weights = Learn(pairs);
        var right = pairs.Count(pair => Sum(weights, pair.Features) > 0 == pair.IsSame);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pairs.Count} pairs, {pairs.Count(pair => pair.IsSame)} of one incident; decided rightly: {right}"));
        Write(table, weights);
    }

    private static List<(double[] Features, bool IsSame)> Pairs(List<(string Incident, Account Account)> mains)
    {
        var filed = mains.SelectMany((main, index) => LinkKeys.Of(main.Account).Select(key => (Key: key.Filed, Index: index))).ToLookup(one => one.Key, one => one.Index);
        var pairs = new List<(double[], bool)>();
        for (var i = 0; i < mains.Count; i++)
        {
            var near = new SortedSet<int>();
            foreach (var key in LinkKeys.Of(mains[i].Account))
            {
                foreach (var one in (IEnumerable<long>)[key.Filed, .. key.Beside])
                {
                    if (!key.IsWord || filed[one].Count() <= LinkKeys.MostOfWord)
                    {
                        near.UnionWith(filed[one].Where(j => j > i));
                    }
                }
            }
            foreach (var j in near)
            {
                if (mains[i].Account.Type == mains[j].Account.Type)
                {
                    var features = new double[PairFeatures.Names.Count];
                    PairFeatures.Of(mains[i].Account, mains[j].Account, features);
                    pairs.Add((features, mains[i].Incident == mains[j].Incident));
                }
            }
        }
        return pairs;
    }

    // Adam over all pairs at once: the same numbers on every machine that adds in this order.
    private static double[] Learn(List<(double[] Features, bool IsSame)> pairs)
    {
        var size = PairFeatures.Names.Count;
        double[] weights = [.. PairFeatures.Names.Select(name => Given.GetValueOrDefault(name))], mean = new double[size], square = new double[size];
        for (var step = 1; step <= Steps; step++)
        {
            var slope = new double[size];
            foreach (var (features, isSame) in pairs)
            {
                var miss = (1 / (1 + Math.Exp(-Sum(weights, features)))) - (isSame ? 1 : 0);
                for (var i = 0; i < size; i++)
                {
                    slope[i] += miss * features[i];
                }
            }
            for (var i = 0; i < size; i++)
            {
                if (Given.ContainsKey(PairFeatures.Names[i]))
                {
                    continue;
                }
                var by = (slope[i] / pairs.Count) + (i == 0 ? 0 : Shrinkage * weights[i]);
                mean[i] = (Momentum * mean[i]) + ((1 - Momentum) * by);
                square[i] = (Decay * square[i]) + ((1 - Decay) * by * by);
                // What sets two accounts apart never speaks for their being one, nor the other way round.
                var isAgainst = PairFeatures.Names[i] is "published-gap" or "region-differs" or "day-far" || PairFeatures.Names[i].EndsWith("-differ", StringComparison.Ordinal) || PairFeatures.Names[i].EndsWith("-none-shared", StringComparison.Ordinal);
                weights[i] -= Rate * (mean[i] / (1 - Math.Pow(Momentum, step))) / (Math.Sqrt(square[i] / (1 - Math.Pow(Decay, step))) + Tiny) * (1 - ((double)step / (Steps + 1)));
                weights[i] = i == 0 ? weights[i] : isAgainst ? Math.Min(0, weights[i]) : Math.Max(0, weights[i]);
            }
        }
        return weights;
    }

    private static double Sum(double[] weights, double[] features)
    {
        var sum = 0.0;
        for (var i = 0; i < features.Length; i++)
        {
            sum += weights[i] * features[i];
        }
        return sum;
    }

    private static void Write(string table, double[] weights)
    {
        var lines = File.ReadAllLines(table);
        var remarks = lines.TakeWhile(line => line.StartsWith('#')).ToList();
        var meanings = lines.Skip(remarks.Count + 1).Select(line => line.Split('\t')).ToDictionary(row => row[0], row => row[2], StringComparer.Ordinal);
        var written = new StringBuilder();
        foreach (var remark in remarks)
        {
            written.Append(remark).Append('\n');
        }
        written.Append("feature\tweight\tmeaning\n");
        for (var i = 0; i < weights.Length; i++)
        {
            written.Append(CultureInfo.InvariantCulture, $"{PairFeatures.Names[i]}\t{weights[i]:0.000}\t{meanings[PairFeatures.Names[i]]}\n");
        }
        File.WriteAllText(table, written.ToString());
    }
}
