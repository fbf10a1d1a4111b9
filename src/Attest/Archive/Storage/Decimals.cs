using System.Globalization;

namespace Attest.Archive.Storage;

/// <summary>Numbers as the archive writes them where they must stay exact: decimal, as texts.</summary>
internal static class Decimals
{
    public static string? Write(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static decimal? Read(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
