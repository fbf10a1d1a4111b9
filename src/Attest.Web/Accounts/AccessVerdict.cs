using Attest.Web.Serving;

namespace Attest.Web.Accounts;

/// <summary>What comes of it when somebody uses a route.</summary>
internal enum AccessVerdict
{
    /// <summary>They are let in.</summary>
    LetIn,

    /// <summary>They are asked who they are.</summary>
    SignIn,

    /// <summary>They must first choose a password of their own.</summary>
    ChoosePassword,

    /// <summary>They are refused.</summary>
    Refused,
}

/// <summary>The rules by which somebody is let in.</summary>
internal static class AccessRules
{
    /// <summary>Whether a route lets somebody in.</summary>
    /// <param name="access">What the route states; null lets nobody in.</param>
    /// <param name="current">Who asks.</param>
    /// <param name="reach">Who can reach the site.</param>
    /// <param name="isFromPage">Whether a browser says that a page made the request.</param>
    public static AccessVerdict Judge(RouteAccess? access, CurrentActor current, SiteReach reach, bool isFromPage)
    {
        var actor = current.Actor;
        if (access is null)
        {
            return AccessVerdict.Refused;
        }
        if (actor.HasFalseToken)
        {
            return AccessVerdict.SignIn;
        }
        var least = access.On(reach);
        if (least == Role.Visitor && actor.Scopes is null)
        {
            return AccessVerdict.LetIn;
        }
        if (actor.Scopes is { } scopes)
        {
            if (actor.Account?.MustChangePassword == true)
            {
                return AccessVerdict.ChoosePassword;
            }
            return (access.Scope is { } scope ? scopes.Contains(scope) : access.Least == Role.Visitor) && actor.Is(least) ? AccessVerdict.LetIn : AccessVerdict.Refused;
        }
        var unknown = current.HasAccounts ? AccessVerdict.SignIn : AccessVerdict.Refused;
        if (access.Scope is { } asked && asked != TokenScope.Read)
        {
            // A cookie goes along with whatever page asks; a token is shown by a program that means it.
            return actor.Is(least) && actor.Account is null && !isFromPage ? AccessVerdict.LetIn : actor.Account is null ? unknown : AccessVerdict.Refused;
        }
        if (actor.Account is null)
        {
            return actor.Is(least) && !access.NeedsAccount && (!access.NeedsSomebody || actor == Actor.ThisMachine) ? AccessVerdict.LetIn : unknown;
        }
        return actor.Account.MustChangePassword && !access.TakesFirstPassword ? AccessVerdict.ChoosePassword
            : actor.Is(least) ? AccessVerdict.LetIn
            : AccessVerdict.Refused;
    }
}
