using System.Globalization;
using System.Text.Json;
using Attest.Web.Wording;

namespace Attest.Web.Pages.Snapshots;

/// <summary>How a view stands now against what was frozen of it, thing by thing. Pure.</summary>
internal static class FrozenDifference
{
    // What a list holds is the same thing while its name is.
    private static readonly string[] Names = ["id", "date"];

    private const string QuoteStart = "quoteStart", Words = "words";

    /// <summary>Each thing that changed, in words; empty where nothing did.</summary>
    /// <param name="then">The content that was frozen.</param>
    /// <param name="now">The content of the same view now; null where it shows nothing any more, or too much.</param>
    /// <param name="isTooLong">Whether it has more entries now than a snapshot holds.</param>
    public static IReadOnlyList<string> Between(byte[] then, byte[]? now, bool isTooLong = false)
    {
        if (now is null)
        {
            return [isTooLong ? "the view has more entries than a snapshot holds, so they were not compared" : "the view shows nothing any more"];
        }
        if (then.AsSpan().SequenceEqual(now))
        {
            return [];
        }
        using var before = JsonDocument.Parse(then);
        using var after = JsonDocument.Parse(now);
        var told = new List<string>();
        Members(before.RootElement, after.RootElement, "", told);
        return told.Count == 0 ? ["the form of its data"] : told;
    }

    private static void Members(JsonElement before, JsonElement after, string of, List<string> told)
    {
        foreach (var name in before.EnumerateObject().Select(member => member.Name).Union(after.EnumerateObject().Select(member => member.Name), StringComparer.Ordinal))
        {
            var (was, isNow) = (before.TryGetProperty(name, out var one) ? one : (JsonElement?)null, after.TryGetProperty(name, out var other) ? other : (JsonElement?)null);
            if (IsSame(was, isNow))
            {
                continue;
            }
            var called = $"{of}{Plain(name)}";
            if (was is { ValueKind: JsonValueKind.Object } first && isNow is { ValueKind: JsonValueKind.Object } second)
            {
                // The one thing that a view is of needs no name.
                Members(first, second, of.Length == 0 && name is "incident" or "tally" or "series" ? "" : $"{called}: ", told);
            }
            else if (was is { ValueKind: JsonValueKind.Array } list && isNow is { ValueKind: JsonValueKind.Array } later && IsNamed(list) && IsNamed(later))
            {
                Lists(list, later, called, told);
            }
            else
            {
                told.Add(Short(was) is { } old && Short(isNow) is { } current ? $"{called}: {old} then, {current} now" : called);
            }
        }
    }

    private static void Lists(JsonElement before, JsonElement after, string called, List<string> told)
    {
        var (was, isNow) = (Named(before), Named(after));
        var (gone, came, otherwise) = (was.Keys.Count(name => !isNow.ContainsKey(name)), isNow.Keys.Count(name => !was.ContainsKey(name)), was.Count(one => isNow.TryGetValue(one.Key, out var other) && !IsSame(one.Value, other)));
        foreach (var (count, word) in new[] { (came, "more"), (gone, "fewer"), (otherwise, "changed") })
        {
            if (count > 0)
            {
                told.Add($"{called}: {Numbers.Of((long)count)} {word}");
            }
        }
        if (gone + came + otherwise == 0)
        {
            told.Add($"the order of {called}");
        }
    }

    // Whether two tell the same: what is not written tells what is empty, so that a view is not changed by members that the form of its data got since.
    private static bool IsSame(JsonElement? before, JsonElement? after)
    {
        if (IsEmpty(before) || IsEmpty(after))
        {
            return IsEmpty(before) && IsEmpty(after);
        }
        var (was, isNow) = (before!.Value, after!.Value);
        return (was.ValueKind, isNow.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => AreSame(was, isNow),
            (JsonValueKind.Array, JsonValueKind.Array) => was.GetArrayLength() == isNow.GetArrayLength() && was.EnumerateArray().Zip(isNow.EnumerateArray()).All(pair => IsSame(pair.First, pair.Second)),
            _ => was.GetRawText() == isNow.GetRawText(),
        };
    }

    private static bool AreSame(JsonElement before, JsonElement after)
    {
        var members = before.EnumerateObject().Concat(after.EnumerateObject()).Select(member => member.Name).Distinct(StringComparer.Ordinal);
        // Words counted in the quote shown have other places than those counted in the whole text, and are the same words.
        var isCountedOtherwise = IsEmpty(QuoteStartOf(before)) != IsEmpty(QuoteStartOf(after));
        return members.All(name => (isCountedOtherwise && name is (QuoteStart or Words)) || IsSame(Member(before, name), Member(after, name)));
    }

    private static bool IsEmpty(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => true,
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() == 0,
        { ValueKind: JsonValueKind.Object } members => !members.EnumerateObject().Any(),
        _ => false,
    };

    // Of a claim it stands in its report.
    private static JsonElement? QuoteStartOf(JsonElement of) => Member(Member(of, "report") is { ValueKind: JsonValueKind.Object } report ? report : of, QuoteStart);

    private static JsonElement? Member(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value : null;

    private static bool IsNamed(JsonElement list) => list.EnumerateArray().All(one => one.ValueKind == JsonValueKind.Object && Names.Any(name => one.TryGetProperty(name, out _)));

    // Several of one name stand side by side.
    private static Dictionary<string, JsonElement> Named(JsonElement list)
    {
        var named = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var one in list.EnumerateArray())
        {
            var name = one.GetProperty(Names.First(name => one.TryGetProperty(name, out _))).ToString();
            var key = name;
            for (var number = 2; named.ContainsKey(key); number++)
            {
                key = string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
            }
            named.Add(key, one);
        }
        return named;
    }

    private static string? Short(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.Number => value.Value.TryGetDecimal(out var number) ? Numbers.Of(number) : null,
        JsonValueKind.Null or null => "none",
        JsonValueKind.String when value.Value.GetString() is { Length: < 90 } text => $"“{text}”",
        _ => null,
    };

    private static string Plain(string name) => string.Concat(name.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString())).Replace('-', ' ');
}
