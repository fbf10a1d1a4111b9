using System.Collections.Frozen;
using System.Globalization;

namespace Attest.Claims.Figures;

/// <summary>Reads numbers in digits and words with their hedges, ranges, currencies and units (<c>number-words.tsv</c>, <c>hedges.tsv</c>, <c>units.tsv</c>).</summary>
internal sealed class NumberGrammar
{
    private const decimal Largest = 1_000_000_000_000_000m;

    private static readonly FrozenDictionary<string, (string Kind, decimal Value)> NumberWords = Table.Rows("Claims/Figures/number-words.tsv")
        .ToFrozenDictionary(row => row[1], row => (row[0], decimal.Parse(row[2], CultureInfo.InvariantCulture)), StringComparer.Ordinal);

    private static readonly PhraseTable<string> Hedges = new(Table.Rows("Claims/Figures/hedges.tsv").Select(row => (row[1], row[0])));
    private static readonly PhraseTable<string> Units = new(Table.Rows("Claims/Figures/units.tsv").Select(row => (row[1], row[0])));

    private readonly Words _words;

    /// <summary>Reads the numbers of one text.</summary>
    public NumberGrammar(Words words) => _words = words;

    /// <summary>The number that begins at a token, with what belongs to it; null where none does.</summary>
    /// <param name="i">The token at which the number itself may begin.</param>
    /// <param name="first">First token of the sentence.</param>
    /// <param name="last">Token after the sentence.</param>
    public Quantity? At(int i, int first, int last)
    {
        var money = i > first && Units.At(_words, i - 1, i) is { Value: "money-before" };
        if (Number(i, last, money) is not { } number)
        {
            return null;
        }
        var (value, end, form) = number;
        decimal? low = value, high = value;
        var approximate = form == NumberForm.Many;
        if (form == NumberForm.Many)
        {
            high = null;
        }
        else if (Range(i, end, last, value, money) is { } range)
        {
            (low, high, end) = range;
        }
        var start = money ? i - 1 : i;
        var unit = money ? "money" : "";
        if (!money && Unit(end, last) is { } found)
        {
            (unit, end) = found;
        }
        else if (money && Units.At(_words, end, last) is { Value: "money" } named && form != NumberForm.Pair)
        {
            end += named.Tokens;
        }
        var numberFirst = i;
        var between = false;
        for (var steps = 0; steps < 3; steps++)
        {
            if (steps == 0 && _words[start - 1] is "between" or "from" && start > first && low != high)
            {
                start--;
                between = true;
                continue;
            }
            if (HedgeBefore(start, first) is not { } hedge)
            {
                break;
            }
            start -= hedge.Tokens;
            switch (hedge.Effect)
            {
                case "low":
                    high = null;
                    break;
                case "high":
                    low = null;
                    break;
                case "about":
                    approximate = true;
                    break;
            }
        }
        if (!between && Hedges.At(_words, end, last) is { } after && after.Value.StartsWith("after-", StringComparison.Ordinal))
        {
            end += after.Tokens;
            (low, high, approximate) = after.Value switch
            {
                "after-low" => (low, null, approximate),
                "after-high" => (null, high, approximate),
                _ => (low, high, true),
            };
        }
        // "a couple of", "an estimated": the article goes with it.
        return new Quantity(SkipPlain(start, i), numberFirst, end, Plain(low), Plain(high), approximate, unit, form);
    }

    // 2.4 billion is 2400000000, not 2400000000.0: the same number is written the same.
    private static decimal? Plain(decimal? value) => value / 1.0000000000000000000000000000m;

    // A possessive or article before a bare number is not part of it: it begins with the number.
    private int SkipPlain(int start, int number)
    {
        while (start < number && _words[start] is "the" or "its" or "their" or "his" or "her" or "these" or "those" or "all" or "only" or "just")
        {
            start++;
        }
        return start;
    }

    private (string Effect, int Tokens)? HedgeBefore(int start, int first)
    {
        for (var length = Math.Min(5, start - first); length > 0; length--)
        {
            if (Hedges.At(_words, start - length, start) is { } hedge && hedge.Tokens == length && !hedge.Value.StartsWith("after-", StringComparison.Ordinal))
            {
                return (hedge.Value, length);
            }
        }
        return null;
    }

    private (string Unit, int End)? Unit(int end, int last)
    {
        // "two-day", "hundreds of miles".
        var at = (_words[end] == "-" && _words.IsJoined(end)) || (_words[end] == "of" && NumberWords.TryGetValue(_words[end - 1], out var many) && many.Kind == "many") ? end + 1 : end;
        if (Units.At(_words, at, last) is not { } unit || unit.Value == "money-before")
        {
            return null;
        }
        // "5 m" and "5 mi" need to be written together or be spelt out: a lone letter is too often something else.
        if (unit.Tokens == 1 && _words[at].Length == 1 && char.IsLetter(_words[at][0]) && !_words.IsJoined(end - 1))
        {
            return null;
        }
        var stop = at + unit.Tokens;
        if (unit.Value == "duration" && _words[stop] == "-" && _words[stop + 1] is "long" or "old")
        {
            stop += 2;
        }
        return (unit.Value, stop);
    }

    private (decimal? Low, decimal? High, int End)? Range(int i, int end, int last, decimal value, bool money)
    {
        var joiner = _words[end];
        if (joiner is not ("-" or "–" or "—" or "to" or "or" or "and") || end + 1 >= last || joiner == "—" && !_words.IsJoined(end))
        {
            return null;
        }
        if (joiner == "and" && _words[i - 1] != "between" && !(money && _words[i - 2] == "between"))
        {
            return null;
        }
        var next = end + 1;
        if (money && Units.At(_words, next, next + 1) is { Value: "money-before" })
        {
            next++;
        }
        if (Number(next, last, money) is not { Form: NumberForm.Digits or NumberForm.Words or NumberForm.One } second)
        {
            return null;
        }
        var (high, stop, _) = second;
        // "10 to 15 million": the scale belongs to both.
        if (value < 1000 && high >= 1000 && _words.IsWord(stop - 1) && NumberWords.TryGetValue(_words[stop - 1], out var scale) && scale.Kind == "scale")
        {
            value *= scale.Value;
        }
        return high > value && (joiner != "or" || high <= value + 2 || high >= value * 1.2m) ? (value, high, stop) : null;
    }

    private (decimal Value, int End, NumberForm Form)? Number(int i, int last, bool money)
    {
        if (i >= last)
        {
            return null;
        }
        if (_words.IsDigits(i))
        {
            return Digits(i, last, money);
        }
        var form = _words[i];
        if (form is "a" or "an")
        {
            return Article(i, last);
        }
        if (!NumberWords.TryGetValue(form, out var word))
        {
            return null;
        }
        switch (word.Kind)
        {
            case "value":
                return Fraction(i, last) ?? Spelled(i, last);
            case "many":
                return Many(i, last, word.Value);
            case "part" when form == "half":
                return Half(i, last);
            case "pair" when form is "couple" or "pair":
                return _words[i + 1] == "of" ? (2, i + 2, NumberForm.Pair) : null;
            case "pair":
                return (2, i + 1, NumberForm.Pair);
            case "none":
                return (0, i + 1, NumberForm.None);
            default:
                return null;
        }
    }

    private (decimal, int, NumberForm)? Digits(int i, int last, bool money)
    {
        var raw = _words.Text.AsSpan(_words.Start(i), _words.End(i) - _words.Start(i));
        var length = 0;
        var points = 0;
        while (length < raw.Length && (char.IsAsciiDigit(raw[length]) || (raw[length] is ',' or '.' && length + 1 < raw.Length && char.IsAsciiDigit(raw[length + 1]))))
        {
            points += raw[length] == '.' ? 1 : 0;
            length++;
        }
        if (points > 1 || length > 18 || !decimal.TryParse(raw[..length], NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }
        var end = i + 1;
        if (length < raw.Length)
        {
            var suffix = raw[length..].ToString().ToLowerInvariant();
            if (!NumberWords.TryGetValue(suffix, out var joined) || joined.Kind != "scale" || (suffix is "m" or "b" or "k" && !money && !char.IsAsciiDigit(raw[0])))
            {
                return null;
            }
            value *= joined.Value;
        }
        return (Scaled(value, ref end, last, money), end, NumberForm.Digits);
    }

    private decimal Scaled(decimal value, ref int end, int last, bool money)
    {
        while (end < last && value < Largest && NumberWords.TryGetValue(_words[end], out var scale) && scale.Kind == "scale")
        {
            var isShort = _words[end].Length <= 3 && _words[end] is not "mln" and not "bln" and not "trn";
            // "5 m" is a distance unless money stands before it; "5bn" is a scale anyhow.
            if (isShort && (!_words.IsJoined(end - 1) || (_words[end] is "m" or "b" && !money)))
            {
                break;
            }
            value *= scale.Value;
            end++;
        }
        return value;
    }

    private (decimal, int, NumberForm)? Spelled(int i, int last)
    {
        decimal total = 0, current = 0;
        var k = i;
        var previous = 0m;
        while (k < last && NumberWords.TryGetValue(_words[k], out var word) && word.Kind is "value" or "scale" && !(word.Kind == "scale" && _words[k].Length <= 3))
        {
            if (word.Kind == "value")
            {
                // "twenty-one", "two hundred five"; not "two three".
                if (k > i && previous is > 0 and < 20 || (previous >= 20 && previous < 100 && word.Value >= 10))
                {
                    break;
                }
                current += word.Value;
                previous = word.Value;
            }
            else if (word.Value == 100)
            {
                current = Math.Max(1, current) * 100;
                previous = 100;
            }
            else
            {
                total += Math.Max(1, current) * word.Value;
                current = 0;
                previous = 1000;
            }
            k++;
            if (_words[k] == "-" && _words.IsJoined(k - 1) && _words.IsJoined(k) && NumberWords.TryGetValue(_words[k + 1], out var after) && after.Kind == "value" && previous is >= 20 and < 100)
            {
                k++;
            }
            else if (_words[k] == "and" && previous >= 100 && k + 1 < last && NumberWords.TryGetValue(_words[k + 1], out after) && after.Kind == "value")
            {
                k++;
            }
            else if (_words[k] == "-" && k + 1 < last && NumberWords.TryGetValue(_words[k + 1], out after) && after.Kind == "scale" && _words[k + 1].Length > 3)
            {
                k++;
            }
        }
        if (k == i)
        {
            return null;
        }
        var value = total + current;
        return (value, k, value == 1 && k == i + 1 ? NumberForm.One : value == 0 ? NumberForm.None : NumberForm.Words);
    }

    private (decimal, int, NumberForm)? Fraction(int i, int last)
    {
        var k = _words[i + 1] == "-" && _words.IsJoined(i) ? i + 2 : i + 1;
        if (k >= last || !NumberWords.TryGetValue(_words[k], out var part) || part.Kind != "part" || !NumberWords.TryGetValue(_words[i], out var times) || times.Value > 10)
        {
            return null;
        }
        return (times.Value * part.Value, k + 1, NumberForm.Part);
    }

    private (decimal, int, NumberForm)? Article(int i, int last)
    {
        if (i + 1 >= last || !NumberWords.TryGetValue(_words[i + 1], out var next))
        {
            return null;
        }
        switch (next.Kind)
        {
            case "scale" when _words[i + 1].Length > 3:
                var end = i + 2;
                return (Scaled(next.Value, ref end, last, false), end, NumberForm.Words);
            case "part" when _words[i + 2] == "of" && _words[i + 1] != "half":
                return (next.Value, i + 2, NumberForm.Part);
            case "pair" when _words[i + 1] is "couple" or "pair" && _words[i + 2] == "of":
                return (2, i + 3, NumberForm.Pair);
            default:
                return null;
        }
    }

    private (decimal, int, NumberForm)? Half(int i, int last)
    {
        if (_words[i + 1] is "a" or "-" && i + 2 < last && NumberWords.TryGetValue(_words[i + 2], out var scale) && scale.Kind == "scale" && _words[i + 2].Length > 3)
        {
            return (scale.Value / 2, i + 3, NumberForm.Words);
        }
        return _words[i + 1] is "of" || (_words[i + 1] is "the" or "its" or "their" or "his" && !_words.Is(i - 1, WordClass.Weekday)) ? (0.5m, i + 1, NumberForm.Part) : null;
    }

    private (decimal, int, NumberForm)? Many(int i, int last, decimal value)
    {
        if (_words[i + 1] == "of" && i + 2 < last && NumberWords.TryGetValue(_words[i + 2], out var next) && next.Kind == "many" && next.Value > value)
        {
            // Tens of thousands: docs/formats.md opens a plural at two, so ten thousand twice over.
            return (value / 2 * next.Value, i + 3, NumberForm.Many);
        }
        return _words[i] == "tens" ? null : (value, i + 1, NumberForm.Many);
    }
}
