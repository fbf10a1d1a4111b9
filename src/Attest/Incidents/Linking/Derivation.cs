namespace Attest.Incidents.Linking;

/// <summary>Derives which accounts belong together from pairwise decisions, anew only in the neighbourhoods that a change touches.</summary>
/// <remarks>
/// Accounts are taken in their own order. One that is linked with no founder before it founds an incident; any other joins the founder before it with which its score is highest.
/// So every member is linked with the founder itself: nothing in between can join two that are not, and the outcome depends on which accounts there are and not on which came first.
/// (The rule is the pivot algorithm of correlation clustering: Ailon, Charikar and Newman, 2008, with a fixed order in place of a random one.)
/// </remarks>
internal sealed class Derivation(IAccountShelf shelf)
{
    /// <summary>A comparison that scores less is not worth keeping.</summary>
    private const double LeastKept = 0.1;

    /// <summary>Comparisons kept of those that were not enough.</summary>
    private const int MostUnlinked = 3;

    private readonly SortedSet<(string Order, string Id)> _due = [];
    private readonly Dictionary<string, Account> _met = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LinkKey>> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    // How many bear a word; asking anew for each pair would cost more than all else.
    private readonly Dictionary<long, int> _counts = [];

    /// <summary>Takes accounts in and out.</summary>
    /// <param name="added">New ones.</param>
    /// <param name="removed">Ids of those given up.</param>
    /// <returns>Accounts whose home changed, the new ones among them and not those given up.</returns>
    public IReadOnlyCollection<string> Apply(IReadOnlyList<Account> added, IReadOnlyList<string> removed)
    {
        foreach (var id in removed)
        {
            Remove(id);
        }
        foreach (var account in added)
        {
            Add(account);
        }
        while (_due.Count > 0)
        {
            var (order, id) = _due.Min;
            _due.Remove((order, id));
            Decide(Met(id));
        }
        _changed.ExceptWith(removed);
        return _changed;
    }

    private void Add(Account account)
    {
        var keys = KeysOf(account);
        Count(WordsOf(keys));
        shelf.Add(account, keys);
        foreach (var key in keys)
        {
            if (key.IsWord)
            {
                _counts[key.Filed]++;
            }
        }
        _met[account.Id] = account;
        _due.Add((account.Order, account.Id));
        // One more bearer and a word joins nobody here any longer.
        ReconsiderAt(LinkKeys.MostOfWord + 1, keys, besides: account.Id);
    }

    private void Remove(string id)
    {
        var account = shelf.Find(id);
        var keys = KeysOf(account);
        var members = shelf.LinkedTo(id);
        shelf.Remove(account, keys);
        foreach (var key in keys)
        {
            _counts.Remove(key.Filed);
        }
        foreach (var member in members)
        {
            if (member.Id != id)
            {
                _due.Add((member.Order, member.Id));
            }
        }
        _due.Remove((account.Order, id));
        _met.Remove(id);
        _keys.Remove(id);
        ReconsiderAt(LinkKeys.MostOfWord, keys, besides: id);
    }

    // Where a word has come to so many bearers, all that it joined or could join are looked at again.
    private void ReconsiderAt(int bearers, List<LinkKey> keys, string besides)
    {
        Count(WordsOf(keys));
        foreach (var key in keys.Where(key => key.IsWord && _counts[key.Filed] == bearers))
        {
            foreach (var bearer in shelf.Filed([key.Filed, .. key.Beside.Where(IsLive)], foundersOnly: false))
            {
                if (bearer.Id != besides)
                {
                    _due.Add((bearer.Order, bearer.Id));
                }
            }
        }
    }

    private void Decide(Account account)
    {
        var before = shelf.MembershipOf(account.Id);
        var keys = KeysOf(account);
        var compared = new List<(Account Founder, double Score)>();
        foreach (var near in Near(account, keys, foundersOnly: true))
        {
            if (string.CompareOrdinal(near.Order, account.Order) < 0)
            {
                var founder = Met(near.Id);
                if (PairScorer.Score(account, founder) is >= LeastKept and var score)
                {
                    compared.Add((founder, score));
                }
            }
        }
        compared.Sort((left, right) => left.Score != right.Score ? right.Score.CompareTo(left.Score) : string.CompareOrdinal(left.Founder.Order, right.Founder.Order));
        var isFounder = compared is not [{ Score: >= PairScorer.Least }, ..];
        var home = isFounder ? account.Id : compared[0].Founder.Id;
        var linked = compared.Count(pair => pair.Score >= PairScorer.Least);
        shelf.Decide(
            account.Id, keys, before, new Membership(home),
            [.. compared.Take(linked + MostUnlinked).Select(pair => new LinkDecision(account.Id, pair.Founder.Id, pair.Score, pair.Score >= PairScorer.Least, PairScorer.Reasons(account, pair.Founder)))]);
        if (before?.Home != home)
        {
            _changed.Add(account.Id);
        }
        var wasFounder = before?.Home == account.Id;
        if (isFounder && !wasFounder)
        {
            foreach (var near in Near(account, keys, foundersOnly: false))
            {
                if (string.CompareOrdinal(near.Order, account.Order) > 0 && !_due.Contains((near.Order, near.Id)) && PairScorer.Score(account, Met(near.Id)) >= PairScorer.Least)
                {
                    _due.Add((near.Order, near.Id));
                }
            }
        }
        else if (!isFounder && wasFounder)
        {
            foreach (var member in shelf.LinkedTo(account.Id))
            {
                _due.Add((member.Order, member.Id));
            }
        }
    }

    // Accounts under the same keys and those beside, each once, without the account itself. A word counts where neither of the two keys has too many bearers.
    private IEnumerable<FiledAccount> Near(Account account, List<LinkKey> keys, bool foundersOnly)
    {
        Count(WordsOf(keys));
        var live = keys.Where(key => !key.IsWord || IsLive(key.Filed)).SelectMany(key => key.Beside.Where(near => !key.IsWord || IsLive(near)).Append(key.Filed)).ToHashSet();
        return shelf.Filed(live, foundersOnly).Where(filed => filed.Id != account.Id);
    }

    // Keys of words, with those beside them.
    private static IEnumerable<long> WordsOf(List<LinkKey> keys) => keys.Where(key => key.IsWord).SelectMany(key => key.Beside.Append(key.Filed));

    private void Count(IEnumerable<long> keys)
    {
        List<long> asked = [.. keys.Where(key => !_counts.ContainsKey(key)).Distinct()];
        if (asked.Count > 0)
        {
            foreach (var (key, count) in shelf.Counts(asked))
            {
                _counts.Add(key, count);
            }
        }
    }

    private bool IsLive(long word) => _counts[word] <= LinkKeys.MostOfWord;

    private List<LinkKey> KeysOf(Account account) => _keys.TryGetValue(account.Id, out var keys) ? keys : _keys[account.Id] = LinkKeys.Of(account);

    private Account Met(string id) => _met.TryGetValue(id, out var account) ? account : _met[id] = shelf.Find(id);
}
