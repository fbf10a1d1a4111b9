using Attest.Archive.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Archive;

/// <summary>A shelf gives back what was put on it, in the order of its places, whatever was put and taken in whatever order.</summary>
public sealed class ShelfTests
{
    [Fact]
    public void It_holds_what_was_put_there_last() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Place, byte[] Entry)[]>(),
        steps =>
        {
            var (shelf, expected) = (Array.Empty<byte>(), new SortedDictionary<int, byte[]>());
            foreach (var (place, entry) in steps)
            {
                var at = place % Shelf.Size;
                shelf = Shelf.With(shelf, at, entry);
                expected.Remove(at);
                if (entry.Length > 0)
                {
                    expected.Add(at, entry);
                }
            }
            var found = new List<(int, string)>();
            for (var left = new Shelf(shelf); left.Next();)
            {
                found.Add((left.Place, Convert.ToHexString(left.Entry)));
            }
            return found.SequenceEqual(expected.Select(one => (one.Key, Convert.ToHexString(one.Value))))
                && expected.All(one => Same(shelf, one.Key, one.Value));
        }).QuickCheckThrowOnFailure();

    private static bool Same(byte[] shelf, int place, byte[] entry)
    {
        var whole = new Shelf(shelf);
        return whole.Find(place) && whole.Entry.SequenceEqual(entry);
    }

    [Fact]
    public void The_latest_are_those_of_the_latest_days_and_of_one_day_those_with_the_greatest_ids()
    {
        var random = new Random(3);
        var all = Enumerable.Range(1, 9000).Select(number => (Day: random.Next(40), Number: (long)number)).ToList();
        var latest = new LatestNumbers(500);
        all.ForEach(one => latest.Add(one.Day, one.Number));

        Assert.Equal(9000, latest.Count);
        Assert.Equal(all.OrderByDescending(one => one.Day).ThenByDescending(one => Id(one.Number), StringComparer.Ordinal).Take(500).Select(one => one.Number), latest.Listed(Id));
        static string Id(long number) => Sha256.Of($"{number}").Hex;
    }

    [Fact]
    public void A_damaged_shelf_is_told() => Assert.Throws<FormatException>(() => new Shelf([1, 200, 0, 0, 0, 7]).Next());
}
