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
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

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
        var keys = LinkKeys.Of(account);
        shelf.Add(account, keys);
        _met[account.Id] = account;
        _due.Add((account.Order, account.Id));
        // One more bearer and a word joins nobody here any longer.
        ReconsiderAt(LinkKeys.MostOfWord + 1, keys, besides: account.Id);
    }

    private void Remove(string id)
    {
        var account = shelf.Find(id);
        var keys = LinkKeys.Of(account);
        var members = shelf.LinkedTo(id);
        shelf.Remove(id);
        foreach (var member in members)
        {
            if (member.Id != id)
            {
                _due.Add((member.Order, member.Id));
            }
        }
        _due.Remove((account.Order, id));
        _met.Remove(id);
        ReconsiderAt(LinkKeys.MostOfWord, keys, besides: id);
    }

    // Where a word has come to so many bearers, all that it joined or could join are looked at again.
    private void ReconsiderAt(int bearers, List<LinkKey> keys, string besides)
    {
        List<LinkKey> words = [.. keys.Where(key => key.IsWord)];
        var counts = shelf.Counts([.. words.Select(key => key.Filed)]);
        foreach (var key in words.Where(key => counts.GetValueOrDefault(key.Filed) == bearers))
        {
            var beside = shelf.Counts(key.Beside).Where(count => count.Value <= LinkKeys.MostOfWord).Select(count => count.Key);
            foreach (var bearer in shelf.Filed([key.Filed, .. beside], foundersOnly: false))
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
        var keys = LinkKeys.Of(account);
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
            account.Id, new Membership(home),
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
        var counts = shelf.Counts([.. keys.Where(key => key.IsWord).SelectMany(key => key.Beside.Append(key.Filed)).Distinct()]);
        bool IsLive(long key) => counts.GetValueOrDefault(key) <= LinkKeys.MostOfWord;
        var live = keys.Where(key => !key.IsWord || IsLive(key.Filed)).SelectMany(key => key.Beside.Where(near => !key.IsWord || IsLive(near)).Append(key.Filed)).ToHashSet();
        return shelf.Filed(live, foundersOnly).Where(filed => filed.Id != account.Id);
    }

    private Account Met(string id) => _met.TryGetValue(id, out var account) ? account : _met[id] = shelf.Find(id);
}
