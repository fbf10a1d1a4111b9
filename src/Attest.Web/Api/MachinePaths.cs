using Microsoft.AspNetCore.Http;

namespace Attest.Web.Api;

/// <summary>Addresses that programs ask, and not people with a browser.</summary>
internal static class MachinePaths
{
    /// <summary>Whether an address is the API's or its description's: what fails there is told as problem details (RFC 9457).</summary>
    public static bool IsApi(PathString path) => path.StartsWithSegments("/api/v1", StringComparison.Ordinal) || path.StartsWithSegments("/openapi", StringComparison.Ordinal);

    /// <summary>Whether it is a feed's.</summary>
    public static bool IsFeed(PathString path) => path.Value is { } text && (text.EndsWith("/feed.atom", StringComparison.Ordinal) || text.EndsWith("/feed.json", StringComparison.Ordinal));

    /// <summary>Whether it is an export's.</summary>
    public static bool IsExport(PathString path) => path.Value?.StartsWith("/api/v1/export.", StringComparison.Ordinal) == true;
}
