namespace Attest.Claims.Times;

/// <summary>One row of patterns.tsv: how an expression is written and which rule resolves it.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Elements">From left to right.</param>
internal sealed record TimePattern(string Rule, TimeElement[] Elements)
{
    /// <summary>All patterns in the table's order.</summary>
    public static readonly TimePattern[] All = [.. Table.Rows("Claims/Times/patterns.tsv").Select(row => new TimePattern(row[0], [.. row[1].Split(' ').Select(TimeElement.Parse)]))];

    /// <summary>The longest match that begins with a token; null where none does.</summary>
    public TimeMatch? Match(TimeText text, int first, int end)
    {
        // Hot: most patterns fail at their first element.
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
        if ((text.Words[token].Classes & Classes) != 0)
        {
            return 1;
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
