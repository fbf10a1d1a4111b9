namespace Attest.Claims.Times;

/// <summary>Numbers of several tokens before a unit of time, and years spelled out: twenty-five, a hundred, 5 1/2, two and a half; nineteen ninety-one.</summary>
internal static class TimeQuantity
{
    private const TimeClass Written = TimeClass.Figure | TimeClass.Number;

    /// <summary>The quantity that begins with a token; no tokens where none does. A bare article is none.</summary>
    public static (int Tokens, double Value) At(TimeText text, int token)
    {
        var classes = text.ClassesAt(token);
        if ((classes & TimeClass.Figure) != 0)
        {
            return WithHalf(text, token, 1, text.Words[token].Number);
        }
        return (classes & (TimeClass.Number | TimeClass.One)) != 0 && InWords(text, token) is (> 0, var value) words ? WithHalf(text, token, words.Tokens, value) : (0, 0);
    }

    /// <summary>The year that is spelled from a token on; no tokens where none is.</summary>
    public static (int Tokens, int Year) YearAt(TimeText text, int token)
    {
        if (text.Is(token, "two") && text.Is(token + 1, "thousand"))
        {
            var rest = token + (text.Is(token + 2, "and") ? 3 : 2);
            return BelowHundred(text, rest) is (> 0, var few) words && (text.ClassesAt(rest + words.Tokens) & TimeClass.Unit) == 0 ? (rest + words.Tokens - token, 2000 + few)
                : text.Is(token - 1, "year") ? (2, 2000) : (0, 0);
        }
        var century = text.Is(token, "nineteen") ? 1900 : text.Is(token, "twenty") ? 2000 : text.Is(token, "eighteen") ? 1800 : 0;
        return century > 0 && BelowHundred(text, token + 1) is (> 0, >= 10 and var year) two && (text.ClassesAt(token + 1 + two.Tokens) & TimeClass.Unit) == 0 ? (1 + two.Tokens, century + year) : (0, 0);
    }

    private static (int Tokens, double Value) WithHalf(TimeText text, int token, int tokens, double value)
    {
        var next = token + tokens;
        if (text.IsAny(next, ["1/2", "½"]))
        {
            return (tokens + 1, value + 0.5);
        }
        if (text.Is(next, "-") && text.Is(next + 1, "1/2"))
        {
            return (tokens + 2, value + 0.5);
        }
        return text.Is(next, "and") && text.Is(next + 1, "a") && text.Is(next + 2, "half") && (text.ClassesAt(next + 3) & TimeClass.Unit) != 0 ? (tokens + 3, value + 0.5) : (tokens, value);
    }

    // Hundreds and thousands: "a hundred", "two hundred and fifty", "three thousand", "two dozen".
    private static (int Tokens, int Value) InWords(TimeText text, int token)
    {
        var isArticle = (text.ClassesAt(token) & TimeClass.One) != 0;
        var (tokens, value) = isArticle ? (1, 1) : BelowHundred(text, token);
        if (ScaleOf(text, token) is { } alone)
        {
            return (1, alone);
        }
        if (tokens == 0 || ScaleOf(text, token + tokens) is not { } scale)
        {
            return isArticle ? (0, 0) : (tokens, value);
        }
        tokens++;
        value *= scale;
        var rest = token + tokens + (text.Is(token + tokens, "and") ? 1 : 0);
        return scale >= 100 && BelowHundred(text, rest) is (> 0, var few) words ? (rest + words.Tokens - token, value + few) : (tokens, value);
    }

    private static int? ScaleOf(TimeText text, int token) => text.Is(token, "hundred") ? 100 : text.Is(token, "thousand") ? 1000 : text.Is(token, "dozen") ? 12 : null;

    private static (int Tokens, int Value) BelowHundred(TimeText text, int token)
    {
        if (Small(text, token) is not { } first)
        {
            return (0, 0);
        }
        if (first < 20 || first % 10 != 0)
        {
            return (1, first);
        }
        var next = text.Is(token + 1, "-") ? token + 2 : token + 1;
        return Small(text, next) is { } unit and < 10 ? (next + 1 - token, first + unit) : (1, first);
    }

    private static int? Small(TimeText text, int token) =>
        (text.ClassesAt(token) & Written) == TimeClass.Number && int.TryParse(text.Words[token].ValueAs(TimeClass.Number), out var number) && number < 100 ? number : null;
}
