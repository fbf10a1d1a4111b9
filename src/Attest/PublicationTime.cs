using System.Globalization;

namespace Attest;

/// <summary>When something was published: a day, or an instant where the source gives one.</summary>
/// <param name="Day">The calendar day, in the zone that the source gave it in.</param>
/// <param name="Instant">The instant with its offset; null where only the day is known.</param>
public readonly record struct PublicationTime(DateOnly Day, DateTimeOffset? Instant = null) : IComparable<PublicationTime>
{
    /// <summary>Reads an ISO 8601 date, or a date and time with or without an offset (without one it is taken as UTC).</summary>
    /// <returns>False where the text is neither; nothing is guessed.</returns>
    public static bool TryParse(string? text, out PublicationTime time)
    {
        time = default;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }
        text = text.Trim();
        if (text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            time = new PublicationTime(day);
            return true;
        }
        if (text.Length > 10 && text[4] == '-' && text[7] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            time = new PublicationTime(DateOnly.FromDateTime(instant.DateTime), instant);
            return true;
        }
        return false;
    }

    /// <summary>The earliest instant that it can mean: the instant itself, or the day's first moment in UTC.</summary>
    public DateTimeOffset Earliest => Instant ?? new DateTimeOffset(Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>The last moment of the day, in UTC.</summary>
    public DateTimeOffset EndOfDay => new(Day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);

    /// <summary>Order of <see cref="Earliest"/>.</summary>
    public int CompareTo(PublicationTime other) => Earliest.CompareTo(other.Earliest);

    /// <summary>ISO 8601: <c>2023-09-13</c>, or in UTC <c>2023-09-13T10:00:00Z</c>.</summary>
    public override string ToString() => Instant is { } instant
        ? instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(PublicationTime left, PublicationTime right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(PublicationTime left, PublicationTime right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(PublicationTime left, PublicationTime right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(PublicationTime left, PublicationTime right) => left.CompareTo(right) >= 0;
}
