namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>A field that does not take any words, and what it takes instead.</summary>
/// <param name="Route">The route that it is sent to, of a body with the beginning of its name; * for every one.</param>
/// <param name="Name">Its name; with * at its end all that begin so.</param>
/// <param name="Why">What it takes.</param>
internal sealed record ClosedField(string Route, string Name, string Why)
{
    /// <summary>What is sent of it where the page says nothing; null where the page must, or offers something to choose.</summary>
    public Func<string?>? Ordinary { get; init; }

    /// <summary>A hostile value in the only form that it takes; null where it takes no words of anybody.</summary>
    public Func<Planted, string>? Form { get; init; }

    /// <summary>The field that must hold the same, or must not be there beside it; null for none.</summary>
    public string? Twin { get; init; }

    /// <summary>The row about a field, the most exact; null for none.</summary>
    public static ClosedField? Of(IReadOnlyList<ClosedField> rows, string route, string name) => rows.Where(row => row.IsOf(route, name)).MaxBy(row => row.Route.Length);

    private bool IsOf(string route, string name) => (Route == "*" || Route == route || route.StartsWith($"{Route} ", StringComparison.Ordinal)) && (Name.EndsWith('*') ? name.StartsWith(Name[..^1], StringComparison.Ordinal) : Name == name);
}
