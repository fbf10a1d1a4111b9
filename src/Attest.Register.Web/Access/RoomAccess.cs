using Attest.Register.DamageClaims;
using Attest.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Attest.Register.Web.Access;

/// <summary>What a route of the room states: whom it is for. Every route states it (a test looks), <see cref="RoomGate"/> and the register hold it.</summary>
/// <param name="Audience">Whom it is for.</param>
public sealed record RoomAccess(RoomAudience Audience)
{
    /// <summary>The same in words, as docs/register-access.md has it.</summary>
    public string Words => string.Join(", ", Roles.Select(role => role.Replace('-', ' ')));

    /// <summary>Whom it is for, each the end of a key of the texts (<c>role.*</c>).</summary>
    internal IReadOnlyList<string> Roles => Audience switch
    {
        RoomAudience.Everybody => ["everybody"],
        RoomAudience.Claimants => ["signed-in"],
        RoomAudience.ItsClaimant => ["its-claimant"],
        RoomAudience.ItsParties => ["its-claimant", "its-examiner", "board"],
        RoomAudience.ItsExaminers => ["its-examiner", "board"],
        RoomAudience.ItsExaminer => ["its-examiner"],
        RoomAudience.ItsTrail => ["its-claimant", "its-examiner", "board", "auditor"],
        RoomAudience.ItsErasers => ["its-claimant", "board", "administrator"],
        RoomAudience.Desk => ["examiner", "board", "auditor"],
        RoomAudience.Board => ["board"],
        RoomAudience.Auditing => ["board", "auditor"],
        RoomAudience.RolesShown => ["board", "auditor", "administrator"],
        RoomAudience.Erasers => ["board", "administrator"],
        _ => ["administrator"],
    };

    /// <summary>Whether the room lets somebody through by their role alone; what depends on one damage claim is asked of the register after that.</summary>
    internal bool Admits(Actor? actor) => Audience switch
    {
        RoomAudience.Everybody => true,
        _ when actor is null => false,
        RoomAudience.Desk => actor.Role != RegisterRole.Claimant,
        RoomAudience.Board => actor.Role == RegisterRole.Board,
        RoomAudience.Auditing => actor.Role is RegisterRole.Board or RegisterRole.Auditor,
        RoomAudience.RolesShown => actor.IsAdministrator || actor.Role is RegisterRole.Board or RegisterRole.Auditor,
        RoomAudience.Erasers => actor.IsAdministrator || actor.Role == RegisterRole.Board,
        RoomAudience.Administrators => actor.IsAdministrator,
        _ => true,
    };
}

/// <summary>How routes state it.</summary>
internal static class RoomAccesses
{
    /// <summary>Whom the route is for; what the register refuses becomes a page that says so.</summary>
    public static RouteHandlerBuilder ForRoom(this RouteHandlerBuilder route, RoomAudience audience)
    {
        var stated = audience == RoomAudience.Everybody ? route.ForEverybody() : route.ForSomebody(Role.Member);
        return stated.WithMetadata(new RoomAccess(audience)).AddEndpointFilter(RoomGate.PassAsync);
    }
}
