using System.Globalization;

namespace Attest.Claims.Figures;

/// <content>Numbers made of several words: two hundred and six, 4 thousand 3 hundred, five and a half million, three quarters.</content>
internal sealed partial class Numerals
{
    /// <summary>The number that the words from a token on make together.</summary>
    /// <param name="i">The first token.</param>
    /// <param name="last">The token after the sentence.</param>
    /// <param name="start">What digits before them already came to: then only words that scale it go on from there; null where there are none.</param>
    /// <param name="first">The first token of the whole number.</param>
    private Numeral? Composite(int i, int last, decimal? start, int first)
    {
        var sum = new Sum { Group = start ?? 0, IsEmpty = start is null };
        var k = i;
        if (start is not null && !StartsScale(k, last))
        {
            return AndPart(k, last, sum) is { } and ? new Numeral(and.Value, and.Last, NumberForm.Words) : null;
        }
        var (reached, best) = (k, sum);
        var (beforeAnd, sumBeforeAnd) = (k, sum);
        while (k < last)
        {
            if (!Take(k, last, ref sum))
            {
                if (LongScale(k, last) is not null && beforeAnd > i && beforeAnd == k - 2)
                {
                    // "three hundred and two hundred" are two numbers.
                    (reached, best) = (beforeAnd, sumBeforeAnd);
                }
                break;
            }
            k++;
            (reached, best) = (k, sum);
            k = Connected(k, last, sum);
            if (k > reached && _words[reached] == "and")
            {
                (beforeAnd, sumBeforeAnd) = (reached, best);
            }
        }
        if (reached == i)
        {
            return null;
        }
        var value = best.Total + best.Group;
        if (AndPart(reached, last, best) is { } whole)
        {
            (value, reached) = (whole.Value, whole.Last);
        }
        else if (_words[reached] == "point" && start is null && Decimals(reached + 1, last) is { } decimals)
        {
            (value, reached) = (value + decimals.Value, decimals.Last);
            while (LongScale(reached, last) is { } scale && value < Largest)
            {
                (value, reached) = (value * scale, reached + 1);
            }
        }
        return new Numeral(value, reached, value == 1 && reached == first + 1 ? NumberForm.One : value == 0 ? NumberForm.None : NumberForm.Words);
    }

    // "4-million-strong", "2.5 million", "3 dozens".
    private bool StartsScale(int token, int last) => LongScale(token, last) is not null || (_words[token] == "-" && _words.IsJoined(token) && LongScale(token + 1, last) is not null) || (token < last && PluralScale(token) is not null);

    // One word more; false where it can't belong to the same number: "two three", "3 hundred and 2 hundred".
    private bool Take(int k, int last, ref Sum sum)
    {
        if (_words[k] == "-" && sum.Taken == 0 && LongScale(k + 1, last) is not null)
        {
            // The hyphen of "4-million": the scale comes next.
            sum.Taken++;
            return true;
        }
        if (_words.IsDigits(k))
        {
            return sum.Taken > 0 && sum.Group == 0 && _words[k].Length <= 3 && decimal.TryParse(_words[k], NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
                ? sum.AddSmall(digits) : sum.EndsInHundred && _words[k].Length <= 2 && decimal.TryParse(_words[k], NumberStyles.None, CultureInfo.InvariantCulture, out digits) && digits > 0 && sum.AddSmall(digits);
        }
        if (!Table.TryGetValue(_words[k], out var word))
        {
            return false;
        }
        return word.Kind switch
        {
            NumberWordKind.Value => sum.AddSmall(word.Value),
            NumberWordKind.Scale when _words[k].Length > 3 => sum.Scale(word.Value),
            NumberWordKind.Many when !sum.IsEmpty && PluralScale(k) is { } plural => sum.Scale(plural),
            _ => false,
        };
    }

    // "dozens", "hundreds" after a number stand for their singular.
    private decimal? PluralScale(int token) => _words[token] is not "tens" && Table.TryGetValue(_words[token], out var word) && word.Kind == NumberWordKind.Many ? word.Value / 2 : null;

    // Past the hyphen of twenty-one and the "and" of two hundred and five; the same token where the next word does not go on.
    private int Connected(int k, int last, Sum sum)
    {
        if (_words[k] == "-" && k + 1 < last && ((sum.EndsInTens && IsBelowTen(k + 1)) || (_words.IsJoined(k) && LongScale(k + 1, last) is not null)))
        {
            return k + 1;
        }
        if (_words[k] == "and" && k + 1 < last && (sum.EndsInHundred || sum.EndsInScale) && ((Is(k + 1, NumberWordKind.Value) && Fraction(k + 1, last) is null) || (sum.EndsInHundred && _words.IsDigits(k + 1) && _words[k + 1].Length <= 2)))
        {
            return k + 1;
        }
        return k;
    }

    private bool IsBelowTen(int token) => Table.TryGetValue(_words[token], out var word) && word.Kind == NumberWordKind.Value && word.Value is > 0 and < 10;

    // "one and a half million", "3 million and a half", "twenty and three fifths".
    private (decimal Value, int Last)? AndPart(int k, int last, Sum sum)
    {
        if (_words[k] != "and" || k + 2 >= last || (!_words.IsWord(k + 1) && !_words.IsDigits(k + 1)))
        {
            return null;
        }
        decimal part;
        int end;
        if (Fraction(k + 1, last) is { Form: NumberForm.Words } scaled)
        {
            return (sum.Total + sum.Group + scaled.Value, scaled.Last);
        }
        if (_words[k + 1] is "a" or "an" && Table.TryGetValue(_words[k + 2], out var word) && word.Kind == NumberWordKind.Part)
        {
            (part, end) = (word.Value, k + 3);
        }
        else if (Fraction(k + 1, last) is { } fraction)
        {
            (part, end) = (fraction.Value, fraction.Last);
        }
        else
        {
            return null;
        }
        // "killed two and a third was hurt": an ordinal, unless it ends or scales.
        if (_words[end - 1] is not ("half" or "quarter" or "quarters") && end < last && _words.IsWord(end) && LongScale(end, last) is null)
        {
            return null;
        }
        var value = sum.Total + sum.Group;
        if (LongScale(end, last) is { } scale)
        {
            // "one billion and a half million": a smaller scale is the part's own.
            return sum.LastScale > scale ? (value + (part * scale), end + 1) : ((value + part) * scale, end + 1);
        }
        return (value + (part * Math.Max(1, sum.EndsInScale ? sum.LastScale : 1)), end);
    }

    // "zero three" after "point" is 0.03, "seventy-one" 0.71.
    private (decimal Value, int Last)? Decimals(int k, int last)
    {
        var (value, unit, first) = (0m, 1m, k);
        while (k < last && k - first < 8 && Table.TryGetValue(_words[k], out var word) && word.Kind == NumberWordKind.Value)
        {
            if (word.Value >= 20 && _words[k + 1] == "-" && IsBelowTen(k + 2))
            {
                (unit, k) = (unit / 100, k + 3);
                value += (word.Value + Table[_words[k - 1]].Value) * unit;
                continue;
            }
            unit /= word.Value >= 10 ? 100 : 10;
            value += word.Value * unit;
            k++;
        }
        return k > first ? (value, k) : null;
    }

    // "three quarters", "one-fifth", "two thirds of a million".
    private Numeral? Fraction(int i, int last)
    {
        if (!Table.TryGetValue(_words[i], out var times) || times.Kind != NumberWordKind.Value || times.Value is 0 or > 20)
        {
            return null;
        }
        var k = _words[i + 1] == "-" ? i + 2 : i + 1;
        if (k >= last || !Table.TryGetValue(_words[k], out var part) || part.Kind != NumberWordKind.Part || _words[k].Length == 1 || (times.Value > 1 && !_words[k].EndsWith('s')) || (times.Value == 1 && _words[k].EndsWith('s')))
        {
            return null;
        }
        var value = times.Value * part.Value;
        if (LongScale(k + 1, last) is { } scale)
        {
            return new Numeral(value * scale, k + 2, NumberForm.Words);
        }
        return _words[k + 1] == "of" && _words[k + 2] == "a" && LongScale(k + 3, last) is { } ofScale ? new Numeral(value * ofScale, k + 4, NumberForm.Words) : new Numeral(value, k + 1, NumberForm.Part);
    }

    // What the words so far come to: groups below a thousand, each with its scale.
    private struct Sum
    {
        public decimal Total;
        public decimal Group;
        public decimal LastScale;
        public int Taken;
        public bool IsEmpty;
        public bool EndsInTens;
        public bool EndsInHundred;
        public bool EndsInScale;

        public bool AddSmall(decimal value)
        {
            // "hundred" may take up to 99, twenty up to 9, an empty group anything below its scale.
            if (!(Group == 0 ? IsEmpty || EndsInScale : EndsInHundred ? value < 100 : EndsInTens && value is > 0 and < 10))
            {
                return false;
            }
            Group += value;
            (EndsInTens, EndsInHundred, EndsInScale, IsEmpty) = (value is >= 20 and < 100 && value % 10 == 0, false, false, false);
            Taken++;
            return true;
        }

        public bool Scale(decimal scale)
        {
            if (Group >= Largest || Total >= Largest)
            {
                return false;
            }
            if (scale < 1000)
            {
                // "two hundred", "322 hundred", "five dozen"; not a second hundred in one group.
                if (EndsInScale || EndsInHundred || (Taken > 1 && Group >= 100))
                {
                    return false;
                }
                Group = Math.Max(1, IsEmpty ? 1 : Group) * scale;
                (EndsInTens, EndsInHundred, EndsInScale) = (false, scale == 100, false);
            }
            else if (EndsInScale && Group == 0)
            {
                // "three lakh crore", "a hundred thousand million".
                Total *= scale;
                LastScale *= scale;
            }
            else
            {
                if (LastScale > 0 && scale >= LastScale)
                {
                    return false;
                }
                Total += (IsEmpty ? 1 : Group) * scale;
                Group = 0;
                LastScale = scale;
                (EndsInTens, EndsInHundred, EndsInScale) = (false, false, true);
            }
            IsEmpty = false;
            Taken++;
            return true;
        }
    }
}
