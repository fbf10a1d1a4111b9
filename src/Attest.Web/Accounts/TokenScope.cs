namespace Attest.Web.Accounts;

/// <summary>What a token is good for. One that is good for one thing is good for no other.</summary>
public sealed class TokenScope
{
    private TokenScope(string name, string meaning, Role least) => (Name, Meaning, Least) = (name, meaning, least);

    /// <summary>To read all that the API, feeds and the stream give.</summary>
    public static TokenScope Read { get; } = new("read", "read all that the API, feeds and the stream give", Role.Reader);

    /// <summary>To add reports.</summary>
    public static TokenScope ReportsWrite { get; } = new("reports:write", "add reports", Role.Editor);

    /// <summary>To record judgements.</summary>
    public static TokenScope JudgementsWrite { get; } = new("judgements:write", "record judgements", Role.Editor);

    /// <summary>All scopes.</summary>
    public static IReadOnlyList<TokenScope> All { get; } = [Read, ReportsWrite, JudgementsWrite];

    /// <summary>Its name, as programs write it.</summary>
    public string Name { get; }

    /// <summary>What it allows, as words after "may".</summary>
    public string Meaning { get; }

    /// <summary>The least role of its owner.</summary>
    public Role Least { get; }

    /// <summary>The scopes with these names; those that are not known are left out.</summary>
    public static IReadOnlyList<TokenScope> Named(IEnumerable<string> names) => [.. All.Where(scope => names.Contains(scope.Name))];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
