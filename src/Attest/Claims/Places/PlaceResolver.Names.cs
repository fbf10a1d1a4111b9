using Attest.Claims.Nations;

namespace Attest.Claims.Places;

// The names of a report with the places that each could mean.
internal sealed partial class PlaceResolver
{
    /// <summary>One key with all that it could mean.</summary>
    private sealed class AmbiguousName(string key, List<Toponym> toponyms, List<Candidate> candidates)
    {
        public string Key => key;

        public List<Toponym> Toponyms => toponyms;

        public List<Candidate> Candidates => candidates;

        public Toponym? Container { get; set; }

        /// <summary>Whether the publisher's name holds it and not the text.</summary>
        public bool IsHome => toponyms.Count == 0;

        /// <summary>Whether the report is sent from it.</summary>
        public bool IsDateline { get; } = toponyms.Exists(toponym => toponym.IsDateline);

        /// <summary>How large the report says that it is; null where it does not.</summary>
        public SettlementSize? Size { get; } = toponyms.Find(toponym => toponym.Size is not null)?.Size;

        public Nation? Nation => toponyms.Count == 0 ? null : toponyms[0].Nation;

        /// <summary>Whether the words name the nation itself and not its capital.</summary>
        public bool IsOfNation => toponyms.Count > 0 && toponyms[0].NationWord == NationWord.Name;

        /// <summary>What stands before it with a comma, as a town before its state.</summary>
        public Toponym? Content { get; set; }

        public double[] Prior { get; set; } = [];

        public double[] Next { get; set; } = [];

        /// <summary>How far the name alone speaks for each first-level region: the root of the likelihood that it lies there.</summary>
        public Dictionary<(string Country, string Region), double> Regions { get; } = [];

        /// <summary>Fills <see cref="Regions"/> from the scores that the name has by itself.</summary>
        public void SpreadOverRegions()
        {
            if (Prior.Length == 0)
            {
                return;
            }
            var most = Prior.Max();
            double sum = 0;
            for (var i = 0; i < Prior.Length; i++)
            {
                var likelihood = Math.Exp((Prior[i] - most) * ResolverWeights.SpreadSharpness);
                sum += likelihood;
                var entry = candidates[i].Entry;
                if (entry.Region.Length > 0)
                {
                    Regions[(entry.Country, entry.Region)] = Regions.GetValueOrDefault((entry.Country, entry.Region)) + likelihood;
                }
            }
            foreach (var region in Regions.Keys)
            {
                Regions[region] = Math.Sqrt(Regions[region] / sum);
            }
        }

        public Resolution? Best { get; private set; }

        public void Settle(double[] scores)
        {
            if (scores.Length == 0)
            {
                return;
            }
            var best = 0;
            for (var i = 1; i < scores.Length; i++)
            {
                if (scores[i] > scores[best])
                {
                    best = i;
                }
            }
            double sum = 0;
            var next = -1;
            for (var i = 0; i < scores.Length; i++)
            {
                if (i != best && !AreOne(candidates[i], candidates[best]))
                {
                    sum += Math.Exp((scores[i] - scores[best]) * ResolverWeights.Sharpness);
                    next = next < 0 || scores[i] > scores[next] ? i : next;
                }
            }
            var support = 1 / (1 + Math.Exp(ResolverWeights.EvenSupport - scores[best]));
            Best = new Resolution(candidates[best].Entry, 1 / (1 + sum) * support, scores[best])
            {
                IsOwnName = candidates[best].IsFirstName,
                RunnerUp = next < 0 ? null : candidates[next].Entry,
                ShareOfRunnerUp = next < 0 ? 0 : Math.Exp((scores[next] - scores[best]) * ResolverWeights.Sharpness) / sum,
            };
        }

        // Two rows of one town are no doubt about which, nor are a town and its region that is called so for short.
        private static bool AreOne(Candidate one, Candidate other) =>
            one.Entry.Position.DistanceKm(other.Entry.Position) <= ResolverWeights.SamePlaceKm
            || (one.Entry.Country == other.Entry.Country && one.Entry.Region.Length > 0 && one.Entry.Region == other.Entry.Region
                && (IsShortName(one) || IsShortName(other)) && (one.Entry.IsSettlement || other.Entry.IsSettlement));

        private static bool IsShortName(Candidate candidate) => candidate is { IsFirstName: false, Entry.Feature.Code: "ADM1" };

        public double TokensTo(AmbiguousName other)
        {
            // A dateline and a publisher's home are near to everything that a report tells.
            var least = IsHome || other.IsHome ? 0 : IsDateline || other.IsDateline ? ResolverWeights.TokensToDateline : int.MaxValue;
            foreach (var left in toponyms)
            {
                foreach (var right in other.Toponyms)
                {
                    least = Math.Min(least, Math.Abs(left.First - right.First));
                }
            }
            return least;
        }
    }

    private sealed record Candidate(GazetteerEntry Entry, bool IsFirstName)
    {
        // What the English press calls a place counts as its own name.
        public static Candidate Of(GazetteerEntry entry, bool isFirstName, string key) =>
            new(entry, isFirstName || (entry.EnglishName is var english && !ReferenceEquals(english, entry.Name) && PlaceKey.Fold(english) == key));
    }
}
