using Attest.Web.Accounts;

namespace Attest.Web.Pages.SigningIn;

/// <summary>Roles and times of accounts in words.</summary>
internal static class RoleWords
{
    /// <summary>What a role may do, as a sentence to who has it.</summary>
    public static string Of(Role role) =>
        role == Role.Administrator ? "You are an administrator: you read everything, add and correct, and say who signs in here."
        : role == Role.Editor ? "You are an editor: you read everything, add reports and correct what was read."
        : role == Role.Member ? "You are a member: you sign in for what is your own here; of the archive itself you see what everybody sees."
        : "You are a reader: you read everything that is kept here.";

    /// <summary>The instant of some ticks of UTC.</summary>
    public static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
