using Attest.Web.Accounts;

namespace Attest.Web.Serving;

/// <summary>Whether forms that change the archive are answered to who asks, and with what.</summary>
/// <param name="Intake">How reports get in; null for a site that is only read.</param>
/// <param name="Closed">Why they are not answered, a sentence for the page; null where they are.</param>
internal sealed record WriteAccess(SiteIntake? Intake, string? Closed)
{
    /// <summary>Whether they are answered.</summary>
    public bool IsOpen => Closed is null;

    /// <summary>What somebody may write.</summary>
    public static WriteAccess Of(SiteIntake? intake, SiteReach reach, CurrentActor current) => new(
        intake,
        intake is null ? "This site is only read: it was started without a way to add reports."
        : current.Actor.Is(Role.Editor) ? null
        : current.Actor.IsSignedIn && current.Actor.Is(Role.Reader) ? $"You are signed in as a {current.Actor.Role}. Reports and sources are added by editors; an administrator of this archive can make you one."
        : reach.IsPublic ? "This is the public view of an archive: reports and sources are added by those who keep it."
        : current.HasAccounts ? "Reports and sources are added by editors, who sign in."
        : reach.IsLoopback ? "Another program hands this request on, so it may come from another machine, and nobody signs in here yet: reports and sources are added in the terminal of this machine, with attest add and attest source add."
        : "This site can be reached from other machines, and nobody signs in to it yet: reports and sources are added in the terminal of its machine, with attest add and attest source add.");
}
