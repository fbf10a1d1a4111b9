using System.Net;

namespace Attest.Web.Serving;

/// <summary>Whether the site's forms are answered, and with what.</summary>
/// <param name="Intake">How reports get in; null for a site that is only read.</param>
/// <param name="IsLoopback">Whether only this machine reaches the site.</param>
/// <param name="IsOpen">Whether forms are answered.</param>
/// <param name="IsPublic">Whether the site is for everybody.</param>
internal sealed record WriteAccess(SiteIntake? Intake, bool IsLoopback, bool IsOpen, bool IsPublic = false)
{
    /// <summary>The access of a site that listens on these addresses: nobody signs in yet, so only who sits at this machine may write.</summary>
    public static WriteAccess Of(IReadOnlyList<string> urls, SiteOptions options)
    {
        var isLoopback = urls.All(IsLoopbackAddress);
        return new WriteAccess(options.Intake, isLoopback, options.Intake is not null && isLoopback && options.Public is null, options.Public is not null);
    }

    /// <summary>Why forms are not answered, a sentence for the page; null where they are.</summary>
    public string? Closed => IsOpen ? null
        : Intake is null ? "This site is only read: it was started without a way to add reports."
        : IsPublic ? "This is the public view of an archive: reports and sources are added by those who keep it."
        : "This site can be reached from other machines, and nobody signs in to it yet: reports and sources are added in the terminal of its machine, with attest add and attest source add.";

    /// <summary>Whether a host's name is this machine's own, however it is written.</summary>
    public static bool IsLoopbackHost(string host) =>
        host.Trim('[', ']').TrimEnd('.') is var name && (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address)));

    private static bool IsLoopbackAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && IsLoopbackHost(address.Host);
}
