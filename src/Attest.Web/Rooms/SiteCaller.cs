using Attest.Web.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Rooms;

/// <summary>Who makes a request, for the rooms of the site.</summary>
/// <param name="Key">The key of their account, which no other account ever gets; words for who has none.</param>
/// <param name="Name">The name of their account; words for who has none.</param>
/// <param name="Role">What they may do on the site.</param>
/// <param name="IsSignedIn">Whether they are signed in with a browser.</param>
/// <param name="IsThisMachine">Whether they sit at this machine while nobody has an account, and may so do all.</param>
/// <param name="HasAccounts">Whether anybody has an account, so that who is not signed in could.</param>
public sealed record SiteCaller(string Key, string Name, Role Role, bool IsSignedIn, bool IsThisMachine, bool HasAccounts)
{
    /// <summary>The key of whoever sits at this machine while nobody has an account.</summary>
    public static string KeyOfThisMachine => Actor.ThisMachine.Name;

    /// <summary>Whether it is known who asks: somebody signed in, or whoever sits at this machine.</summary>
    public bool IsKnown => IsSignedIn || IsThisMachine;

    /// <summary>Who makes a request.</summary>
    public static SiteCaller Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Of(context.RequestServices.GetRequiredService<CurrentActor>());
    }

    /// <summary>The same, as a request's services know it.</summary>
    internal static SiteCaller Of(CurrentActor current) =>
        new(current.Actor.Account?.Id ?? current.Actor.Name, current.Actor.Name, current.Actor.Role, current.Actor.IsSignedIn, ReferenceEquals(current.Actor, Actor.ThisMachine), current.HasAccounts);
}
