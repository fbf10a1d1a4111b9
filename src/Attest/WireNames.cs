using System.Collections.Frozen;
using System.Text;

namespace Attest;

/// <summary>The written name of each member of the product's enumerations, as docs/formats.md gives them.</summary>
/// <typeparam name="T">Such as <see cref="Measure"/>.</typeparam>
public static class WireNames<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>().ToFrozenDictionary(value => value, Write);
    private static readonly FrozenDictionary<string, T> Values = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The written name: PLOVER's types in capitals, all others in kebab case.</summary>
    public static string Of(T value) => Names[value];

    /// <summary>The member with this written name.</summary>
    /// <returns>False where there is none.</returns>
    public static bool TryParse(string name, out T value) => Values.TryGetValue(name, out value);

    /// <summary>The member with this written name.</summary>
    /// <exception cref="FormatException">There is none; the message lists those there are.</exception>
    public static T Parse(string name) => TryParse(name, out var value)
        ? value
        : throw new FormatException($"Reading a {typeof(T).Name}: found “{name}”, expected one of {string.Join(", ", Values.Keys.Order(StringComparer.Ordinal))}.");

    private static string Write(T value)
    {
        var name = value.ToString();
        if (typeof(T) == typeof(EventType))
        {
            return name.ToUpperInvariant();
        }
        var kebab = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && kebab.Length > 0)
            {
                kebab.Append('-');
            }
            kebab.Append(char.ToLowerInvariant(letter));
        }
        return kebab.ToString();
    }
}
