using System.Globalization;

namespace Attest.Archive.Storage;

/// <summary>Moments as the archive writes them: UTC, one width, sorted as text.</summary>
public static class Moment
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>A moment as text.</summary>
    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The earliest moment that a time of publication can mean; null for none.</summary>
    public static string? Write(PublicationTime? time) => time is { } known ? Write(known.Earliest) : null;

    /// <summary>The moment that a text says.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
