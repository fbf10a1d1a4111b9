using System.Collections.Frozen;
using System.Globalization;
using Attest.Register.Strings;

namespace Attest.Register.Web.Words;

/// <summary>The texts of the pages in the languages of <c>Words/Words.*.tsv</c>. What a language does not have is said in English.</summary>
public static class RoomWords
{
    private const string English = "en";

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> All = typeof(RoomWords).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("Words/Words.", StringComparison.Ordinal))
        .ToFrozenDictionary(name => name.Split('.')[1], name => Table.Rows(typeof(RoomWords).Assembly, name).ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The languages there are, English first.</summary>
    public static IReadOnlyList<string> Languages { get; } = [English, .. All.Keys.Where(language => language != English).Order(StringComparer.Ordinal)];

    /// <summary>Every key.</summary>
    public static IReadOnlyCollection<string> Keys => All[English].Keys;

    /// <summary>What a language calls itself.</summary>
    public static string NameOf(string language) => Of("language", language);

    /// <summary>A text in a language.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="language">Such as <c>en</c>; one that is not known gives English.</param>
    /// <param name="values">What stands for <c>{0}</c>, <c>{1}</c> and so on; <see cref="NumberForms"/> tells how words take the form of their number.</param>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public static string Of(string key, string language, params IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var text = All.GetValueOrDefault(language)?.GetValueOrDefault(key) ?? All[English].GetValueOrDefault(key) ?? throw new ArgumentException($"Looking for the text “{key}”: found none in Words.en.tsv.", nameof(key));
        return NumberForms.Fill(text, language, values);
    }

    /// <summary>A number with its thousands parted as the language does.</summary>
    public static string Number(long number, string language) => number.ToString("N0", CultureInfo.GetCultureInfo(language));

    /// <summary>Whether a language has a text of its own.</summary>
    public static bool Has(string key, string language) => All.GetValueOrDefault(language)?.ContainsKey(key) == true;
}
