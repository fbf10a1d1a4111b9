using Microsoft.AspNetCore.Identity;

namespace Attest.Web.Accounts;

/// <summary>Which passwords are taken: long ones that are neither the account's name nor a row of keys.</summary>
internal sealed class PasswordPolicy : IPasswordValidator<Account>
{
    /// <summary>The fewest characters.</summary>
    public const int Shortest = 12;

    /// <summary>The most characters; more would only cost time.</summary>
    public const int Longest = 256;

    private static readonly string[] Rows = ["abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "1234567890", "password", "letmein", "attest"];

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var fault = password is null ? null
            : password.Length > Longest ? $"A password has at most {Longest} characters."
            : user.UserName is { Length: > 2 } name && password.Contains(name, StringComparison.OrdinalIgnoreCase) ? "The password holds the account’s name. Choose one that has nothing to do with it."
            : IsWorn(password) ? "The password is one that is tried first: a row of keys or the word itself. Choose another, such as four or five words that do not belong together."
            : null;
        return Task.FromResult(fault is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "password", Description = fault }));
    }

    // What is left of it without rows of keys, their repetitions and digits at the end is no password.
    private static bool IsWorn(string password)
    {
        var rest = password.ToLowerInvariant();
        foreach (var row in Rows)
        {
            for (var length = row.Length; length >= 4; length--)
            {
                for (var start = 0; start + length <= row.Length; start++)
                {
                    rest = rest.Replace(row.Substring(start, length), "", StringComparison.Ordinal);
                }
            }
        }
        return rest.Trim("0123456789!?.".ToCharArray()).Length < 4;
    }
}
