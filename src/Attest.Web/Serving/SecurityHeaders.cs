using Microsoft.AspNetCore.Builder;

namespace Attest.Web.Serving;

/// <summary>Headers that every answer carries: what a page may load, and what other sites may do with it.</summary>
public static class SecurityHeaders
{
    /// <summary>A page loads everything from this host and nothing from another; it runs no script of its own text, sends forms only here and stands in no frame.</summary>
    /// <remarks>The map draws from images that it makes itself (<c>data:</c>, <c>blob:</c>).</remarks>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds the headers to every answer, error pages too.</summary>
    internal static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // When the answer starts, not now: the error page would clear what is set here.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            // What a route says of itself stays: a player's page, a file that is shown in a sandbox.
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
            }
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            // Pages with forms say which site they are of, to this site alone.
            if (headers["Referrer-Policy"].Count == 0)
            {
                headers["Referrer-Policy"] = "no-referrer";
            }
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-cache";
            }
            return Task.CompletedTask;
        });
        return next(context);
    });
}
