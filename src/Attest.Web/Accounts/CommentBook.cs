using Microsoft.EntityFrameworkCore;

namespace Attest.Web.Accounts;

/// <summary>What people who sign in say to one another about incidents.</summary>
internal sealed class CommentBook(AccountsContext context, TimeProvider clock)
{
    /// <summary>The longest comment.</summary>
    public const int Longest = 4000;

    /// <summary>The most comments that a page shows.</summary>
    public const int MostShown = 200;

    /// <summary>The comments on an incident, the oldest first.</summary>
    /// <param name="incident">Its id and those that live on in it.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<CommentRow>> OnAsync(IReadOnlyList<string> incident, CancellationToken cancel)
    {
        var newest = await context.Comments.AsNoTracking().Where(comment => incident.Contains(comment.Incident)).OrderByDescending(comment => comment.Made).ThenByDescending(comment => comment.Id).Take(MostShown).ToListAsync(cancel);
        newest.Reverse();
        return newest;
    }

    /// <summary>Adds a comment.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AddAsync(Account account, string incident, string text, CancellationToken cancel)
    {
        var comment = new CommentRow { Id = Secret.NewId(), Incident = incident, AccountId = account.Id, Author = account.UserName!, Text = text, Made = clock.GetUtcNow().UtcTicks };
        context.Add(comment);
        await context.SaveChangesAsync(cancel);
        return comment.Id;
    }

    /// <summary>Takes a comment away: its author may, and an administrator.</summary>
    /// <returns>The incident that it stood at; null where there is none that they may take away.</returns>
    public async Task<string?> RemoveAsync(Account account, string id, CancellationToken cancel)
    {
        var comment = await context.Comments.FirstOrDefaultAsync(comment => comment.Id == id, cancel);
        if (comment is null || (comment.AccountId != account.Id && !account.Role.Includes(Role.Administrator)))
        {
            return null;
        }
        context.Remove(comment);
        await context.SaveChangesAsync(cancel);
        return comment.Incident;
    }
}
