using System.Globalization;
using Attest.Claims.Places;

namespace Attest.Bench;

/// <summary>Learns what the resolver's likelihoods are worth: for each class of places an ascending staircase over the likelihood, by pooling neighbours that are out of order.</summary>
/// <remarks>A step with few examples leans on the same step of all classes together, so that chance in ten mentions is no certainty.</remarks>
internal sealed class PlaceCalibrationFit
{
    // How many examples the step of all classes counts for beside a class's own.
    private const double Lean = 6;
    private const double Most = 0.99;
    private static readonly double[] Steps = [0, 0.25, 0.45, 0.6, 0.75, 0.9, 0.97, 0.99, 0.999, 0.9999];

    private readonly List<(PlaceClass Class, double Likelihood, bool IsRight, bool IsKnown, double Weight)> _examples = [];

    /// <summary>Number of examples.</summary>
    public int Count => _examples.Count;

    /// <summary>Adds what was read for a mention.</summary>
    /// <param name="likeliest">What was read.</param>
    /// <param name="isRight">Whether that is where it was marked.</param>
    /// <param name="isKnown">Whether the gazetteer has some place of that name there.</param>
    public void Add(Resolution likeliest, bool isRight, bool isKnown) => _examples.Add((PlaceCalibration.ClassOf(likeliest.Entry), likeliest.Likelihood, isRight, isKnown, 1));

    /// <summary>Adds all examples of a collection, which together weigh as much as <paramref name="weight"/>.</summary>
    public void Add(PlaceCalibrationFit other, double weight) => _examples.AddRange(other._examples.Select(example => example with { Weight = weight / other.Count }));

    /// <summary>The rows of calibration.tsv.</summary>
    public IEnumerable<string> Rows() =>
        from kind in Enum.GetValues<PlaceClass>()
        from step in Staircase(kind)
        select string.Create(CultureInfo.InvariantCulture, $"{WireNames<PlaceClass>.Of(kind)}\t{step.From}\t{step.Worth:F2}");

    /// <summary>What was promised by a staircase learnt elsewhere and what was right here, for each fifth of the promise.</summary>
    public IEnumerable<string> Check(PlaceCalibrationFit learnt)
    {
        const int Buckets = 5;
        var stairs = Enum.GetValues<PlaceClass>().ToDictionary(kind => kind, kind => learnt.Staircase(kind).ToList());
        return _examples.Select(example => (Promised: stairs[example.Class].Last(step => step.From <= example.Likelihood).Worth, example.IsRight))
            .GroupBy(example => Math.Min((int)(example.Promised * Buckets), Buckets - 1)).OrderBy(bucket => bucket.Key)
            .Select(bucket => string.Create(CultureInfo.InvariantCulture,
                $"  {bucket.Key / (double)Buckets,-20:F1}{bucket.Average(example => example.Promised),8:F2}{bucket.Average(example => example.IsRight ? 1.0 : 0),8:F2}   {bucket.Count()}"));
    }

    // The collections hardly name places of states whose settlements are all known: what they name and the gazetteer knows stands for these.
    private static bool Teaches(PlaceClass example, bool isKnown, PlaceClass kind) => kind switch
    {
        PlaceClass.KnownCity => isKnown && example is PlaceClass.City or PlaceClass.KnownCity,
        PlaceClass.KnownTown => isKnown && example is PlaceClass.Town or PlaceClass.KnownTown,
        _ => example == kind,
    };

    private IEnumerable<(double From, double Worth)> Staircase(PlaceClass kind)
    {
        var pools = new List<(double From, double Right, double Weight)>();
        var mean = _examples.Count == 0 ? 1 : _examples.Average(example => example.Weight);
        for (var i = 0; i < Steps.Length; i++)
        {
            var here = _examples.Where(example => example.Likelihood >= Steps[i] && (i + 1 == Steps.Length || example.Likelihood < Steps[i + 1])).ToList();
            var own = here.Where(example => Teaches(example.Class, example.IsKnown, kind)).ToList();
            // Where nothing was seen at all, the likelihood stands for itself.
            var all = here.Count == 0 ? Steps[i] : here.Sum(example => example.IsRight ? example.Weight : 0) / here.Sum(example => example.Weight);
            pools.Add((Steps[i], own.Sum(example => example.IsRight ? example.Weight : 0) / mean + (all * Lean), (own.Sum(example => example.Weight) / mean) + Lean));
            while (pools.Count > 1 && pools[^1].Right / pools[^1].Weight <= pools[^2].Right / pools[^2].Weight)
            {
                var (last, before) = (pools[^1], pools[^2]);
                pools.RemoveRange(pools.Count - 2, 2);
                pools.Add((before.From, before.Right + last.Right, before.Weight + last.Weight));
            }
        }
        return pools.Select(pool => (pool.From, Math.Round(Math.Min(Most, pool.Right / pool.Weight), 2)));
    }
}
