using Attest.Web.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attest.Web.Serving;

/// <summary>What every form of the site is protected by: from which site the request comes, a token that only our own pages hold, and a limit of size.</summary>
public static class Forms
{
    private const string CookieName = "attest-form";

    /// <summary>How many fields a form has at most where its route does not take more.</summary>
    public const int MostFields = 64;

    /// <summary>The token's field.</summary>
    public const string TokenField = "form-token";

    /// <summary>The header in which a script sends the token of its page.</summary>
    public const string TokenHeader = "X-Form-Token";

    /// <summary>Keys that sign the tokens are kept in the archive's folder, for its owner alone, so that a page stays good when the program starts again.</summary>
    internal static void AddForms(this IServiceCollection services, string folder)
    {
        var keys = new DirectoryInfo(Path.Combine(folder, "keys"));
        if (OperatingSystem.IsWindows())
        {
            keys.Create();
        }
        else
        {
            Directory.CreateDirectory(keys.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        services.AddDataProtection().SetApplicationName("Attest").PersistKeysToFileSystem(keys);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie = new FormCookie { Name = CookieName, HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true };
            antiforgery.FormFieldName = TokenField;
            antiforgery.HeaderName = TokenHeader;
            // SecurityHeaders says it more strictly.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        // Else a key would be made as soon as the site starts, though no form is ever asked for.
        foreach (var maker in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(EphemeralDataProtectionProvider).Assembly).ToList())
        {
            services.Remove(maker);
        }
        // That keys lie unencrypted in a folder of their owner's is as meant.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None));
    }

    /// <summary>Protects the routes that take a form of at most so many bytes and fields; each tick is a field.</summary>
    public static RouteHandlerBuilder TakesForm(this RouteHandlerBuilder route, long mostBytes, int mostFields = MostFields) =>
        route.WithMetadata(new BodyLimit(mostBytes)).AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            return await RefusalAsync(context, mostBytes, mostFields) is { } refusal ? PageResults.Refuse(refusal) : await next(invocation);
        });

    /// <summary>Protects the routes that take bytes, which are not kept back in memory or in a file on the way: the handler reads them as they come.</summary>
    /// <remarks>A script sends the token in <see cref="TokenHeader"/>. A form of files has it in its first field, which <see cref="UploadForm"/> reads; that the token is right is then asked by <see cref="IsTokenRightAsync"/>.</remarks>
    /// <param name="route">The route.</param>
    /// <param name="mostBytes">The most bytes of one request.</param>
    public static RouteHandlerBuilder TakesBytes(this RouteHandlerBuilder route, long mostBytes) =>
        route.WithMetadata(new BodyLimit(mostBytes)).AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            var refusal = !IsOwn(context.Request) ? Refusal.ForeignForm
                : context.Request.ContentLength > mostBytes ? Refusal.For(StatusCodes.Status413PayloadTooLarge)
                : !UploadForm.Is(context.Request) && !await IsTokenRightAsync(context, context.Request.Headers[TokenHeader].ToString()) ? Refusal.OldForm
                : null;
            return refusal is not null ? PageResults.Refuse(refusal) : await next(invocation);
        });

    /// <summary>Whether a token is one that this site gave to who asks.</summary>
    /// <param name="context">The request; its body is not read.</param>
    /// <param name="token">The token.</param>
    public static async Task<bool> IsTokenRightAsync(HttpContext context, string token)
    {
        if (token.Length == 0)
        {
            return false;
        }
        context.Request.Headers[TokenHeader] = token;
        return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
    }

    /// <summary>The token to put into the page's forms that change the archive; null where they are not answered.</summary>
    internal static string? TokenFor(HttpContext context, WriteAccess access)
    {
        return access.IsOpen ? TokenFor(context) : null;
    }

    /// <summary>The token to put into forms that do not change the archive.</summary>
    public static string TokenFor(HttpContext context)
    {
        // Without it, browsers would hide even from us which site a form comes from.
        context.Response.Headers["Referrer-Policy"] = "same-origin";
        return context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken!;
    }

    private static async Task<Refusal?> RefusalAsync(HttpContext context, long mostBytes, int mostFields)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RouteAccess>()?.Least.Includes(Role.Editor) == true && context.RequestServices.GetRequiredService<WriteAccess>().Closed is { } closed)
        {
            return Refusal.NoWriting(closed);
        }
        if (!IsOwn(context.Request))
        {
            return Refusal.ForeignForm;
        }
        if (context.Request.ContentLength > mostBytes)
        {
            return Refusal.For(StatusCodes.Status413PayloadTooLarge);
        }
        if (!context.Request.HasFormContentType)
        {
            return Refusal.For(StatusCodes.Status415UnsupportedMediaType);
        }
        try
        {
            var limit = (int)Math.Min(mostBytes, int.MaxValue);
            await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = mostBytes, BufferBodyLengthLimit = mostBytes, ValueLengthLimit = limit, ValueCountLimit = mostFields }, context.RequestAborted);
        }
        catch (InvalidDataException fault) when (fault.Message.Contains("count limit", StringComparison.Ordinal))
        {
            return Refusal.TooManyFields(mostFields);
        }
        catch (InvalidDataException)
        {
            return Refusal.For(StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException bad)
        {
            return Refusal.For(bad.StatusCode);
        }
        return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context) ? null : Refusal.OldForm;
    }

    // Browsers say which site a request comes from; a program that says nothing has no cookie of ours and fails at the token.
    private static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site != "same-origin")
        {
            return false;
        }
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (origin == "null" && site == "same-origin") || origin.Equals($"{Caller.SchemeOf(request)}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    // Whether TLS was spoken is told by what stands in front of the site, too, which only Caller knows.
    private sealed class FormCookie : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure = Caller.IsSecure(context.Request);
            return options;
        }
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
