namespace Attest.Register.Filing;

/// <summary>The codes of currencies (ISO 4217), and the signs that people write for some of them: <c>currencies.tsv</c>.</summary>
public static class Currencies
{
    private static readonly Dictionary<string, string> Codes = Table.Rows(typeof(Currencies).Assembly, "Filing/currencies.tsv")
        .SelectMany(row => row[1].Split('|', StringSplitOptions.RemoveEmptyEntries).Prepend(row[0]).Select(written => (Written: written, Code: row[0])))
        .ToDictionary(one => one.Written, one => one.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>The code of what was written; null where it is no currency.</summary>
    public static string? Read(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        return Codes.GetValueOrDefault(written.Trim());
    }
}
