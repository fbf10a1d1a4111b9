using System.Collections.Frozen;
using System.Globalization;
using Attest.Language;

namespace Attest.Claims.Times;

/// <summary>What a token can be in an expression of time; times.tsv and patterns.tsv say what each is.</summary>
[Flags]
internal enum TimeClass : long
{
#pragma warning disable CS1591 // times.tsv and patterns.tsv define each
    None = 0, Month = 1, Weekday = 1 << 1, Unit = 1 << 2, Number = 1 << 3, One = 1 << 4, Some = 1 << 5, Ordinal = 1 << 6, Part = 1 << 7, Season = 1 << 8, DayWord = 1 << 9,
    Overnight = 1 << 10, This = 1 << 11, Last = 1 << 12, Next = 1 << 13, Same = 1 << 14, Early = 1 << 15, Late = 1 << 16, Mid = 1 << 17, Approximately = 1 << 18, Ago = 1 << 19,
    Before = 1 << 20, After = 1 << 21, Meridiem = 1 << 22, Zone = 1 << 23, Present = 1 << 24, Recently = 1 << 25, Set = 1 << 26, Every = 1 << 27, Since = 1 << 28, Until = 1 << 29,
    To = 1 << 30, And = 1L << 31, Lasting = 1L << 32, Latest = 1L << 33, That = 1L << 34, Bound = 1L << 35, Quantity = 1L << 36, QuarterName = 1L << 37, HalfName = 1L << 38,
    Year = 1L << 40, Day = 1L << 41, Figure = 1L << 42, Iso = 1L << 43, Slashed = 1L << 44, Clock = 1L << 45, Decade = 1L << 46, Event = 1L << 47, Dotted = 1L << 48,
#pragma warning restore CS1591
}

/// <summary>One token as an expression of time sees it.</summary>
/// <param name="Classes">All that it can be.</param>
/// <param name="Entries">Its values by class, from times.tsv; empty for figures.</param>
/// <param name="Number">The number that its figures make; 0 for words.</param>
internal readonly record struct TimeWord(TimeClass Classes, IReadOnlyList<(TimeClass Class, string Value)> Entries, double Number)
{
    /// <summary>The patterns that can begin with it.</summary>
    public TimePattern[] Patterns { get; private init; } = [];

    private const int LongestWord = 24;
    private static readonly FrozenDictionary<string, TimeWord> Known = Table.Rows("Claims/Times/times.tsv").Select(row => (Form: row[0], Class: (TimeClass?)WireNames<TimeClass>.Parse(row[1]), Value: row[2]))
        .Concat(TimePattern.Openers.Select(word => (Form: word, Class: (TimeClass?)null, Value: "")))
        .GroupBy(row => row.Form).ToFrozenDictionary(group => group.Key, OfTable, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, TimeWord>.AlternateLookup<ReadOnlySpan<char>> Lookup = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All tokens of a text.</summary>
    public static TimeWord[] Of(ParsedText parsed)
    {
        var words = new TimeWord[parsed.Tokens.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Of(parsed.Text.AsSpan(parsed.Tokens[i].Start, parsed.Tokens[i].End - parsed.Tokens[i].Start));
        }
        return words;
    }

    /// <summary>Its value as a member of a class; empty where it is none.</summary>
    public string ValueAs(TimeClass wanted)
    {
        foreach (var (itsClass, value) in Entries)
        {
            if (itsClass == wanted)
            {
                return value;
            }
        }
        return "";
    }

    private static TimeWord Of(ReadOnlySpan<char> form)
    {
        if (form.Length is 0 or > LongestWord)
        {
            return new TimeWord(TimeClass.None, [], 0);
        }
        if (char.IsAsciiDigit(form[0]) || (form[0] is '\'' or '’' && form.Length > 2 && char.IsAsciiDigit(form[1])))
        {
            return OfFigures(form);
        }
        Span<char> lower = stackalloc char[form.Length];
        form.ToLowerInvariant(lower);
        if (!Lookup.TryGetValue(lower, out var word) && !(lower[^1] == '.' && Lookup.TryGetValue(lower[..^1], out word)))
        {
            // "Mid-November" and "mid-1996" are one token.
            return lower.StartsWith("mid-") && form.Length > 4 ? Of(form[4..])
                : lower.StartsWith("pre-") && Of(form[4..]) is { Classes: TimeClass.Month } month ? month
                : lower.StartsWith("post-") && Of(form[5..]) is { Classes: TimeClass.Month } after ? after : new TimeWord(TimeClass.None, [], 0);
        }
        // Short names and "march" have a capital, or are other words: may, sun, march.
        const TimeClass Capitalised = TimeClass.Month | TimeClass.Weekday;
        return (word.Classes & Capitalised) == 0 || char.IsUpper(form[0]) || (form.Length >= 4 && form is not ("march" or "sept" or "tues" or "thur")) ? word : word with { Classes = word.Classes & ~Capitalised, Patterns = TimePattern.Beginning(word.Classes & ~Capitalised) };
    }

    private static TimeWord OfTable(IGrouping<string, (string Form, TimeClass? Class, string Value)> rows)
    {
        var entries = rows.Where(row => row.Class is not null).Select(row => (row.Class!.Value, row.Value)).ToArray();
        var classes = entries.Aggregate(TimeClass.None, (all, entry) => all | entry.Item1);
        return new TimeWord(classes, entries, 0) { Patterns = TimePattern.Beginning(classes, rows.Key) };
    }

    private static TimeWord OfFigures(ReadOnlySpan<char> form)
    {
        var word = Figures(form);
        return word with { Patterns = TimePattern.Beginning(word.Classes) };
    }

    // "14.30", which is a time of day only where a day stands beside it.
    private static bool IsDottedClock(ReadOnlySpan<char> form, int digits) => digits is 1 or 2 && form.Length == digits + 3 && form[digits] == '.' && form[digits + 1] is >= '0' and <= '5' && char.IsAsciiDigit(form[digits + 2])
        && int.Parse(form[..digits], NumberStyles.None, CultureInfo.InvariantCulture) < 24;

    private static TimeWord Figures(ReadOnlySpan<char> form)
    {
        var digits = 0;
        while (digits < form.Length && char.IsAsciiDigit(form[digits]))
        {
            digits++;
        }
        _ = double.TryParse(form[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var rest = form[digits..];
        if (rest.IsEmpty)
        {
            var classes = TimeClass.Figure;
            classes |= number is >= 1 and <= 31 && digits <= 2 ? TimeClass.Day : TimeClass.None;
            classes |= digits == 4 && number is >= 1000 and <= 2199 ? TimeClass.Year : TimeClass.None;
            return new TimeWord(classes, [], number);
        }
        if (rest is "st" or "nd" or "rd" or "th")
        {
            return new TimeWord(TimeClass.Ordinal | (number is >= 1 and <= 31 ? TimeClass.Day : TimeClass.None), [], number);
        }
        if (rest is "s" or "'s" or "’s" && digits == 4 && number % 10 == 0 && number is >= 1000 and <= 2190)
        {
            return new TimeWord(TimeClass.Decade, [], number);
        }
        if (form[0] is '\'' or '’' && form.Length == 4 && form[3] == 's' && form[2] == '0')
        {
            return new TimeWord(TimeClass.Decade, [], 1900 + ((form[1] - '0') * 10));
        }
        if (rest is "am" or "pm" or "a.m." or "p.m." && number is >= 1 and <= 12)
        {
            return new TimeWord(TimeClass.Clock, [], (number % 12 * 60) + (rest[0] == 'p' ? 720 : 0));
        }
        // "10.30am".
        if (rest.Length == 5 && rest[0] == '.' && rest[3..] is "am" or "pm" && number is >= 1 and <= 12 && char.IsAsciiDigit(rest[1]) && char.IsAsciiDigit(rest[2]))
        {
            return new TimeWord(TimeClass.Clock, [], (number % 12 * 60) + ((rest[1] - '0') * 10) + (rest[2] - '0') + (rest[3] == 'p' ? 720 : 0));
        }
        // "0:59" is the length of a video.
        if (rest.Length >= 3 && rest[0] == ':' && !(digits == 1 && number == 0) && char.IsAsciiDigit(rest[1]) && char.IsAsciiDigit(rest[2]) && number < 25 && rest.Length is 3 or 5 or 6)
        {
            var afternoon = rest.Length == 5 && rest[3] == 'p' && number < 12 ? 720 : 0;
            return new TimeWord(TimeClass.Clock, [], (number * 60) + ((rest[1] - '0') * 10) + (rest[2] - '0') + afternoon);
        }
        if (form.Length == 10 && digits == 4 && DateOnly.TryParseExact(form, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return new TimeWord(TimeClass.Iso, [], 0);
        }
        if (digits is <= 2 or 4 && SlashedDate.TryParse(form, out _))
        {
            return new TimeWord(TimeClass.Slashed, [], 0);
        }
        return double.TryParse(form, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            ? new TimeWord(TimeClass.Figure | (IsDottedClock(form, digits) ? TimeClass.Dotted : TimeClass.None), [], number)
            : new TimeWord(TimeClass.None, [], 0);
    }
}
