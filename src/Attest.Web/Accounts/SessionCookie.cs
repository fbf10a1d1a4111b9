using Microsoft.AspNetCore.Http;

namespace Attest.Web.Accounts;

/// <summary>The cookie that holds a session: no script reads it, no other site's form sends it, and behind TLS it never leaves it.</summary>
internal static class SessionCookie
{
    /// <summary>Its name without TLS, on this machine.</summary>
    public const string Plain = "attest-session";

    /// <summary>Its name behind TLS: browsers take one of this prefix only from the host itself, over TLS, for all its paths.</summary>
    public const string Secure = "__Host-attest-session";

    /// <summary>What the browser holds; null where it holds none.</summary>
    public static string? Read(HttpRequest request) => request.Cookies[NameFor(request)];

    /// <summary>Gives it to the browser.</summary>
    public static void Write(HttpContext context, string secret) =>
        context.Response.Cookies.Append(NameFor(context.Request), secret, OptionsFor(context.Request, SessionBook.Longest));

    /// <summary>Takes it from the browser.</summary>
    public static void Clear(HttpContext context) => context.Response.Cookies.Append(NameFor(context.Request), "", OptionsFor(context.Request, TimeSpan.Zero));

    private static string NameFor(HttpRequest request) => Caller.IsSecure(request) ? Secure : Plain;

    private static CookieOptions OptionsFor(HttpRequest request, TimeSpan life) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Caller.IsSecure(request), Path = "/", MaxAge = life, IsEssential = true,
    };
}
