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
        foreach (var key in keys)
        {
            // One more bearer and the word joins nobody here any longer.
            if (key.IsWord && shelf.Count(key.Filed) == LinkKeys.MostOfWord + 1)
            {
                Reconsider(key, besides: account.Id);
            }
        }
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
        foreach (var key in keys)
        {
            if (key.IsWord && shelf.Count(key.Filed) == LinkKeys.MostOfWord)
            {
                Reconsider(key, besides: id);
            }
        }
    }

    private void Reconsider(LinkKey key, string besides)
    {
        foreach (var near in (IEnumerable<long>)[key.Filed, .. key.Beside])
        {
            foreach (var bearer in shelf.Filed(near, LinkKeys.MostOfWord + 1))
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

    // Accounts under the same keys and those beside, each once, without the account itself.
    private IEnumerable<FiledAccount> Near(Account account, List<LinkKey> keys, bool foundersOnly)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { account.Id };
        foreach (var key in keys)
        {
            if (key.IsWord && shelf.Count(key.Filed) > LinkKeys.MostOfWord)
            {
                continue;
            }
            foreach (var near in (IEnumerable<long>)[key.Filed, .. key.Beside])
            {
                if (key.IsWord && near != key.Filed && shelf.Count(near) > LinkKeys.MostOfWord)
                {
                    continue;
                }
                foreach (var filed in foundersOnly ? shelf.Founders(near) : shelf.Filed(near, int.MaxValue))
                {
                    if (seen.Add(filed.Id))
                    {
                        yield return filed;
                    }
                }
            }
        }
    }

    private Account Met(string id) => _met.TryGetValue(id, out var account) ? account : _met[id] = shelf.Find(id);
}
