using Microsoft.EntityFrameworkCore;

namespace Attest.Web.Accounts;

/// <summary>The narrowed pages that people come back to.</summary>
internal sealed class ViewBook(AccountFile file, AccountsContext context, TimeProvider clock)
{
    /// <summary>The longest name of a view.</summary>
    public const int LongestName = 120;

    /// <summary>The longest address.</summary>
    public const int LongestAddress = 2000;

    /// <summary>The most views that somebody saves.</summary>
    public const int MostOfAccount = 200;

    /// <summary>The views of an account, by name.</summary>
    public async Task<IReadOnlyList<ViewRow>> OfAsync(string account, CancellationToken cancel) =>
        await context.Views.AsNoTracking().Where(view => view.AccountId == account).OrderBy(view => view.Name).ThenBy(view => view.Id).ToListAsync(cancel);

    /// <summary>Saves a view.</summary>
    public async Task AddAsync(Account account, string name, string address, CancellationToken cancel)
    {
        context.Add(new ViewRow { Id = Secret.NewId(), AccountId = account.Id, Name = name, Address = address, Made = clock.GetUtcNow().UtcTicks });
        await context.SaveChangesAsync(cancel);
    }

    /// <summary>The page that a view's link leads to; null where there is none.</summary>
    public async Task<string?> AddressAsync(string id, CancellationToken cancel) =>
        file.HasAccounts() ? (await context.Views.AsNoTracking().FirstOrDefaultAsync(view => view.Id == id, cancel))?.Address : null;

    /// <summary>Takes a view away.</summary>
    /// <returns>False where the account has none of this id.</returns>
    public async Task<bool> RemoveAsync(string account, string id, CancellationToken cancel) =>
        await context.Views.Where(view => view.AccountId == account && view.Id == id).ExecuteDeleteAsync(cancel) > 0;
}
