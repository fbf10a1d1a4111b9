using Microsoft.AspNetCore.Http;

namespace Attest.Web.Api;

/// <summary>Addresses that programs ask, and not people with a browser. They are told as routes are matched: whatever their case, and with a slash at their end or without.</summary>
internal static class MachinePaths
{
    /// <summary>Whether an address is the API's or its description's: what fails there is told as problem details (RFC 9457).</summary>
    public static bool IsApi(PathString path) => path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is a feed's.</summary>
    public static bool IsFeed(PathString path) => Of(path) is var text && (text.EndsWith("/feed.atom", StringComparison.OrdinalIgnoreCase) || text.EndsWith("/feed.json", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is an export's.</summary>
    public static bool IsExport(PathString path) => Of(path).StartsWith("/api/v1/export.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is one of the API's.</summary>
    public static bool Is(PathString path, ApiOperation operation) => Of(path).Equals(operation.Path, StringComparison.OrdinalIgnoreCase);

    private static string Of(PathString path) => path.Value?.TrimEnd('/') ?? "";
}
