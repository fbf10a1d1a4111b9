using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Accounts;

/// <summary>The cookie by which a browser is known in which somebody signed in before: so that whoever tries a name from elsewhere can't keep its owner out. It opens nothing, and outlives the session.</summary>
internal static class DeviceCookie
{
    /// <summary>Its name without TLS, on this machine.</summary>
    public const string Plain = "attest-device";

    /// <summary>Its name behind TLS.</summary>
    public const string Secure = "__Host-attest-device";

    private const char Between = '\n';

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>Which device of an account's owner asks; null where nobody signed in as them here, or their cookie is old or forged.</summary>
    public static string? Read(HttpContext context, string accountId)
    {
        if (context.Request.Cookies[NameFor(context.Request)] is not { Length: > 0 } held)
        {
            return null;
        }
        try
        {
            return Protector(context).Unprotect(held).Split(Between) is [var account, var device] && account == accountId ? device : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Gives it to the browser in which somebody signed in.</summary>
    public static void Write(HttpContext context, string accountId) => context.Response.Cookies.Append(
        NameFor(context.Request), Protector(context).Protect($"{accountId}{Between}{Read(context, accountId) ?? Secret.NewId()}", Longest),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = Caller.IsSecure(context.Request), Path = "/", MaxAge = Longest, IsEssential = true });

    private static string NameFor(HttpRequest request) => Caller.IsSecure(request) ? Secure : Plain;

    private static ITimeLimitedDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("Attest.Devices").ToTimeLimitedDataProtector();
}
