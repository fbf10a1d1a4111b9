using System.Collections.Frozen;
using System.Globalization;
using Attest.Language;

namespace Attest.Claims.Figures;

/// <summary>Reads the value of a number in digits and words, without hedges, ranges and units (<c>number-words.tsv</c>).</summary>
/// <remarks>Hot: asked at every token of a text; most are turned away by one look into a table.</remarks>
internal sealed partial class Numerals
{
    private const decimal Largest = 1_000_000_000_000_000m;

    // Nothing that is reported is more; a sum of all that an archive holds stays within a decimal.
    private const decimal Greatest = 1_000 * Largest;

    private const int LongestInDigits = 18;

    private static readonly FrozenDictionary<string, NumberWord> Table = Attest.Table.Rows("Claims/Figures/number-words.tsv")
        .ToFrozenDictionary(row => row[1], row => new NumberWord(Enum.Parse<NumberWordKind>(row[0], ignoreCase: true), decimal.Parse(row[2], CultureInfo.InvariantCulture)), StringComparer.Ordinal);

    private readonly Words _words;

    /// <summary>Reads the numbers of one text.</summary>
    public Numerals(Words words) => _words = words;

    /// <summary>The word for a number that a form is; null for any other form.</summary>
    public static NumberWord? WordOf(string form) => Table.TryGetValue(form, out var word) ? word : null;

    /// <summary>The number that begins at a token; null where none does, or one beyond a trillion millions.</summary>
    /// <param name="i">The token.</param>
    /// <param name="last">The token after the sentence.</param>
    /// <param name="money">Whether a currency stands before it.</param>
    public Numeral? At(int i, int last, bool money) => Read(i, last, money) is { Value: <= Greatest } numeral ? numeral : null;

    private Numeral? Read(int i, int last, bool money)
    {
        if (i >= last)
        {
            return null;
        }
        if (_words.IsDigits(i) || IsPointed(i))
        {
            return Digits(i, last, money);
        }
        var form = _words[i];
        if (form is "a" or "an")
        {
            return Article(i, last);
        }
        if (!Table.TryGetValue(form, out var word))
        {
            return null;
        }
        switch (word.Kind)
        {
            case NumberWordKind.Value:
                return Share(i, last) ?? Fraction(i, last) ?? Composite(i, last, null, i);
            case NumberWordKind.Scale when form.Length > 3 && word.Value >= 100 && Is(i + 1, NumberWordKind.Scale) && _words[i + 1].Length > 3:
                return Composite(i, last, null, i);
            case NumberWordKind.Few:
                return Few(i, last, word.Value);
            case NumberWordKind.Many:
                return Many(i, last, word.Value);
            case NumberWordKind.Part when form == "half":
                return Half(i, last);
            case NumberWordKind.Part when form == "quarter" && LongScale(i + 1, last) is { } scale:
                return new Numeral(word.Value * scale, i + 2, NumberForm.Words);
            case NumberWordKind.Part when form.Length == 1:
                return new Numeral(word.Value, i + 1, NumberForm.Part);
            case NumberWordKind.Pair when form is "couple" or "pair":
                return _words[i + 1] == "of" ? new Numeral(word.Value, i + 2, NumberForm.Pair) : null;
            case NumberWordKind.Pair:
                return new Numeral(word.Value, i + 1, NumberForm.Pair);
            case NumberWordKind.None:
                return new Numeral(0, i + 1, NumberForm.None);
            default:
                return null;
        }
    }

    private bool Is(int token, NumberWordKind kind) => Table.TryGetValue(_words[token], out var word) && word.Kind == kind;

    private decimal? LongScale(int token, int last) =>
        token < last && _words[token].Length > 3 && Table.TryGetValue(_words[token], out var word) && word.Kind == NumberWordKind.Scale ? word.Value : null;

    // ".08"
    private bool IsPointed(int token) => _words[token] is { Length: > 1 } form && form[0] == '.' && char.IsAsciiDigit(form[1]);

    private Numeral? Digits(int i, int last, bool money)
    {
        var raw = _words.Text.AsSpan(_words.Start(i), _words.End(i) - _words.Start(i));
        if (raw.Contains('/'))
        {
            return SimpleFraction(raw) is { } simple ? new Numeral(simple, i + 1, NumberForm.Part) : null;
        }
        var (length, points) = (0, 0);
        while (length < raw.Length && (char.IsAsciiDigit(raw[length]) || (raw[length] is ',' or '.' && length + 1 < raw.Length && char.IsAsciiDigit(raw[length + 1]))))
        {
            points += raw[length] == '.' ? 1 : 0;
            length++;
        }
        if (points > 1 || length > LongestInDigits || !decimal.TryParse(raw[..length], NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }
        var end = i + 1;
        if (length < raw.Length)
        {
            if (!Table.TryGetValue(raw[length..].ToString().ToLowerInvariant(), out var joined) || joined.Kind != NumberWordKind.Scale || value >= Largest)
            {
                return null;
            }
            return new Numeral(value * joined.Value, end, NumberForm.Digits);
        }
        if (points == 0 && length <= 2 && ShareOf(i, value, last) is { } share)
        {
            return share;
        }
        if (points == 0 && !raw.Contains(','))
        {
            end = Grouped(i, last, ref value);
        }
        // "10 1/2", "2 ½".
        if (end < last && (_words.IsDigits(end) ? SimpleFraction(_words.Text.AsSpan(_words.Start(end), _words.End(end) - _words.Start(end))) : _words[end].Length == 1 && Is(end, NumberWordKind.Part) ? Table[_words[end]].Value : null) is { } part)
        {
            (value, end) = (value + part, end + 1);
        }
        if (Composite(end, last, value, i) is { } composite)
        {
            return composite with { Form = NumberForm.Digits };
        }
        var scaled = Short(value, end, last, money);
        return scaled is { } shortened ? new Numeral(shortened, end + 1, NumberForm.Digits) : new Numeral(value, end, NumberForm.Digits);
    }

    // "1 234 567": groups of three; not two numbers side by side.
    private int Grouped(int i, int last, ref decimal value)
    {
        var end = i + 1;
        if (_words.End(i) - _words.Start(i) > 3 || _words.Is(i - 1, WordClass.Month) || value == 0)
        {
            return end;
        }
        while (end < last && end - i < 5 && _words.IsDigits(end) && (_words[end].Length == 3 || (_words[end].Length > 4 && _words[end][3] == '.')) && !_words[end].AsSpan(0, 3).ContainsAnyExceptInRange('0', '9') && _words.Start(end) == _words.End(end - 1) + 1
            && decimal.TryParse(_words[end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var group))
        {
            value = (value * 1000) + group;
            end++;
        }
        return end;
    }

    private static decimal? SimpleFraction(ReadOnlySpan<char> raw)
    {
        var slash = raw.IndexOf('/');
        return slash is 1 or 2 && raw.Length - slash is 2 or 3 && int.TryParse(raw[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out var above)
            && int.TryParse(raw[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var below) && below is 2 or 3 or 4 or 5 or 8 or 10 && above < below ? (decimal)above / below : null;
    }

    // "$5 m", "60m euros", "2.5m barrels", "6m refugees", "5bn"; but a bridge of "300m" is measured in metres.
    private decimal? Short(decimal value, int end, int last, bool money)
    {
        if (end >= last || _words[end].Length > 3 || !Table.TryGetValue(_words[end], out var scale) || scale.Kind != NumberWordKind.Scale || value >= Largest)
        {
            return null;
        }
        var isAmbiguous = _words[end] is "m" or "b";
        var isCounted = isAmbiguous && end + 1 < last && _words.Parsed.Tokens[end + 1] is { Tag: UniversalTag.Noun, Morphology: var morphology } && (morphology & Morphology.Plural) != 0 && _words.IsJoined(end - 1);
        var joinedOrWritten = _words.IsJoined(end - 1) || money || _words[end] is "mln" or "bln" or "tln" or "trn" or "bn" or "mn";
        return joinedOrWritten && (!isAmbiguous || money || isCounted || (_words[end] == "b" && _words.IsJoined(end - 1))
            || (_words[end] == "m" && _words.IsJoined(end - 1) && _words.Text[_words.Start(end)] == 'M')) ? value * scale.Value : null;
    }

    // "2 in 3", "eight in 10": a share, where the whole is a small round number of like kind.
    private Numeral? ShareOf(int i, decimal part, int last)
    {
        if (_words[i + 1] != "in" || i + 3 >= last || part is < 1 or > 10)
        {
            return null;
        }
        var whole = _words.IsDigits(i + 2) && decimal.TryParse(_words[i + 2], NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : Is(i + 2, NumberWordKind.Value) ? Table[_words[i + 2]].Value : 0;
        return whole is 3 or 4 or 5 or 10 or 20 or 100 && part < whole && _words.Parsed.Tokens[i + 3].Tag is not (UniversalTag.Propn or UniversalTag.Num) || (whole is 3 or 4 or 5 or 10 or 20 or 100 && part < whole && _words.Parsed.Tokens[i + 3].PennTag is "NNPS")
            ? new Numeral(part / whole, i + 3, NumberForm.Part) : null;
    }

    // "one in five": a share, not one thing.
    private Numeral? Share(int i, int last)
    {
        if (_words[i] != "one" && ShareOf(i, Table[_words[i]].Value, last) is { } share)
        {
            return share;
        }
        if (_words[i] != "one" || _words[i + 1] is not ("in" or "out") || (_words[i + 1] == "out" && _words[i + 2] != "of") || !Is(_words[i + 1] == "in" ? i + 2 : i + 3, NumberWordKind.Value))
        {
            return null;
        }
        var whole = _words[i + 1] == "in" ? i + 2 : i + 3;
        return whole < last && Table[_words[whole]].Value is >= 3 and <= 20 and var among && (_words[i + 1] == "in" || _words[i - 1] != "the") ? new Numeral(1 / among, whole + 1, NumberForm.Part) : null;
    }

    private Numeral? Article(int i, int last)
    {
        var k = _words[i + 1] is "mere" or "whole" or "further" ? i + 2 : i + 1;
        if (k >= last || !Table.TryGetValue(_words[k], out var next))
        {
            return null;
        }
        switch (next.Kind)
        {
            case NumberWordKind.Scale when _words[k].Length > 3:
                return Composite(k, last, null, i);
            case NumberWordKind.Part when _words[k].Length > 1 && (LongScale(k + 1, last) ?? (_words[k + 1] == "of" && _words[k + 2] == "a" ? LongScale(k + 3, last) : null)) is { } scale:
                return new Numeral(next.Value * scale, _words[k + 1] == "of" ? k + 4 : k + 2, NumberForm.Words);
            case NumberWordKind.Part when _words[k].Length > 1 && (IsShare(i, k) || (i == 0 && k + 1 == _words.Count)):
                return new Numeral(next.Value, k + 1, NumberForm.Part);
            case NumberWordKind.Pair when _words[k] is "couple" or "pair" && _words[k + 1] == "of":
                return new Numeral(2, k + 2, NumberForm.Pair);
            case NumberWordKind.Pair when _words[k] == "couple" && Table.TryGetValue(_words[k + 1], out var few) && few.Kind == NumberWordKind.Scale:
                return new Numeral(2 * few.Value, k + 2, NumberForm.Words);
            case NumberWordKind.Few when _words[k] == "few":
                return Few(k, last, next.Value);
            default:
                return null;
        }
    }

    // "a third of", "by a quarter", "nearly a fifth": shares; "a third man", "a quarter ago" are none.
    private bool IsShare(int article, int part) => _words[part] is not ("half" or "quarter" or "second")
        ? _words[part + 1] == "of" || (_words[article - 1] is "by" or "nearly" or "almost" or "about" or "than" or "around" && !_words.IsWord(part + 1))
        : _words[part + 1] == "of" || _words[article - 1] is "by" or "nearly" or "almost" or "about" or "than" or "around";

    private Numeral? Half(int i, int last)
    {
        var k = _words[i + 1] is "a" or "-" ? i + 2 : i + 1;
        if (LongScale(k, last) is { } scale)
        {
            return new Numeral(scale / 2, k + 1, NumberForm.Words);
        }
        return _words[i + 1] is "of" or "the" or "its" or "their" or "his" or "her" || _words[i - 1] is "than" or "about" or "nearly" or "almost" or "around" or "over" or "roughly" or "approximately" ? new Numeral(0.5m, i + 1, NumberForm.Part) : null;
    }

    private Numeral? Few(int i, int last, decimal least) =>
        LongScale(i + 1, last) is not { } scale ? null
            : LongScale(i + 2, last) is { } more ? new Numeral(least * scale * more, i + 3, NumberForm.Many) : new Numeral(least * scale, i + 2, NumberForm.Many);

    private Numeral? Many(int i, int last, decimal value)
    {
        if (_words[i + 1] is "of" && i + 2 < last && Table.TryGetValue(_words[i + 2], out var next) && next.Kind == NumberWordKind.Many && next.Value > value)
        {
            // Tens of thousands: docs/formats.md opens a plural at two, so ten thousand twice over.
            return new Numeral(value / 2 * next.Value, i + 3, NumberForm.Many);
        }
        return _words[i] == "tens" ? null : new Numeral(value, i + 1, NumberForm.Many);
    }
}

/// <summary>The value of a number as it is written.</summary>
/// <param name="Value">Its value in plain units; of an open number the least.</param>
/// <param name="Last">Index after its last token.</param>
/// <param name="Form">How it is written.</param>
internal readonly record struct Numeral(decimal Value, int Last, NumberForm Form);

/// <summary>A word for a number.</summary>
/// <param name="Kind">What it does to the number.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct NumberWord(NumberWordKind Kind, decimal Value);

/// <summary>What a word for a number does (<c>number-words.tsv</c>).</summary>
internal enum NumberWordKind : byte
{
#pragma warning disable CS1591 // the table says what each does
    Value, Scale, Many, Few, Part, Pair, None,
#pragma warning restore CS1591
}
