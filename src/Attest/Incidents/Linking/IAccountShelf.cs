namespace Attest.Incidents.Linking;

/// <summary>Where accounts and what was decided of them are kept: in the archive, or in memory.</summary>
internal interface IAccountShelf
{
    /// <summary>One account that is kept.</summary>
    Account Find(string id);

    /// <summary>What was decided of it; null for one that nothing was decided of yet.</summary>
    Membership? MembershipOf(string id);

    /// <summary>The accounts filed under any of some keys, without repeats; only those that found an incident where these alone are asked for.</summary>
    IEnumerable<FiledAccount> Filed(IReadOnlyCollection<long> keys, bool foundersOnly);

    /// <summary>How many accounts are filed under each of some keys, one a key; from twice <see cref="LinkKeys.MostOfWord"/> on any number that is no less.</summary>
    IReadOnlyDictionary<long, int> Counts(IReadOnlyCollection<long> keys);

    /// <summary>Accounts with a link to one that founds an incident.</summary>
    IReadOnlyList<FiledAccount> LinkedTo(string founder);

    /// <summary>Keeps an account under its keys.</summary>
    void Add(Account account, IReadOnlyList<LinkKey> keys);

    /// <summary>Gives up an account with its keys, its membership and its links.</summary>
    void Remove(Account account, IReadOnlyList<LinkKey> keys);

    /// <summary>Keeps what was decided of an account in place of what was decided before.</summary>
    /// <param name="id">The account.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="before">What was decided before; null for nothing.</param>
    /// <param name="membership">What is decided now.</param>
    /// <param name="decisions">Why.</param>
    void Decide(string id, IReadOnlyList<LinkKey> keys, Membership? before, Membership membership, IReadOnlyList<LinkDecision> decisions);
}

/// <summary>An account as a key gives it.</summary>
/// <param name="Id">The account.</param>
/// <param name="Order">Its <see cref="Account.Order"/>.</param>
internal readonly record struct FiledAccount(string Id, string Order);

/// <summary>Which incident an account belongs to by the scores alone.</summary>
/// <param name="Home">The account that founds the incident; its own for a founder.</param>
internal sealed record Membership(string Home);
