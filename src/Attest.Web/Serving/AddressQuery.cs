namespace Attest.Web.Serving;

/// <summary>Writes the query of an address.</summary>
internal static class AddressQuery
{
    /// <summary>The names that have a value, with a question mark before them; empty where none has.</summary>
    public static string Write(params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var given = new List<string>();
        foreach (var (name, value) in parts)
        {
            if (value is not null)
            {
                given.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
        return given.Count == 0 ? "" : $"?{string.Join('&', given)}";
    }
}
