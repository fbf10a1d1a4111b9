using System.Collections.Frozen;

namespace Attest.Intake;

/// <summary>An address of the web, and what versions of one document have in common of it.</summary>
internal static class DocumentAddress
{
    private static readonly FrozenSet<string> Exact;
    private static readonly string[] Prefixes;

    static DocumentAddress()
    {
        var names = Table.Rows("Intake/tracking.tsv").Select(row => row[0]).ToArray();
        Exact = names.Where(name => name[^1] != '*').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        Prefixes = [.. names.Where(name => name[^1] == '*').Select(name => name[..^1])];
    }

    /// <summary>The address where the text is one of http or https; null for anything else.</summary>
    public static Uri? Parse(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0 ? address : null;

    /// <summary>The address without its fragment and the parameters that only say where a visitor came from.</summary>
    public static string WithoutTracking(Uri address)
    {
        var kept = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !IsTracking(part));
        var query = string.Join('&', kept);
        var place = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return query.Length == 0 ? place : place + "?" + query;
    }

    /// <summary>Names a document: by its address, or else by its path.</summary>
    public static Sha256 DocumentOf(Uri? address, string path) => Sha256.Of(address is null ? path : WithoutTracking(address));

    /// <summary>Names a report: one original at one document.</summary>
    public static Sha256 ReportOf(Sha256 document, Sha256 original) => Sha256.Of(document.Hex + original.Hex);

    private static bool IsTracking(string part)
    {
        var name = Uri.UnescapeDataString(part.Split('=')[0]);
        return Exact.Contains(name) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }
}
