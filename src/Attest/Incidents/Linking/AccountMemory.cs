namespace Attest.Incidents.Linking;

/// <summary>A shelf in memory, for a set of readings that is linked at once.</summary>
internal sealed class AccountMemory : IAccountShelf
{
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Membership> _memberships = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<LinkDecision>> _decisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _linkedTo = new(StringComparer.Ordinal);
    private readonly Dictionary<long, List<FiledAccount>> _filed = [];

    /// <summary>All decisions, in no order.</summary>
    public IEnumerable<LinkDecision> Decisions => _decisions.Values.SelectMany(decisions => decisions);

    public Account Find(string id) => _accounts[id];

    public Membership? MembershipOf(string id) => _memberships.GetValueOrDefault(id);

    public IEnumerable<FiledAccount> Filed(IReadOnlyCollection<long> keys, bool foundersOnly) =>
        keys.SelectMany(key => _filed.TryGetValue(key, out var filed) ? filed : []).Where(one => !foundersOnly || MembershipOf(one.Id)?.Home == one.Id).Distinct();

    public IReadOnlyDictionary<long, int> Counts(IReadOnlyCollection<long> keys) => keys.Distinct().ToDictionary(key => key, key => _filed.TryGetValue(key, out var filed) ? filed.Count : 0);

    public IReadOnlyList<FiledAccount> LinkedTo(string founder) =>
        _linkedTo.TryGetValue(founder, out var linked) ? [.. linked.Select(id => new FiledAccount(id, _accounts[id].Order))] : [];

    public void Add(Account account, IReadOnlyList<LinkKey> keys)
    {
        _accounts.Add(account.Id, account);
        foreach (var key in keys)
        {
            if (!_filed.TryGetValue(key.Filed, out var filed))
            {
                _filed.Add(key.Filed, filed = []);
            }
            filed.Add(new FiledAccount(account.Id, account.Order));
        }
    }

    public void Remove(Account account, IReadOnlyList<LinkKey> keys)
    {
        foreach (var key in keys)
        {
            _filed[key.Filed].RemoveAll(filed => filed.Id == account.Id);
        }
        Forget(account.Id);
        _accounts.Remove(account.Id);
        _memberships.Remove(account.Id);
        _linkedTo.Remove(account.Id);
    }

    public void Decide(string id, IReadOnlyList<LinkKey> keys, Membership? before, Membership membership, IReadOnlyList<LinkDecision> decisions)
    {
        Forget(id);
        _memberships[id] = membership;
        _decisions[id] = decisions;
        foreach (var decision in decisions.Where(decision => decision.IsSame))
        {
            if (!_linkedTo.TryGetValue(decision.Founder, out var linked))
            {
                _linkedTo.Add(decision.Founder, linked = new HashSet<string>(StringComparer.Ordinal));
            }
            linked.Add(id);
        }
    }

    private void Forget(string id)
    {
        foreach (var decision in _decisions.GetValueOrDefault(id) ?? [])
        {
            _linkedTo.GetValueOrDefault(decision.Founder)?.Remove(id);
        }
        _decisions.Remove(id);
    }
}
