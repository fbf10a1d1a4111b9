using System.Collections.Frozen;
using System.Globalization;
using Attest.Register.Packs;

namespace Attest.Register.Strings;

/// <summary>The texts of the room in the languages of its resource files <c>Strings/Strings.*.tsv</c>. What a language does not have is said in English.</summary>
public static class RegisterWords
{
    private const string English = "en";

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> All = typeof(RegisterWords).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("Strings/Strings.", StringComparison.Ordinal))
        .ToFrozenDictionary(name => name.Split('.')[1], name => Table.Rows(typeof(RegisterWords).Assembly, name).ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The languages there are, English first.</summary>
    public static IReadOnlyList<string> Languages { get; } = [English, .. All.Keys.Where(language => language != English).Order(StringComparer.Ordinal)];

    /// <summary>Every key.</summary>
    public static IReadOnlyCollection<string> Keys => All[English].Keys;

    /// <summary>A text in a language.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="language">Such as <c>en</c>; one that is not known gives English.</param>
    /// <param name="values">What stands for <c>{0}</c>, <c>{1}</c> and so on; <see cref="NumberForms"/> tells how words take the form of their number.</param>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public static string Of(string key, string language, params IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var text = All.GetValueOrDefault(language)?.GetValueOrDefault(key) ?? All[English].GetValueOrDefault(key) ?? throw new ArgumentException($"Looking for the text “{key}”: found none in Strings.en.tsv.", nameof(key));
        return NumberForms.Fill(text, language, values);
    }

    /// <summary>Whether a language has a text of its own.</summary>
    public static bool Has(string key, string language) => All.GetValueOrDefault(language)?.ContainsKey(key) == true;

    /// <summary>What a code of the archive (a measure, a sub-event type) is called in a language, several parted by commas; what has no name is given as it is.</summary>
    public static string Term(string codes, string language)
    {
        ArgumentNullException.ThrowIfNull(codes);
        return string.Join(", ", codes.Split(", ").Select(code => $"term.{code}" is var key && All[English].ContainsKey(key) ? Of(key, language) : code));
    }

    /// <summary>A field's label in a language.</summary>
    public static string Of(FormField? field, string language) => field?.LabelIn.GetValueOrDefault(language) ?? field?.Label ?? "";

    /// <summary>A category's title in a language.</summary>
    public static string Of(Category? category, string language) => category?.TitleIn.GetValueOrDefault(language) ?? category?.Title ?? "";

    /// <summary>A member of an enumeration in a language, such as a state or a step.</summary>
    public static string Of<T>(T value, string language)
        where T : struct, Enum =>
        Of(string.Create(CultureInfo.InvariantCulture, $"{Kebab(typeof(T).Name)}.{WireNames<T>.Of(value)}"), language);

    private static string Kebab(string name) => string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? $"{(index > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : letter.ToString()));
}
