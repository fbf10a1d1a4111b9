namespace Attest.Incidents.Linking;

/// <summary>Gives the accounts of a corrected reading the names that the accounts of the same events had before. Pure.</summary>
internal static class AccountNames
{
    /// <summary>The accounts, each under the name of the first account before that told of one of its events, where no other account bears it.</summary>
    /// <param name="now">Of the corrected reading; its first events are those before, in their order.</param>
    /// <param name="before">Of the reading as it was read.</param>
    public static AccountsOfReading Keep(AccountsOfReading now, AccountsOfReading before)
    {
        var had = now.Accounts.Select(_ => new List<string>()).ToList();
        for (var i = 0; i < before.OfEvent.Count; i++)
        {
            if (now.OfEvent[i] >= 0 && before.OfEvent[i] >= 0)
            {
                had[now.OfEvent[i]].Add(before.Accounts[before.OfEvent[i]].Id);
            }
        }
        var names = now.Accounts.Select((account, i) => had[i].Contains(account.Id) ? account.Id : null).ToList();
        var taken = names.OfType<string>().ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is null && had[i].Find(name => !taken.Contains(name)) is { } name)
            {
                taken.Add(names[i] = name);
            }
        }
        for (var i = 0; i < names.Count; i++)
        {
            for (var name = now.Accounts[i].Id; names[i] is null; name = Sha256.Of(name).Hex[..24])
            {
                names[i] = taken.Add(name) ? name : null;
            }
        }
        return now with { Accounts = [.. now.Accounts.Select((account, i) => account.Id == names[i] ? account : account with { Id = names[i]!, Order = account.Order.Replace(account.Id, names[i], StringComparison.Ordinal) })] };
    }
}
