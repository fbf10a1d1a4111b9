using Attest.Web.Accounts;

namespace Attest.Web.Pages.Desk;

/// <summary>What people who sign in say about an incident, for a page.</summary>
/// <param name="Comments">The comments, the oldest first.</param>
/// <param name="Account">Who reads; null where they have not signed in.</param>
/// <param name="Token">The token of the forms; null where there is none.</param>
public sealed record Discussion(IReadOnlyList<CommentRow> Comments, Account? Account, string? Token)
{
    /// <summary>Whether who reads may take a comment away.</summary>
    public bool MayRemove(CommentRow comment) => Account is not null && (comment.AccountId == Account.Id || Account.Role.Includes(Role.Administrator));
}
