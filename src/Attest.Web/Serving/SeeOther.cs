using Microsoft.AspNetCore.Http;

namespace Attest.Web.Serving;

/// <summary>Leads the browser to another page. After a form it shows what was made, and loading that again sends nothing twice.</summary>
/// <param name="address">The page, an address on this site.</param>
public sealed class SeeOther(string address) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        // A header holds no letters but ASCII's.
        httpContext.Response.Headers.Location = string.Concat(address.EnumerateRunes().Select(rune => rune.Value is > ' ' and < 0x7F ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
        return Task.CompletedTask;
    }
}
