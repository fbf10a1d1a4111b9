using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Attest.Web.Accounts;

/// <summary>Which names accounts have: they stand beside what people decide, so they must be read as what they are.</summary>
internal sealed class NamePolicy : IUserValidator<Account>
{
    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user) =>
        Task.FromResult(Fault(user.UserName ?? "") is { } fault ? IdentityResult.Failed(new IdentityError { Code = "name", Description = fault }) : IdentityResult.Success);

    /// <summary>The name in its one spelling.</summary>
    public static string Normalized(string name) => name.Trim().Normalize(NormalizationForm.FormC);

    private static string? Fault(string name) =>
        name.Length is 0 or > Account.LongestName ? $"A name has 1 to {Account.LongestName} characters."
        : name != Normalized(name) || name.Contains("  ", StringComparison.Ordinal) || !name.EnumerateRunes().All(IsOfNames) || !Rune.IsLetterOrDigit(Rune.GetRuneAt(name, 0))
            ? "A name is made of letters, digits, single blanks and the signs . _ - @ ' and begins with a letter or a digit."
        : new[] { Actor.ThisMachine, Actor.Reader, Actor.Visitor }.Any(actor => actor.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? "This name stands for whoever has none. Choose another."
        : null;

    private static bool IsOfNames(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or '_' or '-' or '@' or '\'' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
