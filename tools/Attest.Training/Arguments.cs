using System.Globalization;

namespace Attest.Training;

/// <summary>Options as they were typed: <c>--name value</c>, or <c>--name</c> alone.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Takes them apart.</summary>
    /// <exception cref="FormatException">A value stands without an option before it.</exception>
    public Arguments(string[] given)
    {
        for (var i = 0; i < given.Length; i++)
        {
            if (!IsName(given[i]))
            {
                throw new FormatException($"found “{given[i]}”, expected an option that begins with --.");
            }
            _values[given[i]] = i + 1 < given.Length && !IsName(given[i + 1]) ? given[++i] : null;
        }
    }

    /// <summary>The value of an option that must be there.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public string Text(string name) => TextOrNull(name) ?? throw new FormatException($"expected {name} with a value; see MODELS.md.");

    /// <summary>The value of an option; null where it was not given.</summary>
    public string? TextOrNull(string name) => Has(name) ? _values[name] : null;

    /// <summary>The whole number that an option has.</summary>
    /// <exception cref="FormatException">It has something else.</exception>
    public int Number(string name, int otherwise) =>
        !Has(name) ? otherwise
        : int.TryParse(_values[name], CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"found “{_values[name]}” for {name}, expected a whole number.");

    /// <summary>Whether an option was given.</summary>
    public bool Has(string name)
    {
        _used.Add(name);
        return _values.ContainsKey(name);
    }

    /// <summary>To be called when all that are known have been asked for.</summary>
    /// <exception cref="FormatException">Another was given.</exception>
    public void CheckAllUsed()
    {
        if (_values.Keys.FirstOrDefault(name => !_used.Contains(name)) is { } other)
        {
            throw new FormatException($"found {other}, which is no option here; known are {string.Join(", ", _used)}.");
        }
    }

    private static bool IsName(string argument) => argument.StartsWith("--", StringComparison.Ordinal);
}
