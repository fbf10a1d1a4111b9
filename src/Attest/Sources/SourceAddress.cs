using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Attest.Sources.Fetching;

namespace Attest.Sources;

/// <summary>What a user names as a source: an address of the web, or a folder of this machine.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Text">The address, or the folder's absolute path.</param>
public sealed partial record SourceAddress(SourceKind Kind, string Text)
{
    private const int LongestAddress = 2048;

    // Below it are the ports of mail, name and other services, which are not for feeds; with the two of the web itself.
    private const int FirstFreePort = 1024;

    /// <summary>Reads what a user wrote.</summary>
    /// <param name="written">An address of http or https, or the path of a folder.</param>
    /// <param name="allowPrivate">Whether addresses that are not public are taken.</param>
    /// <param name="fault">What was found and what was expected, as a whole message; null where it is one.</param>
    /// <returns>Null where it is neither.</returns>
    public static SourceAddress? Parse(string? written, bool allowPrivate, out string? fault)
    {
        written = written?.Trim() ?? "";
        fault = null;
        if (written.Length == 0)
        {
            fault = "Adding a source: found nothing, expected the address of a feed or page (https://…) or the path of a folder. Give one.";
            return null;
        }
        // A share of another machine would be asked with the user's own name and password.
        if (!written.StartsWith(@"\\", StringComparison.Ordinal) && !written.StartsWith("//", StringComparison.Ordinal) && Directory.Exists(written))
        {
            return new SourceAddress(SourceKind.Folder, Path.TrimEndingDirectorySeparator(Path.GetFullPath(written)));
        }
        var problem = WebAddress().IsMatch(written) && written.Length <= LongestAddress && Uri.TryCreate(written, UriKind.Absolute, out var address)
            ? Fault(address, allowPrivate)
            : "is neither an address of http or https nor a folder that is there";
        if (problem is not null)
        {
            var shown = written.Length <= 200 ? written : written[..200] + "…";
            fault = $"Adding the source {shown}: it {problem}. Expected the public address of a feed or page (https://…) or the path of a folder.";
            return null;
        }
        return new SourceAddress(SourceKind.Web, new Uri(written).GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));
    }

    /// <summary>Whether what a user wrote is no address of the web, so that it may only be the path of a folder. The folder is not looked for.</summary>
    public static bool IsPath(string? written) => !WebAddress().IsMatch(written?.Trim() ?? "");

    /// <summary>Why an address of the web is not fetched, as far as that can be told without asking for its name, as the rest of a sentence; null where it may be.</summary>
    public static string? Fault(Uri address, bool allowPrivate)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Scheme is not ("http" or "https"))
        {
            return "is no address of http or https";
        }
        if (address.UserInfo.Length > 0)
        {
            return "holds a user's name or password, which is not shown to any host";
        }
        if (address.IdnHost.Length == 0)
        {
            return "names no host";
        }
        if (!address.IsDefaultPort && address.Port is not (80 or 443) && address.Port < FirstFreePort)
        {
            return string.Create(CultureInfo.InvariantCulture, $"names port {address.Port}, which is not for the web");
        }
        var host = address.IdnHost.TrimEnd('.');
        if (!allowPrivate && (host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal)))
        {
            return "is this machine itself, which is asked only with --allow-private";
        }
        return !allowPrivate && IPAddress.TryParse(host, out var number) && AddressPolicy.Refusal(number) is { } refusal
            ? $"is {refusal}, which is asked only with --allow-private"
            : null;
    }

    // No blanks, backslashes or control characters, which programs read in different ways; no user's name before the host.
    [GeneratedRegex(@"^https?://[^\s/\\?#@\p{C}][^\s\\\p{C}]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WebAddress();
}

/// <summary>Where a source is.</summary>
public enum SourceKind
{
    /// <summary>A feed or a page; which of the two, its first answer tells.</summary>
    Web,

    /// <summary>A folder of this machine.</summary>
    Folder,
}
