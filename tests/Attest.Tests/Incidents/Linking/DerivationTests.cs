using System.Globalization;
using Attest.Incidents.Linking;

namespace Attest.Tests.Incidents.Linking;

public sealed class DerivationTests
{
    private const int Rounds = 30, Accounts = 60;

    private static readonly string[] Names = ["olena marsh", "bohdan reed", "ivo lant", "mara quill", "tam orrin", "sela dunn", "pavo kestrel", "nils arden"];
    private static readonly string[] Age = ["aged 40"];

    [Fact]
    public void The_order_of_arrival_does_not_matter()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(round);
            var accounts = Some(random);
            var expected = Homes(At(accounts), accounts);
            Assert.Contains(expected, home => home.Value != home.Key);
            var shelf = new AccountMemory();
            foreach (var account in Shuffled(accounts, random))
            {
                new Derivation(shelf).Apply([account], []);
            }
            Assert.Equal(expected, Homes(shelf, accounts));
        }
    }

    [Fact]
    public void What_is_given_up_leaves_no_trace()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(round);
            var accounts = Some(random);
            var shelf = At(Shuffled(accounts, random));
            var gone = accounts.Where(_ => random.Next(3) == 0).Select(account => account.Id).ToList();
            foreach (var id in gone)
            {
                new Derivation(shelf).Apply([], [id]);
            }
            List<Account> left = [.. accounts.Where(account => !gone.Contains(account.Id))];
            Assert.Equal(Homes(At(left), left), Homes(shelf, left));
        }
    }

    [Fact]
    public void A_word_that_too_many_bear_joins_nobody_whenever_the_last_of_them_came()
    {
        // More bearers of one name in one period than a name may have, none with a place or a day.
        var accounts = Enumerable.Range(0, LinkKeys.MostOfWord + 5).Select(number => Of(number, null, null, 400 + (number % 3), ["olena marsh", "aged 40", $"word{number % 7}"])).ToList();
        var together = Homes(At(accounts), accounts);
        var random = new Random(7);
        var shelf = new AccountMemory();
        foreach (var account in Shuffled(accounts, random))
        {
            new Derivation(shelf).Apply([account], []);
        }
        Assert.Equal(together, Homes(shelf, accounts));
    }

    [Fact]
    public void Every_member_is_linked_with_its_founder_and_so_nothing_chains()
    {
        var accounts = Some(new Random(3));
        var shelf = At(accounts);
        foreach (var account in accounts)
        {
            var home = shelf.MembershipOf(account.Id)!.Home;
            Assert.True(home == account.Id || PairScorer.Score(account, shelf.Find(home)) >= PairScorer.Least);
        }
    }

    [Fact]
    public void Every_link_is_kept_with_its_score_and_reasons()
    {
        var accounts = Some(new Random(3));
        var joined = At(accounts).Decisions.Where(decision => decision.IsSame).ToList();
        Assert.NotEmpty(joined);
        Assert.All(joined, decision => Assert.NotEmpty(decision.Reasons));
    }

    private static AccountMemory At(IReadOnlyList<Account> accounts)
    {
        var shelf = new AccountMemory();
        new Derivation(shelf).Apply(accounts, []);
        return shelf;
    }

    private static SortedDictionary<string, string> Homes(AccountMemory shelf, IEnumerable<Account> accounts) =>
        new(accounts.ToDictionary(account => account.Id, account => shelf.MembershipOf(account.Id)!.Home), StringComparer.Ordinal);

    private static List<Account> Shuffled(IEnumerable<Account> accounts, Random random)
    {
        var shuffled = accounts.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static List<Account> Some(Random random) => [.. Enumerable.Range(0, Accounts).Select(number =>
    {
        var town = random.Next(4) is > 0 and var known ? $"gn:{known}" : null;
        var day = random.Next(3) > 0 ? 400 + random.Next(5) : (int?)null;
        return Of(number, town, day, 400 + random.Next(30), [.. Names.Where(_ => random.Next(4) == 0), .. random.Next(2) == 0 ? Age : []]);
    })];

    private static Account Of(int number, string? town, int? day, int published, string[] terms)
    {
        var id = number.ToString("D4", CultureInfo.InvariantCulture);
        var place = town is null ? null : new AccountPlace(town, town, "XX", new GeoPoint(40 + int.Parse(town.AsSpan(3), CultureInfo.InvariantCulture), 20), 3, true);
        return new Account(
            id, $"{(place is null ? 1 : 0) + (day is null ? 1 : 0)} {published:D7} {id}", $"report {id}", EventType.Assault, "ASSAULT/violence", 1, true, place, town is null ? [] : [town],
            day, day, day is { } known ? [known] : [], published, [], null, null, null, [.. terms.Order(StringComparer.Ordinal).Select(term => new Term(term, term.StartsWith("aged", StringComparison.Ordinal) ? 0.5 : 1.5))], null, true);
    }
}
