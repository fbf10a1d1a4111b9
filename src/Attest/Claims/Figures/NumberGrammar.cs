using Attest.Language;

namespace Attest.Claims.Figures;

/// <summary>Reads numbers with their hedges, ranges, currencies and units (<c>hedges.tsv</c>, <c>units.tsv</c>).</summary>
/// <remarks>Hot: one pass over the tokens of a text.</remarks>
internal sealed class NumberGrammar
{
    private const int LongestHedge = 5;
    private const int MostHedges = 3;

    // How far before "from 12 to 15" a verb of change makes two numbers of it.
    private const int ChangeReach = 8;

    private static readonly PhraseTable<string> Hedges = new(Table.Rows("Claims/Figures/hedges.tsv").Select(row => (row[1], row[0])));
    private static readonly PhraseTable<string> Units = new(Table.Rows("Claims/Figures/units.tsv").Select(row => (row[1], row[0])));

    private readonly Words _words;
    private readonly Numerals _numerals;

    /// <summary>Reads the numbers of one text.</summary>
    public NumberGrammar(Words words) => (_words, _numerals) = (words, new Numerals(words));

    /// <summary>The number that begins at a token, with what belongs to it; null where none does.</summary>
    /// <param name="i">The token at which the number itself may begin.</param>
    /// <param name="first">The first token that may belong to it.</param>
    /// <param name="last">Token after the sentence.</param>
    public Quantity? At(int i, int first, int last)
    {
        var form = _words[i];
        if (!(char.IsAsciiDigit(form[0]) || form[0] == '.' || form is "a" or "an" || Numerals.WordOf(form) is not null))
        {
            return null;
        }
        var sign = MoneyBefore(i, first);
        var money = sign > 0;
        if (i > first && _words[i - 1] is "not" && (form == "one" || (form == "a" && _words[i + 1] == "single")))
        {
            // "not one of them", "not a single house".
            return new Quantity(i - 1, i, form == "one" ? i + 1 : i + 2, 0, 0, false, "", NumberForm.None);
        }
        if (_numerals.At(i, last, money) is not { } number)
        {
            return null;
        }
        var (value, end) = (number.Value, number.Last);
        decimal? low = value, high = value;
        var approximate = number.Form == NumberForm.Many;
        if (approximate)
        {
            high = null;
        }
        else if (number.Form is not (NumberForm.None or NumberForm.Pair) && Range(i - sign, number, last, money) is { } range)
        {
            (low, high, end) = range;
        }
        var start = i - sign;
        var unit = money ? "money" : "";
        if (money && form is not "both" && Currency(end, last) is { } named)
        {
            end = named;
        }
        else if (!money && Unit(end, last) is { } found)
        {
            (unit, end) = found;
        }
        else if (!money && i > first && _words[i - 1] == "mach")
        {
            (unit, start) = ("speed", i - 1);
        }
        if (unit == "cents")
        {
            (low, high, unit) = (low / 100, high / 100, "money");
        }
        if (low != high && low is not null && high is not null && start > first && _words[start - 1] is "between" or "from")
        {
            start--;
            start = Hedged(start, first, ref low, ref high, ref approximate);
        }
        else
        {
            start = Hedged(start, first, ref low, ref high, ref approximate);
            if (Hedges.At(_words, end, last) is { } after && after.Value.StartsWith("after-", StringComparison.Ordinal))
            {
                end += after.Tokens;
                (low, high, approximate) = after.Value switch
                {
                    "after-low" => (low, null, approximate),
                    "after-high" => (null, high, approximate),
                    _ => (low, high, true),
                };
            }
        }
        return new Quantity(SkipPlain(start, i - sign), i, end, Plain(low), Plain(high), approximate, unit, number.Form);
    }

    // 2.4 billion is 2400000000, not 2400000000.0: the same number is written the same.
    private static decimal? Plain(decimal? value) => value / 1.0000000000000000000000000000m;

    // The hedges before a number, nearest first: "as many as about 40".
    private int Hedged(int start, int first, ref decimal? low, ref decimal? high, ref bool approximate)
    {
        for (var steps = 0; steps < MostHedges && HedgeBefore(start, first) is { } hedge; steps++)
        {
            if ((hedge.Effect == "low" && low is null) || (hedge.Effect == "high" && high is null))
            {
                // "at least up to 20": the word next to the number holds.
                break;
            }
            start -= hedge.Tokens;
            high = hedge.Effect == "low" ? null : high;
            low = hedge.Effect == "high" ? null : low;
            approximate |= hedge.Effect == "about";
        }
        return start;
    }

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
        for (var length = Math.Min(LongestHedge, start - first); length > 0; length--)
        {
            if (Hedges.At(_words, start - length, start) is { } hedge && hedge.Tokens == length && !hedge.Value.StartsWith("after-", StringComparison.Ordinal))
            {
                return (hedge.Value, length);
            }
        }
        return null;
    }

    // How many tokens of a currency stand before a number: "$", "US$", "C $", "USD".
    private int MoneyBefore(int number, int first)
    {
        for (var length = Math.Min(2, number - first); length > 0; length--)
        {
            if (Units.At(_words, number - length, number) is { Value: "money-before" } sign && sign.Tokens == length)
            {
                return length;
            }
        }
        return 0;
    }

    // "dollars", "US dollars", "Ukrainian hryvnias", "million USD".
    private int? Currency(int end, int last)
    {
        var at = end < last && (_words.IsCapital(end) || _words.Parsed.Tokens[end].Tag is UniversalTag.Adj or UniversalTag.Propn) && _words.IsWord(end) && Units.At(_words, end, last) is null ? end + 1 : end;
        return Units.At(_words, at, last) is { Value: "money" or "money-before" } named && (named.Value == "money" || _words[at] is not "$") ? at + named.Tokens : null;
    }

    private (string Unit, int End)? Unit(int end, int last)
    {
        // "two-day", "hundreds of miles".
        var at = (_words[end] == "-" && _words.IsJoined(end)) || (_words[end] == "of" && Numerals.WordOf(_words[end - 1]) is { Kind: NumberWordKind.Many }) ? end + 1 : end;
        if (at >= last)
        {
            return null;
        }
        if (Units.At(_words, at, last) is not { } unit)
        {
            return Currency(at, last) is { } currency ? ("money", currency) : null;
        }
        if (_words[at + unit.Tokens] == "-" && _words.IsDigits(at + unit.Tokens + 1) && _words.IsJoined(at + unit.Tokens))
        {
            // "3 Mi-24": the name of a model.
            return null;
        }
        if (unit.Value == "money-before")
        {
            // "5 €", "10 USD" belong to the number before, unless another follows: "the cost in 2019 €5".
            return _words.IsDigits(at + unit.Tokens) && _words.IsJoined(at + unit.Tokens - 1) ? null : ("money", at + unit.Tokens);
        }
        // "5 m" and "5 mi" need to be written together or be spelt out: a lone letter is too often something else.
        if (unit.Tokens == 1 && _words[at].Length == 1 && char.IsLetter(_words[at][0]) && !_words.IsJoined(end - 1))
        {
            return null;
        }
        if (unit.Value == "volume" && unit.Tokens == 2 && _words[at] == "pounds" && IsPaidFor(at + unit.Tokens))
        {
            // "Hundreds of millions of pounds of aid" are money, "a million pounds of rice" are not.
            return ("money", at + 1);
        }
        var stop = at + unit.Tokens;
        if (unit.Value is "duration" or "distance" && _words[stop] == "-" && _words[stop + 1] is "long" or "old" or "wide" or "deep" or "high" or "tall" or "range")
        {
            stop += 2;
        }
        else if (unit.Value == "duration" && _words[stop] is "-" or "and" && _words[stop + 1] is "a" or "-" && _words[stop + 2] == "half")
        {
            stop += 3;
        }
        return (unit.Value, stop);
    }

    private (decimal? Low, decimal? High, int End)? Range(int start, Numeral first, int last, bool money)
    {
        var (value, end) = (first.Value, first.Last);
        var saidTwice = !money && end + 1 < last && Units.At(_words, end, last) is { Value: "percent" } percent && _words[end + percent.Tokens] is "-" or "–" or "to" ? percent.Tokens : 0;
        end += saidTwice;
        var joiner = _words[end];
        if (joiner is not ("-" or "–" or "—" or "~" or "to" or "or" or "and") || end + 1 >= last || (joiner == "—" && !_words.IsJoined(end)))
        {
            return null;
        }
        if ((joiner == "and" && !IsBetween(start)) || (joiner == "to" && _words[start - 1] == "from" && IsChange(start - 1)))
        {
            return null;
        }
        var next = end + 1;
        var sign = MoneySign(next, last);
        if (sign > 0 && !money)
        {
            return null;
        }
        if (_numerals.At(next + sign, last, money) is not { Form: NumberForm.Digits or NumberForm.Words or NumberForm.One or NumberForm.Part } second || (second.Form == NumberForm.Part) != (first.Form == NumberForm.Part))
        {
            return null;
        }
        var (high, stop) = (second.Value, second.Last);
        if (saidTwice > 0 && Units.At(_words, stop, last) is not { Value: "percent" })
        {
            // "10% to 15%" is a range; "by 10% to 1,500 tonnes" is two figures.
            return null;
        }
        // "10 to 15 million": the scale belongs to both.
        if (value < 1000 && high >= 1000 && ScaleAt(stop - 1) is { } scale && ScaleAt(first.Last - 1) is null)
        {
            value *= scale;
        }
        else if (value < 1000 && high >= 1000 && high % 1000 == 0 && value * 1000 < high && value * 3000 >= high)
        {
            // "30 to 35,000": the thousands belong to both.
            value *= 1000;
        }
        return high > value && (joiner != "or" || high <= value + 2 || high >= value * 1.2m) ? (value, high, stop) : null;
    }

    private static decimal? ScaleOf(NumberWord? word) => word is { Kind: NumberWordKind.Scale, Value: >= 1000 } scale ? scale.Value : null;

    private decimal? ScaleAt(int token) => ScaleOf(Numerals.WordOf(_words[token])) ?? (_words.IsDigits(token) && _words[token][^1] is 'k' ? 1000 : null);

    private int MoneySign(int token, int last)
    {
        for (var length = Math.Min(2, last - token - 1); length > 0; length--)
        {
            if (Units.At(_words, token, token + length) is { Value: "money-before" } sign && sign.Tokens == length)
            {
                return length;
            }
        }
        return 0;
    }

    // "between 5 and 10", "between about 5 and 10".
    private bool IsBetween(int start) => _words[start - 1] == "between" || (_words[start - 2] == "between" && HedgeBefore(start, start - 1) is not null);

    // "rose from 12 to 15" tells two numbers, "from 12 to 15 a day" a range.
    private bool IsChange(int from)
    {
        for (var k = from - 1; k >= 0 && from - k <= ChangeReach && _words[k] is not ("." or ";"); k--)
        {
            if (MeasureReader.IsChange(_words, k))
            {
                return true;
            }
        }
        return false;
    }

    // "of aid", "of military aid"
    private bool IsPaidFor(int at) => FigureWords.PaidFor.Contains(_words[at]) || FigureWords.PaidFor.Contains(_words[at + 1]);
}
