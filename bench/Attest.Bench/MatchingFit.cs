using System.Globalization;
using System.Reflection;
using Attest.Register.Matching;

namespace Attest.Bench;

/// <summary>Learns the weights of matching: one after another is made larger and smaller, and kept where that finds more, until none helps.</summary>
internal static class MatchingFit
{
    /// <summary>The least gain for which a weight is changed: less is chance.</summary>
    private const double LeastGain = 0.002;

    private const int MostRounds = 3;
    // What speaks against an incident never raises it, and a day farther off never counts more than a nearer one.
    private static bool IsSound(MatchWeights weights) =>
        new[] { weights.Area, weights.SmallArea, weights.Inside, weights.Near, weights.OneDayOff, weights.ModeKind, weights.WeakKind, weights.OpenKind, weights.TollKind, weights.NoToll, weights.LikeMeans, weights.OtherMeans, weights.Denied, weights.Alleged }.All(weight => weight <= 1)
        && weights.TwoDaysOff < weights.OneDayOff && weights.ThreeDaysOff < weights.TwoDaysOff && weights.Area <= weights.SmallArea && weights.Near <= weights.Inside;

    private static readonly double[] Steps = [0.7, 0.85, 0.93, 1.08, 1.18, 1.4];

    /// <summary>Prints the weights that were changed from those that ship.</summary>
    /// <param name="worth">How well weights do; the more the better.</param>
    public static void Print(Func<MatchWeights, double> worth)
    {
        var weights = typeof(MatchWeights).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.PropertyType == typeof(double)).ToList();
        var (best, most) = (new MatchWeights(), worth(new MatchWeights()));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"as shipped: {most:0.0000}"));
        for (var (round, isBetter) = (0, true); round < MostRounds && isBetter; round++)
        {
            isBetter = false;
            foreach (var weight in weights)
            {
                var was = (double)weight.GetValue(best)!;
                foreach (var step in Steps)
                {
                    var tried = best with { };
                    weight.SetValue(tried, Math.Round(was * step, 3));
                    if (IsSound(tried) && worth(tried) is var reached && reached >= most + LeastGain)
                    {
                        (best, most, isBetter) = (tried, reached, true);
                    }
                }
                if ((double)weight.GetValue(best)! is var now && now != was)
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{weight.Name}: {was} → {now} ({most:0.0000})"));
                }
            }
        }
    }
}
