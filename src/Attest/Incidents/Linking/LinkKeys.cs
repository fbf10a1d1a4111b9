namespace Attest.Incidents.Linking;

/// <summary>The keys by which accounts that may tell of one occurrence find each other: a settlement and a day, or a rare word and a time of publication.</summary>
/// <remarks>
/// A pair is compared when one looks up a key under which the other is filed; it is the same whichever of the two came first. A key names a neighbourhood, so that the work for an account
/// depends on what was told of its town and day, and not on how much is kept. Keys are hashes within a day or period: two that fall together by chance cost one comparison, and what is told of one
/// time is filed side by side, so that an archive of many years has to reach for no more of its pages than one of a week.
/// </remarks>
internal static class LinkKeys
{
    /// <summary>Accounts filed under one rare word from which on the word joins nobody there.</summary>
    public const int MostOfWord = 48;

    private const int MostWords = 8, MostNames = 8, MostNearby = 4, MostDays = 3;

    /// <summary>Days of publication that one key of a word and one of a name take in; keys beside it are looked up too.</summary>
    private const int WordPeriod = 16, NamePeriod = 128;

    private const double LeastWeight = 0.6;

    /// <summary>Bits of a key below those of its day, of which no calendar needs more than 22.</summary>
    private const int DigestBits = 41;

    /// <summary>Keys under which an account is filed, each with those beside it that it looks up too; empty for one that never links.</summary>
    public static List<LinkKey> Of(Account account)
    {
        var keys = new List<LinkKey>();
        if (account.Copy is { } copy)
        {
            keys.Add(new LinkKey(Key(0, new Digest().Add("copy").Add(copy)), [], false));
        }
        if (!account.IsTelling)
        {
            return keys;
        }
        var isOne = account.IsOneOccurrence;
        if (isOne || account.IsExact)
        {
            foreach (var anchor in AnchorsOf(account, isOne))
            {
                var digest = new Digest().Add(account.Type.ToString()).Add("at").Add(anchor);
                foreach (var day in DaysOf(account, isOne))
                {
                    keys.Add(new LinkKey(Key(day, digest), [Key(day - 1, digest), Key(day + 1, digest)], false));
                }
            }
        }
        if (isOne && account.Published is { } published)
        {
            foreach (var (terms, period) in new[] { (Heaviest(account, areNames: true, MostNames), NamePeriod), (Heaviest(account, areNames: false, MostWords), WordPeriod) })
            {
                var day = published / period * period;
                foreach (var term in terms)
                {
                    var digest = new Digest().Add(account.Type.ToString()).Add("with").Add(term.Text);
                    keys.Add(new LinkKey(Key(day, digest), [Key(day - period, digest), Key(day + period, digest)], true));
                }
            }
        }
        return keys;
    }

    private static IEnumerable<Term> Heaviest(Account account, bool areNames, int most) => account.Terms.Where(term => term.Weight >= LeastWeight && term.IsName == areNames)
        .OrderByDescending(term => term.Weight).ThenBy(term => term.Text, StringComparer.Ordinal).Take(most);

    private static IEnumerable<string> AnchorsOf(Account account, bool isOne)
    {
        var own = account.Place is { IsSettlement: true } place ? place.Anchor : null;
        if (own is not null)
        {
            yield return own;
        }
        if (isOne)
        {
            foreach (var anchor in account.Nearby.Where(anchor => anchor != own).Take(MostNearby))
            {
                yield return anchor;
            }
        }
    }

    private static IEnumerable<int> DaysOf(Account account, bool isOne) =>
        account is { First: { } first, Last: { } last } ? Enumerable.Range(first, last - first + 1)
        : !isOne ? []
        : account.Days is not [] ? account.Days.TakeLast(MostDays)
        : account.Published is { } published ? [published - 1, published]
        : [];

    // The day before all else, so that keys of one time lie side by side.
    private static long Key(int day, Digest digest) => ((long)day << DigestBits) | (long)(digest.Value >> (64 - DigestBits));

    // FNV-1a over UTF-16; the highest bits of a product depend on all letters.
    private readonly struct Digest(ulong value)
    {
        public Digest()
            : this(14695981039346656037UL)
        {
        }

        public ulong Value => value;

        public Digest Add(string word)
        {
            var hash = (value ^ ' ') * 1099511628211UL;
            foreach (var letter in word)
            {
                hash = (hash ^ letter) * 1099511628211UL;
            }
            return new Digest(hash);
        }
    }
}

/// <summary>One key of an account.</summary>
/// <param name="Filed">Under which the account is filed.</param>
/// <param name="Beside">Which it looks up too: the days or the periods beside.</param>
/// <param name="IsWord">Whether it is a word's, which joins nobody where too many bear it.</param>
internal readonly record struct LinkKey(long Filed, IReadOnlyList<long> Beside, bool IsWord);
