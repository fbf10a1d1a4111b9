using System.Collections.Concurrent;

namespace Attest.Claims.Times;

/// <summary>One row of patterns.tsv: how an expression is written and which rule resolves it.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Elements">From left to right.</param>
internal sealed record TimePattern(string Rule, TimeElement[] Elements)
{
    /// <summary>All patterns in the table's order.</summary>
    public static readonly TimePattern[] All = [.. Table.Rows("Claims/Times/patterns.tsv").Select(row => new TimePattern(row[0], [.. row[1].Split(' ').Select(TimeElement.Parse)]))];

    /// <summary>The words that patterns can begin with, in lower case.</summary>
    public static readonly string[] Openers = [.. All.SelectMany(pattern => pattern.First.SelectMany(element => element.Words)).Distinct(StringComparer.Ordinal)];

    private static readonly ConcurrentDictionary<TimeClass, TimePattern[]> ByClasses = new();

    /// <summary>The patterns that can begin with an occasion.</summary>
    public static readonly TimePattern[] OfEvents = [.. All.Where(pattern => pattern.First.Any(element => (element.Classes & TimeClass.Event) != 0))];

    // The elements that its first token can fall to: those that may be left out, and the one after them.
    private IEnumerable<TimeElement> First => Elements.Take(1 + Elements.TakeWhile(element => element.IsOptional).Count());

    /// <summary>The patterns that can begin with a token of these classes, in the table's order.</summary>
    public static TimePattern[] Beginning(TimeClass classes) => classes == TimeClass.None ? [] : ByClasses.GetOrAdd(classes, static key => Beginning(key, ""));

    /// <summary>The same, or with this word.</summary>
    public static TimePattern[] Beginning(TimeClass classes, string word) => [.. All.Where(pattern => CanBegin(pattern, classes) || pattern.First.Any(element => element.Words.Contains(word)))];

    private static bool CanBegin(TimePattern pattern, TimeClass classes) => pattern.First.Any(element => (element.Classes & classes) != 0
        || ((element.Classes & TimeClass.Quantity) != 0 && (classes & (TimeClass.Figure | TimeClass.Number | TimeClass.One)) != 0)
        || ((element.Classes & TimeClass.Year) != 0 && (classes & TimeClass.Number) != 0));

    /// <summary>The longest match that begins with a token; null where none does.</summary>
    public TimeMatch? Match(TimeText text, int first, int end)
    {
        Span<int> tokens = stackalloc int[Elements.Length];
        var last = Match(text, first, end, 0, tokens);
        return last < 0 ? null : new TimeMatch(this, text, first, last, tokens.ToArray());
    }

    // Greedy, and back where that fails; patterns are short.
    private int Match(TimeText text, int token, int end, int element, Span<int> tokens)
    {
        if (element == Elements.Length)
        {
            return token;
        }
        var wanted = Elements[element];
        if (token < end && wanted.LengthAt(text, token) is var length and > 0 && token + length <= end)
        {
            tokens[element] = token;
            var last = Match(text, token + length, end, element + 1, tokens);
            if (last >= 0)
            {
                return last;
            }
        }
        tokens[element] = -1;
        return wanted.IsOptional ? Match(text, token, end, element + 1, tokens) : -1;
    }
}

/// <summary>One element of a pattern: classes or words, of which the token must be one.</summary>
/// <param name="Classes">Classes, combined.</param>
/// <param name="Words">Words in lower case; may be empty.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
internal sealed record TimeElement(TimeClass Classes, string[] Words, bool IsOptional)
{
    /// <summary>Reads an element as patterns.tsv writes it.</summary>
    public static TimeElement Parse(string text)
    {
        var isOptional = text.Length > 1 && text[^1] == '?';
        var classes = TimeClass.None;
        var words = new List<string>();
        foreach (var part in (isOptional ? text[..^1] : text).Split('/'))
        {
            if (char.IsUpper(part[0]))
            {
                classes |= WireNames<TimeClass>.Parse(part.ToLowerInvariant());
            }
            else
            {
                words.Add(part);
            }
        }
        return new TimeElement(classes, [.. words], isOptional);
    }

    /// <summary>Number of tokens that it takes from this one on; 0 where it does not match.</summary>
    public int LengthAt(TimeText text, int token)
    {
        if ((Classes & TimeClass.Event) != 0)
        {
            return text.OccasionAt(token).Tokens;
        }
        if ((Classes & TimeClass.Quantity) != 0 && text.QuantityAt(token).Tokens is var tokens and > 0)
        {
            return tokens;
        }
        if ((text.Words[token].Classes & Classes) != 0)
        {
            return 1;
        }
        if ((Classes & TimeClass.Year) != 0 && text.SpelledYearAt(token).Tokens is var words and > 0)
        {
            return words;
        }
        foreach (var word in Words)
        {
            if (text.Form(token).Equals(word, StringComparison.OrdinalIgnoreCase) || (word == "-" && text.Form(token) is "–"))
            {
                return 1;
            }
        }
        return 0;
    }
}

/// <summary>A pattern found in a text.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Text">The text.</param>
/// <param name="First">Index of its first token.</param>
/// <param name="Last">Index after its last.</param>
/// <param name="Tokens">The token that each element took; -1 for one left out.</param>
internal sealed record TimeMatch(TimePattern Pattern, TimeText Text, int First, int Last, int[] Tokens)
{
    /// <summary>The token of the element that asks for a class, counted from 0 where several do; -1 where none took one.</summary>
    public int TokenOf(TimeClass wanted, int nth = 0)
    {
        for (var i = 0; i < Tokens.Length; i++)
        {
            if (Tokens[i] >= 0 && (Pattern.Elements[i].Classes & wanted) != 0 && (Text.Words[Tokens[i]].Classes & wanted) != 0 && nth-- == 0)
            {
                return Tokens[i];
            }
        }
        return -1;
    }

    /// <summary>Whether an element took a token of a class.</summary>
    public bool Has(TimeClass wanted) => TokenOf(wanted) >= 0;

    /// <summary>The table's value of the token of a class; null where there is none.</summary>
    public string? Value(TimeClass wanted, int nth = 0) => TokenOf(wanted, nth) is var token and >= 0 ? Text.Words[token].ValueAs(wanted) : null;

    /// <summary>The quantity that stands in it, by figures or by words: twenty-five, 5 1/2, a hundred; null where there is none.</summary>
    public double? Quantity(int nth = 0) => ElementOf(TimeClass.Quantity, nth) is var token and >= 0 && Text.QuantityAt(token) is (> 0, var value) ? value : null;

    /// <summary>The year that stands in it, by figures or spelled; null where there is none.</summary>
    public int? Year(int nth = 0) => ElementOf(TimeClass.Year, nth) is not (var token and >= 0) ? null
        : (Text.Words[token].Classes & TimeClass.Year) != 0 ? (int)Text.Words[token].Number : Text.SpelledYearAt(token) is (> 0, var year) ? year : null;

    /// <summary>The first token of the element that asks for a class, whatever its length; -1 where none took one.</summary>
    public int ElementOf(TimeClass wanted, int nth = 0)
    {
        for (var i = 0; i < Tokens.Length; i++)
        {
            if (Tokens[i] >= 0 && (Pattern.Elements[i].Classes & wanted) != 0 && nth-- == 0)
            {
                return Tokens[i];
            }
        }
        return -1;
    }

    /// <summary>The number of the token of a class, by figures or by word; null where there is none.</summary>
    public double? Number(TimeClass wanted, int nth = 0)
    {
        var token = TokenOf(wanted, nth);
        if (token < 0)
        {
            return null;
        }
        var word = Text.Words[token];
        foreach (var (itsClass, value) in word.Entries)
        {
            if ((itsClass & (wanted | TimeClass.Ordinal | TimeClass.Number)) != 0 && int.TryParse(value, out var number))
            {
                return number;
            }
        }
        return word.Number;
    }

    /// <summary>Whether one of its tokens is this word.</summary>
    public bool HasWord(string word)
    {
        for (var token = First; token < Last; token++)
        {
            if (Text.Form(token).Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
